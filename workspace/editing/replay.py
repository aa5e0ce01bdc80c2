"""Replaying a town's events: every row has to be what its events say, and every event has to have its row."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import selectinload, undefer

from workspace.db import Model, db
from workspace.editing.models import Editable
from workspace.editing.values import plain, written
from workspace.guidance.columns import as_read
from workspace.history.models import Event
from workspace.history.verify import Finding, events

ERASED = object()


@dataclass(slots=True)
class Life:
    """What a thing has become by its events: its columns, its versions, and when it last changed."""

    noun: str
    values: dict[str, Any] = field(default_factory=dict)
    version: int = 0
    versions: dict[str, int] = field(default_factory=dict)
    at: datetime | None = None

    def live(self, event: Event, cls: type[Editable]) -> Iterator[Finding]:
        """Take an event in; yield what doesn't follow from the one before."""
        if event.version != self.version + 1:
            where = f"event {event.seq} ({event.kind} {event.subject})"
            yield Finding(where, f"it makes version {event.version} out of version {self.version}.")
        moved = {name: new for name, (_old, new) in event.scalars.items()}
        moved |= {text.field: ERASED if text.salt is None else text.new for text in event.texts}
        self.values |= moved
        self.version, self.at = event.version, event.at
        self.versions |= dict.fromkeys(cls.groups_of(moved), event.version)


def replay(workspace_id: int) -> Iterator[Finding]:
    """Yield every row of a town that isn't what its events say, and every event whose row is gone."""
    things = {cls.NOUN: cls for cls in editables()}
    lives: dict[str, Life] = {}
    for event in events(workspace_id):
        noun = event.kind.partition(".")[0]
        if noun in things:
            yield from lives.setdefault(event.subject, Life(noun)).live(event, things[noun])
    for cls in things.values():
        for row in rows(cls, workspace_id):
            yield from compared(row, lives.pop(row.subject, None))
    for subject, life in lives.items():
        yield Finding(subject, f"{life.version} event(s) tell of it, but it isn’t there.")


def editables() -> list[type[Editable]]:
    """Return every model whose rows change only together with events."""
    return [mapper.class_ for mapper in Model.registry.mappers if issubclass(mapper.class_, Editable)]


def rows(cls: type[Editable], workspace_id: int) -> Iterator[Any]:
    """Yield a town's rows of a model, with everything their names and values need."""
    town = inspect(cls).columns["workspace_id" if cls.NOUN != "workspace" else "id"]
    query = select(cls).where(town == workspace_id).options(undefer("*"), selectinload("*"))
    yield from db.session.scalars(query.execution_options(populate_existing=True))


def compared(row: Any, life: Life | None) -> Iterator[Finding]:
    """Yield how a row differs from its life; values aren't printed, they may be private."""
    if life is None:
        yield Finding(row.subject, "no event tells of it.")
        return
    for name in row.told():
        expected = as_read(inspect(type(row)).columns[name].type, life.values.get(name, row.begins_as(name)))
        stands = written(getattr(row, name)) if row.is_text(name) else plain(getattr(row, name))
        if expected is not ERASED and expected != stands:
            yield Finding(row.subject, f"its “{name}” isn’t what the last event about it says.")
    if (row.version, row.versions) != (life.version, life.versions):
        yield Finding(row.subject, f"its version is {row.version}, its events make {life.version}.")
    if row.changed_at != life.at:
        yield Finding(row.subject, f"it claims to have changed at {row.changed_at}, its last event says {life.at}.")
