"""Recently: what has moved in the plan, read from its history: each action once, the newest first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from workspace.actions.facts import Facts
from workspace.actions.words import Status
from workspace.db import db
from workspace.history.models import Event

MOST, LOOKED_AT = 6, 60
TOLD = ("action.status_changed", "action.accepted", "action.deadline_changed")


@dataclass(frozen=True, slots=True)
class Move:
    """What an action's newest change of status or deadline was. `kind` is the event's."""

    action: Facts
    kind: str
    at: datetime


def moves(actions: Iterable[Facts], workspace_id: int) -> list[Move]:
    """Return the newest moves of the given actions; proposals aren't part of the plan and aren't told."""
    known = {action.subject: action for action in actions if action.status is not Status.PROPOSED}
    query = select(Event.subject, Event.kind, Event.at, Event.scalars)
    query = query.where(Event.workspace_id == workspace_id, Event.kind.in_(TOLD))
    found: dict[str, Move] = {}
    for subject, kind, at, scalars in db.session.execute(query.order_by(Event.seq.desc()).limit(LOOKED_AT)):
        if subject in known and is_move(kind, scalars):
            found.setdefault(subject, Move(known[subject], kind, at))
    return list(found.values())[:MOST]


def is_move(kind: str, scalars: Mapping[str, list[Any]]) -> bool:
    """Say whether readers care: a first deadline is planning, a changed one is news."""
    return kind != "action.deadline_changed" or scalars.get("due_on", [None])[0] is not None
