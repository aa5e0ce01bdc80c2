"""The past: what a thing was at an earlier version, as its events tell."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workspace.db import db
from workspace.editing.merge import UNKNOWN
from workspace.history.models import Event

AS_TYPED = "typed:"  # before a column's name: what stood in the form, where a merge made something else of it


@dataclass(frozen=True, slots=True)
class Version:
    """What some columns of a thing held from one event on; `typed` is what the form held that was merged into it."""

    number: int
    at: datetime
    actor: str  # a pseudonym
    kind: str  # of the event
    values: dict[str, Any]
    typed: dict[str, Any]


def values_at(workspace_id: int, subject: str, version: int) -> dict[str, Any]:
    """Return every column a thing's events tell of, as it stood at a version and as the history writes it: two queries.

    A column no event has told of by then isn't among them: it was empty. A text that was erased is UNKNOWN.
    """
    values: dict[str, Any] = {}
    for event in told(workspace_id, subject, version):
        values |= moved(event)
    return values


def versions(workspace_id: int, subject: str, columns: Collection[str]) -> list[Version]:
    """Return every version in which one of some columns was another, the newest first: two queries."""
    return list(grown(told(workspace_id, subject), columns))[::-1]


def grown(events: Sequence[Event], columns: Collection[str]) -> Iterator[Version]:
    """Yield what the columns held after each event that told of one of them."""
    values: dict[str, Any] = dict.fromkeys(columns)
    for event in events:
        if changed := {name: value for name, value in moved(event).items() if name in values}:
            values = values | changed
            yield Version(event.version, event.at, event.actor, event.kind, values, typed(event, columns))


def told(workspace_id: int, subject: str, version: int | None = None) -> Sequence[Event]:
    """Return a thing's events with their texts, the oldest first; up to a version if one is given."""
    query = select(Event).where(Event.workspace_id == workspace_id, Event.subject == subject)
    if version is not None:
        query = query.where(Event.version <= version)
    return db.session.scalars(query.order_by(Event.seq).options(selectinload(Event.texts))).all()


def moved(event: Event) -> dict[str, Any]:
    """Return what an event's columns held after it."""
    scalars = {name: new for name, (_old, new) in event.scalars.items()}
    return scalars | {name: new for name, new in texts(event).items() if not name.startswith(AS_TYPED)}


def typed(event: Event, columns: Collection[str]) -> dict[str, Any]:
    """Return what of some columns was typed otherwise than it was saved."""
    found = {name.removeprefix(AS_TYPED): new for name, new in texts(event).items() if name.startswith(AS_TYPED)}
    return {name: new for name, new in found.items() if name in columns}


def texts(event: Event) -> dict[str, Any]:
    """Return an event's texts; what was erased is UNKNOWN."""
    return {text.field: UNKNOWN if text.salt is None else text.new for text in event.texts}
