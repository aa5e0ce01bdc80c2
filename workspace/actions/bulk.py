"""Several actions at once: one event each under one batch, all or nothing, and taken back within a minute."""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from workspace.actions.models import Action
from workspace.actions.words import Part, Priority, Status
from workspace.db import db, now
from workspace.history.models import Event, EventText
from workspace.members.models import Member, Unit
from workspace.plans.deadline import Deadline
from workspace.plans.models import Plan

UNDO_FOR = timedelta(seconds=75)  # a minute for the person, and the way there and back
WORDS = {"status": Status, "priority": Priority, "part": Part}


@dataclass(frozen=True, slots=True)
class Changes:
    """What to set on every picked action; None leaves a fact as it is."""

    unit: Unit | None = None
    person: Member | None = None
    deadline: Deadline | None = None
    status: Status | None = None
    reason: str | None = None

    def rights(self) -> list[str]:
        """Return the rights these changes need on each action."""
        needed = {"set_owner": self.unit or self.person, "set_deadline": self.deadline, "set_status": self.status}
        return [right for right, value in needed.items() if value is not None]


def picked(plan: Plan, codes: Iterable[str]) -> list[Action]:
    """Return the plan's actions with these codes, in their order. Codes of other plans and towns find nothing."""
    query = select(Action).where(Action.workspace_id == plan.workspace_id, Action.plan_id == plan.id)
    said = {code for code in codes if code.isprintable()}  # a NUL would be a fault to PostgreSQL
    return list(db.session.scalars(query.where(Action.code.in_(said)).order_by(Action.id)))


def apply(actions: Sequence[Action], changes: Changes, *, by: Member) -> str:
    """Set the changes on every action and return the batch's id. Rights and the reason were checked before."""
    batch = secrets.token_hex(8)
    for action in actions:
        if changes.unit is not None or changes.person is not None:
            set_owner(action, changes, by=by, batch=batch)
        if changes.deadline is not None:
            action.set_deadline(changes.deadline, by=by, batch=batch)
        if changes.status is not None:
            action.set_status(changes.status, reason=changes.reason, by=by, batch=batch)
    return batch


def set_owner(action: Action, changes: Changes, *, by: Member, batch: str) -> None:
    """Set unit, person or both: a new unit takes its own person or none, a person alone leaves the unit."""
    unit = changes.unit or (db.session.get(Unit, action.owner_id) if action.owner_id else None)
    action.set_owner(unit, responsible=changes.person, by=by, batch=batch)


def undo(plan: Plan, batch: str, *, by: Member) -> tuple[list[Action], list[Action]]:
    """Take a batch back by compensating events under its id. Returns (taken back, left alone because they moved on).

    Only the person who made the batch can, only for a minute, and only once.
    """
    query = select(Event).where(Event.workspace_id == plan.workspace_id, Event.batch == batch)
    events = defaultdict(list)
    for event in db.session.scalars(query.where(Event.actor == by.pseudonym, Event.at > now() - UNDO_FOR)):
        events[event.subject].append(event)
    actions = picked(plan, [subject.removeprefix("action-") for subject in events])
    back, moved = [], []
    for action in actions:
        mine = sorted(events[action.subject], key=lambda event: event.seq)
        if action.version == mine[-1].version and not compensated(mine):
            compensate(action, mine, by=by)
            back.append(action)
        else:
            moved.append(action)
    return back, moved


def compensated(events: Sequence[Event]) -> bool:
    """Say whether a batch has already been taken back: then each kind of change stands in it twice."""
    return len({event.kind for event in events}) < len(events)


def compensate(action: Action, events: Sequence[Event], *, by: Member) -> None:
    """Set what each event changed back to what it was, newest first, through the same verbs."""
    for event in reversed(events):
        before = {name: revive(name, old) for name, (old, _new) in event.scalars.items()}
        before |= {text.field: text.old for text in texts_of(event)}
        action.record(event.kind.removeprefix("action."), by=by, batch=event.batch, **before)


def texts_of(event: Event) -> list[EventText]:
    """Return an event's texts."""
    query = select(EventText).where(EventText.workspace_id == event.workspace_id, EventText.event_id == event.id)
    return list(db.session.scalars(query))


def revive(name: str, value: Any) -> Any:
    """Turn a kept value back into the column's: a word, a day, or itself."""
    if value is None:
        return None
    if name in WORDS:
        return WORDS[name](value)
    return date.fromisoformat(value) if name.endswith("_on") else value
