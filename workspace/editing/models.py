"""Editable: a thing whose columns change only together with an event, in groups that carry versions."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar, Self

from sqlalchemy import JSON, Table, Text, Update, bindparam, inspect, select, update
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.orm.attributes import set_committed_value

from workspace.db import db, now
from workspace.editing.merge import UNKNOWN, merge
from workspace.editing.past import AS_TYPED, values_at, versions
from workspace.editing.values import held, plain, written
from workspace.history.models import Written, record

SYSTEM = "system"
SENT_TWICE = timedelta(minutes=5)  # after which the same words are meant once more
BOOKKEEPING = frozenset({"id", "version", "versions", "changed_at"})
Pairs = Mapping[str, tuple[Any, Any]]
NOTHING: Mapping[str, Any] = MappingProxyType({})


@cache
def changing(table: Table, names: tuple[str, ...]) -> Update:
    """Return how to change columns of one row. Made once: that takes longer than sending it."""
    return update(table).where(table.c.id == bindparam("row")).values({name: bindparam(name) for name in names})


class Conflict(Exception):
    """Someone else saved this group since the form was drawn. Answered 409 by `errors`, with mine still editable."""

    def __init__(
        self, thing: "Editable", theirs: Mapping[str, Any], base: Mapping[str, Any], merged: Mapping[str, Any]
    ) -> None:
        """Keep the thing, what stands there now, what was there when the form was drawn, and what didn't clash."""
        super().__init__(thing.subject)
        self.thing = thing
        self.theirs, self.base, self.merged = dict(theirs), dict(base), dict(merged)


class Editable:
    """A row with field groups. Every change goes through `record`: it sets, raises the version and tells the history.

    Subclasses name themselves (`NOUN`), their field groups (`GROUPS`) and how they are called (`subject`).
    """

    NOUN: ClassVar[str]
    GROUPS: ClassVar[dict[str, tuple[str, ...]]] = {}
    UNTOLD: ClassVar[frozenset[str]] = frozenset({"workspace_id", "token_hash"})  # never part of an event
    TEXTS: ClassVar[frozenset[str]] = frozenset()  # columns other than Text that hold what people typed

    TOGETHER: ClassVar[tuple[tuple[str, ...], ...]] = ()  # columns that only make sense with each other

    workspace_id: Mapped[int]
    version: Mapped[int] = mapped_column(default=0)
    versions: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    changed_at: Mapped[datetime] = mapped_column(default=now)

    @property
    def subject(self) -> str:
        """Return the name under which the history and the page know this thing, such as `action-M-017`."""
        raise NotImplementedError

    @classmethod
    def start(cls, verb: str, *, by: Any, batch: str | None = None, **values: Any) -> Self:
        """Insert a row and write the event `NOUN.verb` holding every value it starts with. `by` is a Member or None."""
        return cls.start_all(verb, [values], by=by, batch=batch)[0]

    @classmethod
    def start_all(
        cls, verb: str, rows: Sequence[Mapping[str, Any]], *, by: Any, batch: str | None = None
    ) -> list[Self]:
        """Insert several rows in one go, with an event each, in their order."""
        make: Any = cls  # a mapped class, whose columns the type checker doesn't know here
        things: list[Self] = [make(version=0, versions={}, **values) for values in rows]
        db.session.add_all(things)
        db.session.flush()  # the id may be part of its name
        for thing, values in zip(things, rows, strict=True):
            told = {name for name, value in values.items() if name not in cls.UNTOLD and plain(value) is not None}
            thing.tell(verb, {name: (None, values[name]) for name in values if name in told}, by=by, batch=batch)
        return things

    @classmethod
    def just_begun(cls, **values: Any) -> Self | None:
        """Return a thing begun like this minutes ago and untouched since: the answer was lost, so it was sent twice."""
        columns = inspect(cls).columns
        same = [columns[name].is_not_distinct_from(value) for name, value in values.items()]
        fresh = select(cls).where(*same, columns["version"] == 1, columns["changed_at"] > now() - SENT_TWICE)
        return db.session.scalar(fresh.order_by(columns["id"].desc()).limit(1))

    def record(
        self, verb: str, *, by: Any, batch: str | None = None, typed: Mapping[str, Any] | None = None, **changes: Any
    ) -> Written | None:
        """Set columns and write the event `NOUN.verb`; without a real difference nothing happens and None returns.

        `by` is the acting Member, or None for the system. Free texts stand beside the event, where they can be erased;
        so does `typed`: texts as they stood in the form, where a merge made something else of them.
        """
        moved = {name: (getattr(self, name), new) for name, new in changes.items()}
        moved = {name: pair for name, pair in moved.items() if plain(pair[0]) != plain(pair[1])}
        if changes and not moved:
            return None
        event = self.tell(verb, moved, by=by, batch=batch, typed=typed or NOTHING)
        self.__dict__["merged_at"] = event.version if any(map(self.is_text, typed or ())) else None
        return event

    def tell(
        self, verb: str, moved: Pairs, *, by: Any, batch: str | None, typed: Mapping[str, Any] = NOTHING
    ) -> Written:
        """Set columns that move (before, after), raise the versions and write the event."""
        version = (self.version or 0) + 1
        event = record(
            self.workspace_id,
            f"{self.NOUN}.{verb}",
            subject=self.subject,
            version=version,
            actor=by.pseudonym if by else SYSTEM,
            batch=batch,
            scalars={n: (plain(old), plain(new)) for n, (old, new) in moved.items() if not self.is_text(n)},
            texts={n: (written(old), written(new)) for n, (old, new) in moved.items() if self.is_text(n)}
            | {AS_TYPED + n: (None, written(text)) for n, text in typed.items() if self.is_text(n)},
        )
        versions = {**(self.versions or {}), **dict.fromkeys(self.groups_of(moved), version)}
        values = {name: new for name, (_old, new) in moved.items()}
        self.put({**values, "version": version, "versions": versions, "changed_at": event.at})
        return event

    def put(self, values: Mapping[str, Any]) -> None:
        """Write columns of the row past the session, which would take longer over one than over all else of a save."""
        row: Any = inspect(self)
        hold: Any = setattr  # the session writes it with the rest of a new row
        if row.persistent:
            query = changing(row.mapper.local_table, tuple(values))
            db.session.connection().execute(query, {"row": row.identity[0], **values})
            hold = set_committed_value
        for name, value in values.items():
            hold(self, name, value)

    @classmethod
    def is_text(cls, name: str) -> bool:
        """Say whether a column holds free text: what a lawful erasure must be able to reach."""
        return name in cls.TEXTS or type(inspect(cls).columns[name].type) is Text

    @classmethod
    def told(cls) -> list[str]:
        """Return the columns that change only together with an event that tells of it."""
        return [key for key, _column in inspect(cls).columns.items() if key not in cls.UNTOLD | BOOKKEEPING]

    @classmethod
    def groups_of(cls, names: Iterable[str]) -> list[str]:
        """Return the groups the named columns stand in."""
        return [group for group, columns in cls.GROUPS.items() if any(name in columns for name in names)]

    def group_version(self, group: str) -> int:
        """Return the version a form of this group is drawn from: the one at which the group last changed."""
        return (self.versions or {}).get(group, 0)

    def edit(
        self, group: str, values: Mapping[str, Any], *, drawn_from: int, by: Any, verb: str = "edited"
    ) -> Written | None:
        """Save a field group as typed into a form that was drawn from version `drawn_from`.

        What others have saved since is merged with it; `merged_with` then names the columns that hold theirs.
        Raises Conflict where both changed the same sentence of a text, or the same other value, differently.
        """
        named = {name: values[name] for name in self.GROUPS[group] if name in values}
        if drawn_from != self.group_version(group):
            named = self.merged(named, drawn_from, by=by)
        return self.record(verb, by=by, typed=self.taken_in, **named)

    def restore(self, values: Mapping[str, Any], *, by: Any) -> Written | None:
        """Let texts of an earlier version, as the history keeps them, stand again: as a new version.

        None where nothing comes of it: it stands so already, or was taken out by law.
        """
        held = {name: self.as_held(name, value) for name, value in values.items()}
        return self.record("restored", by=by, **held) if held else None

    def merged(self, mine: Mapping[str, Any], drawn_from: int, *, by: Any) -> dict[str, Any]:
        """Merge what a form holds with what stands here now; the form was drawn from version `drawn_from`."""
        stands = {name: getattr(self, name) for name in mine}
        if drawn_from > (self.version or 0):
            raise Conflict(self, stands, {}, {})  # a version that never was
        past = values_at(self.workspace_id, self.subject, drawn_from)
        base = {name: past.get(name, self.begins_as(name)) for name in mine}
        own, other = ({name: self.as_told(name, value) for name, value in side.items()} for side in (mine, stands))
        found = merge(base, own, other, self.TOGETHER, self.TEXTS)
        values = {name: self.whole(name, value, mine[name], stands[name]) for name, value in found.values.items()}
        if found.clashing and self.was_saved(own, drawn_from, by):
            return stands
        if found.clashing:
            before = {name: self.as_held(name, value) for name, value in base.items()}
            raise Conflict(self, stands, before, values)
        self.__dict__["taken_in"] = {name: mine[name] for name in found.came_in}
        return values

    def was_saved(self, own: Mapping[str, Any], drawn_from: int, by: Any) -> bool:
        """Say whether a person saved just this minutes ago, from the same form: its answer was lost, it came again."""
        for one in versions(self.workspace_id, self.subject, own):
            if one.number <= drawn_from or one.at <= now() - SENT_TWICE:
                return False
            told = {name: self.begins_as(name) if value is None else value for name, value in one.values.items()}
            if one.actor == by.pseudonym and told | one.typed == own:
                return True
        return False

    @property
    def taken_in(self) -> Mapping[str, Any]:
        """Return what the last `edit` made something else of, because somebody had saved meanwhile: as it was typed."""
        found: Mapping[str, Any] = self.__dict__.get("taken_in", NOTHING)
        return found

    @property
    def merged_with(self) -> tuple[str, ...]:
        """Return the columns in which the last `edit` kept what somebody else had saved meanwhile."""
        return tuple(self.taken_in)

    @property
    def merged_at(self) -> int | None:
        """Return the version that keeps what was typed beside what a merge made of it; None where there is none."""
        found: int | None = self.__dict__.get("merged_at")
        return found

    @classmethod
    def begins_as(cls, name: str) -> Any:
        """Return what a column begins with where no event tells of it."""
        given = inspect(cls).columns[name].default
        return plain(given.arg) if given is not None and given.is_scalar else None

    def as_told(self, name: str, value: Any) -> Any:
        """Return a column's value as the history keeps it."""
        return written(value) if self.is_text(name) else plain(value)

    @classmethod
    def as_held(cls, name: str, value: Any) -> Any:
        """Return a value the history keeps as the column holds it."""
        if value in (None, UNKNOWN) or type(inspect(cls).columns[name].type) is Text:
            return value
        if name in cls.TEXTS:
            return json.loads(value)
        return held(inspect(cls).columns[name].type, value)

    def whole(self, name: str, merged: Any, *sides: Any) -> Any:
        """Return a merged value as the column holds it: one side's own, or the text that both became."""
        return next((side for side in sides if self.as_told(name, side) == merged), merged)
