"""Timelines: events as sentences, day by day, with what was before and what came after, as one reader may see it."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from itertools import groupby
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, bindparam, or_, select
from sqlalchemy.orm import joinedload

from workspace import i18n
from workspace.db import db
from workspace.history import names, wording
from workspace.history.fields import FIELDS, RIGHTS, Kind
from workspace.history.kinds import KINDS
from workspace.history.models import Event
from workspace.history.sentences import Part, parts
from workspace.history.sittings import Sitting
from workspace.history.subjects import Subject

May = Callable[[str], bool]
LONG = 160  # characters from which a change is folded away
SHORT = 2000  # characters up to which an event is kept as drawn
WORDS = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True, slots=True)
class Change:
    """One column before and after, in the reader's language; empty is nothing. `erased`: a text taken out by law."""

    label: str
    old: str
    new: str
    erased: bool = False

    @property
    def is_long(self) -> bool:
        """Say whether it is too long to stand open in the list."""
        return len(self.old) + len(self.new) > LONG or "\n\n" in self.old + self.new

    @property
    def difference(self) -> tuple[str, str, str, str]:
        """Return what both begin with, what was taken out, what came in, and what both end with, by whole words."""
        old, new = WORDS.findall(self.old), WORDS.findall(self.new)
        shorter = min(len(old), len(new))
        head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
        tail = next((at for at in range(shorter - head) if old[-1 - at] != new[-1 - at]), shorter - head)
        taken, added = ("".join(words[head : len(words) - tail]) for words in (old, new))
        return "".join(old[:head]), taken, added, "".join(old[len(old) - tail :])


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as a sentence. `parts` is the sentence in pieces: ("actor", "Jobcenter (Uwe)"), ("text", " changed …").

    `path` is where its subject stands, below the town's address. `others` happened to other things by the same
    stroke (a bulk change), `is_first` says that the subject began with it: there was no before.
    """

    seq: int
    at: datetime
    kind: str
    subject: str
    name: str
    parts: tuple[Part, ...]
    path: str
    code: str
    actor: str  # the pseudonym
    changes: tuple[Change, ...]
    is_first: bool
    batch: str | None
    others: tuple["Entry", ...] = ()

    @property
    def is_short(self) -> bool:
        """Say whether it is worth keeping as drawn: long texts would fill the memory."""
        told = (*self.changes, *(change for other in self.others for change in other.changes))
        return sum(len(change.old) + len(change.new) for change in told) < SHORT

    @property
    def sitting(self) -> date | None:
        """Return the day of the sitting in which it was decided, if it was."""
        found = Sitting.of(self.batch)
        return found.day if found else None

    @property
    def sentence(self) -> str:
        """Return the whole sentence."""
        return "".join(text for _part, text in self.parts)

    @property
    def who(self) -> str:
        """Return who did it, as the sentence says it."""
        return next((text for part, text in self.parts if part == "actor"), "")


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one day in town, newest first."""

    date: date
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Days, newest first. `older` is the number to hand in as `before` for what came earlier; None at the beginning."""

    days: tuple[Day, ...]
    older: int | None

    def __iter__(self) -> Iterator[Day]:
        """Go through the days."""
        return iter(self.days)


def timeline(
    workspace_id: int,
    *,
    may: May,
    subject: str | None = None,
    nouns: Collection[str] = (),
    among: Collection[ColumnElement[bool]] = (),
    before: int | None = None,
    limit: int = 30,
) -> Timeline:
    """Return what happened in a town, or to one thing and what belongs to it, in two queries.

    `may(right)` says what the reader may see: `partial(access.may, member)`. `subject` is a thing's name, such as
    `action-M-017` (its steps come along); `nouns` narrows to kinds of things, `among` to events of
    which these conditions hold; `before` and `limit` page.
    """
    events = asked(workspace_id, open_kinds(may, nouns), subject, among, before, limit + 1)
    found = names.find(workspace_id, wanted(events[:limit]))
    entries = [entry(event, found, may, own=subject) for event in events[:limit]]
    told = gathered([one for one in entries if one is not None])
    by_day = groupby(told, key=lambda one: one.at.astimezone(i18n.zone()).date())
    days = tuple(Day(day, tuple(day_entries)) for day, day_entries in by_day)
    return Timeline(days, events[limit - 1].seq if len(events) > limit else None)


def asked(
    workspace_id: int,
    kinds: tuple[str, ...] | None,
    subject: str | None,
    among: Collection[ColumnElement[bool]],
    before: int | None,
    most: int,
) -> list[Event]:
    """Read the newest events with their texts: of some kinds, of one thing and what is below it, of before a number."""
    below = f"{subject or ''}-".replace("_", "/_") + "%"
    said = {"town": workspace_id, "subject": subject, "below": below, "before": before, "most": most}
    wanted = query(kinds, about=bool(subject), older=before is not None)
    return list(db.session.scalars(wanted.where(*among), said).unique())


@cache
def query(kinds: tuple[str, ...] | None, *, about: bool, older: bool) -> Select[Event]:
    """Return the query for events. Made once for each: putting one together takes longer than sending it."""
    made = select(Event).where(Event.workspace_id == bindparam("town")).order_by(Event.seq.desc())
    if kinds is not None:
        made = made.where(Event.kind.in_(kinds))
    if about:
        below = Event.subject.like(bindparam("below"), escape="/")
        made = made.where(or_(Event.subject == bindparam("subject"), below))
    if older:
        made = made.where(Event.seq < bindparam("before"))
    return made.limit(bindparam("most")).options(joinedload(Event.texts))


def open_kinds(may: May, nouns: Collection[str]) -> tuple[str, ...] | None:
    """Return the kinds of events that are wanted and may be seen; None if that is all."""
    kinds = tuple(kind for kind in KINDS if is_open(kind.partition(".")[0], may, nouns))
    return None if len(kinds) == len(KINDS) else kinds


def is_open(noun: str, may: May, nouns: Collection[str]) -> bool:
    """Say whether events of a kind of thing are wanted and may be seen."""
    return (not nouns or noun in nouns) and (noun not in RIGHTS or may(RIGHTS[noun]))


def wanted(events: Collection[Event]) -> names.Wanted:
    """Return everything the events tell of by number."""
    found = names.Wanted()
    for event in events:
        found.pseudonyms.add(event.actor)
        Subject.of(event).collect(found)
        for column, (old, new) in event.scalars.items():
            for value in (old, new):
                wording.collect(Subject.of(event).noun, column, value, found)
    return found


def entry(event: Event, found: names.Names, may: May, *, own: str | None) -> Entry | None:
    """Return an event as this reader may see it: without what they may not, not at all if nothing is left."""
    subject = Subject.of(event)
    columns = [*event.scalars, *(text.field for text in event.texts)]
    visible = {column for column in columns if is_visible(subject.noun, column, may)}
    if columns and not visible:
        return None
    is_own = subject.noun in ("action", "comment") and not subject.step and own == f"action-{subject.code}"
    name = subject.code if is_own else subject.name(found)
    return Entry(
        seq=event.seq,
        at=event.at,
        kind=event.kind,
        subject=event.subject,
        name=name,
        parts=parts(event.kind, actor=found.actor(event.actor), subject=name),
        path=subject.path,
        code=subject.code,
        actor=event.actor,
        changes=tuple(one for one in changes(event, subject.noun, visible, found) if one.new != name or one.old),
        is_first=event.version == 1,
        batch=event.batch,
    )


def is_visible(noun: str, column: str, may: May) -> bool:
    """Say whether a reader may see a column at all."""
    field = FIELDS.get(noun, {}).get(column)
    return field is not None and (field.right is None or may(field.right))


def changes(event: Event, noun: str, visible: set[str], found: names.Names) -> Iterator[Change]:
    """Yield what a reader is shown of an event, in the order of `fields.py`."""
    moved: dict[str, tuple[Any, Any, bool]] = {name: (old, new, False) for name, (old, new) in event.scalars.items()}
    moved |= {text.field: (text.old, text.new, text.salt is None) for text in event.texts}
    for name, field in FIELDS.get(noun, {}).items():
        if name not in moved or name not in visible or field.kind is Kind.HIDDEN or field.unless in moved:
            continue
        old, new, erased = moved[name]
        if erased:
            yield Change(str(field.label), "", _("[removed]"), erased=True)
        else:
            yield Change(str(field.label), wording.write(noun, name, old, found), wording.write(noun, name, new, found))


def gathered(entries: list[Entry]) -> list[Entry]:
    """Put what happened by one stroke to several things (a bulk change) under its newest entry.

    A sitting goes from thing to thing: its decisions stand each for itself.
    """
    runs = groupby(entries, key=lambda one: (one.seq if one.sitting else one.batch or one.seq, one.kind))
    return [replace(run[0], others=tuple(run[1:])) for run in ([*group] for _key, group in runs)]
