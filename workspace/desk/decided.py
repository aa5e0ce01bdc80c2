"""What a sitting has decided, read from the history: for each action what became what, the notes, and who does it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workspace.actions.facts import Line
from workspace.actions.listing import COLUMNS
from workspace.actions.models import Action
from workspace.actions.words import Status
from workspace.comments.talk import Comment
from workspace.db import db
from workspace.history import wording
from workspace.history.fields import FIELDS, Kind
from workspace.history.models import Event
from workspace.history.names import Names, find
from workspace.history.sittings import Sitting
from workspace.history.subjects import Subject
from workspace.history.timeline import wanted
from workspace.members.directory import Directory

OPENING = re.compile(r"[^:\n]{1,80}\d{4}:\s+")  # what a note begins with among the action's comments


@dataclass(frozen=True, slots=True)
class Moved:
    """One fact before the sitting and after it, in the reader's words; `internal`: for those with access only."""

    label: str
    old: str
    new: str
    internal: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about one action: what it became, what was noted, and who does it by when, as it stands now."""

    code: str
    title: str
    changes: tuple[Moved, ...]
    notes: tuple[str, ...]
    owner: str
    person: str
    deadline: str
    status: Status
    units: frozenset[int]  # that led it before or lead it now
    people: frozenset[int]  # who were in charge of it, or are

    @property
    def is_open(self) -> bool:
        """Say whether anything of it is for others than those with access."""
        return any(not one.internal for one in self.changes)


def decisions(workspace_id: int, sitting: Sitting, *, code: str | None = None) -> list[Decision]:
    """Return what a sitting has decided, in that order, of one action if given: six queries at most."""
    told = events_of(workspace_id, sitting, code)
    actions = lines(workspace_id, [*told])
    notes = notes_of(workspace_id, [event for events in told.values() for event in events])
    names = find(workspace_id, wanted([event for events in told.values() for event in events]))
    directory = Directory(workspace_id)
    made = (
        decision(actions[code], events, notes[code], names, directory)
        for code, events in told.items()
        if code in actions
    )
    return [one for one in made if one.changes or one.notes]


def events_of(workspace_id: int, sitting: Sitting, code: str | None) -> dict[str, list[Event]]:
    """Return the sitting's events by the code of the action they are about, in the order it was first decided on."""
    query = select(Event).where(Event.workspace_id == workspace_id, Event.batch == sitting.batch)
    found: dict[str, list[Event]] = defaultdict(list)
    for event in db.session.scalars(query.order_by(Event.seq).options(selectinload(Event.texts))):
        subject = Subject.of(event)
        about = subject.key if subject.noun == "action" else subject.code
        if code is None or about == code:
            found[about].append(event)
    return found


def lines(workspace_id: int, codes: Sequence[str]) -> dict[str, Line]:
    """Return the actions as they stand now, by code."""
    query = select(*COLUMNS[Line]).where(Action.workspace_id == workspace_id, Action.code.in_(codes))
    return {line.code: line for line in (Line(*row) for row in db.session.execute(query))}


def notes_of(workspace_id: int, events: Sequence[Event]) -> dict[str, list[str]]:
    """Return the notes as they stand now, by the action's code; withdrawn ones are gone."""
    ids = {int(Subject.of(event).key): Subject.of(event).code for event in events if event.kind == "comment.written"}
    query = select(Comment.id, Comment.text).where(Comment.workspace_id == workspace_id, Comment.id.in_([*ids]))
    found: dict[str, list[str]] = defaultdict(list)
    for id_, text in db.session.execute(query.where(Comment.withdrawn_at.is_(None)).order_by(Comment.id)):
        found[ids[id_]].append(OPENING.sub("", text, count=1) if OPENING.match(text) else text)
    return found


def decision(
    action: Line, events: Sequence[Event], notes: Sequence[str], names: Names, directory: Directory
) -> Decision:
    """Put together what was decided about one action."""
    moved = net(events)
    units = {action.owner_id, *moved.get("owner_id", ())}
    people = {action.responsible_id, *moved.get("responsible_id", ())}
    return Decision(
        code=action.code,
        title=action.title,
        changes=tuple(changes(moved, names)),
        notes=tuple(notes),
        owner=directory.unit(action.owner_id),
        person=directory.person(action.responsible_id),
        deadline=action.deadline_text or "",
        status=action.status,
        units=frozenset(filter(None, units)),
        people=frozenset(filter(None, people)),
    )


def net(events: Sequence[Event]) -> dict[str, tuple[Any, Any]]:
    """Return what each column was before the first and is after the last of an action's events, where that differs."""
    found: dict[str, tuple[Any, Any]] = {}
    for event in events:
        if event.kind.startswith("action."):
            told = {name: (old, new) for name, (old, new) in event.scalars.items()}
            told |= {text.field: (text.old, text.new) for text in event.texts}
            found |= {name: (found[name][0] if name in found else old, new) for name, (old, new) in told.items()}
    return {name: (old, new) for name, (old, new) in found.items() if old != new}


def changes(moved: dict[str, tuple[Any, Any]], names: Names) -> Iterator[Moved]:
    """Yield what became what, in the reader's words."""
    for name, field in FIELDS["action"].items():
        if name in moved and field.kind is not Kind.HIDDEN and field.unless not in moved:
            old, new = (wording.write("action", name, value, names) for value in moved[name])
            yield Moved(str(field.label), old, new, internal=field.right is not None)
