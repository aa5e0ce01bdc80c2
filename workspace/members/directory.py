"""The directory of a town: its units and people in one query, for selects and for naming who leads what."""

from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import String, bindparam, literal, null, select, type_coerce, union_all
from wtforms.fields.choices import SelectChoice

from workspace.accounts.models import User
from workspace.db import db
from workspace.members.models import Member, Unit
from workspace.members.words import Role, UnitKind

# Tables instead of models: the directory reads columns, and is asked for with every row that is saved.
UNIT, MEMBER, USER = Unit.__table__, Member.__table__, User.__table__
UNITS = select(
    literal("unit").label("what"),
    UNIT.c.id,
    UNIT.c.name,
    type_coerce(UNIT.c.kind, String).label("kind"),
    null().label("unit_id"),
    UNIT.c.closed_on.is_(None).label("living"),
).where(UNIT.c.workspace_id == bindparam("town"))
PEOPLE = (
    select(
        literal("member"),
        MEMBER.c.id,
        USER.c.name,
        type_coerce(MEMBER.c.role, String),
        MEMBER.c.unit_id,
        MEMBER.c.removed_at.is_(None),
    )
    .join(USER, USER.c.id == MEMBER.c.user_id)
    .where(MEMBER.c.workspace_id == bindparam("town"))
)
EVERYONE: Any = union_all(UNITS, PEOPLE)
NAMED: Any = union_all(UNITS.where(UNIT.c.id == bindparam("unit")), PEOPLE.where(MEMBER.c.id == bindparam("member")))


class Entry(NamedTuple):
    """A unit or a person of the town. `unit_id` is the person's unit; `living` is false once closed or removed."""

    id: int
    name: str
    kind: str
    unit_id: int | None
    living: bool


class Directory:
    """Units and people by id, closed and removed ones included: what they led or did still carries their name."""

    def __init__(self, workspace_id: int, only: tuple[int | None, int | None] | None = None) -> None:
        """Read the directory of a town in one query: the whole of it, or `only` a unit and a person by their ids."""
        self.units: dict[int, Entry] = {}
        self.people: dict[int, Entry] = {}
        db.session.flush()  # what has just been changed counts
        unit, person = only or (None, None)
        asked = {"town": workspace_id, "unit": unit, "member": person} if only else {"town": workspace_id}
        for what, *said in db.session.execute(NAMED if only else EVERYONE, asked):
            entry = Entry._make(said)
            (self.units if what == "unit" else self.people)[entry.id] = entry

    @cached_property
    def unit_names(self) -> dict[int, str]:
        """Return every unit's name by id."""
        return {unit.id: unit.name for unit in self.units.values()}

    def unit(self, unit_id: int | None) -> str:
        """Return a unit's name, or nothing."""
        return self.units[unit_id].name if unit_id in self.units else ""

    def person(self, member_id: int | None) -> str:
        """Return a person's name, or nothing."""
        return self.people[member_id].name if member_id in self.people else ""

    def is_of(self, member_id: int | None, unit_id: int | None) -> bool:
        """Say whether a person belongs to a unit."""
        return member_id in self.people and self.people[member_id].unit_id == unit_id

    def writer(self, member_id: int) -> str:
        """Say who wrote something, as the history does: the unit or role first, the person second."""
        person = self.people[member_id]
        return f"{self.unit(person.unit_id) or Role(person.kind).label} ({person.name})"

    def unit_groups(self, *, keep: int | None = None) -> list[tuple[str, list[Entry]]]:
        """Return the open units grouped by kind, sorted by name; `keep` stays choosable though it is closed."""
        groups = []
        for kind in UnitKind:
            found = [
                unit for unit in self.units.values() if unit.kind == kind.value and (unit.living or unit.id == keep)
            ]
            if found:
                groups.append((str(kind.label), sorted(found, key=by_name)))
        return groups

    def unit_choices(self, *, keep: int | None = None, none: Any = None) -> list[SelectChoice]:
        """Return the open units for a select, grouped by kind; `none` names an empty choice before them."""
        groups = self.unit_groups(keep=keep)
        empty = [SelectChoice("", none)] if none else []
        return empty + [
            SelectChoice(str(unit.id), unit.name, optgroup=kind) for kind, units in groups for unit in units
        ]

    def person_choices(self, *, keep: int | None = None, none: Any = None) -> list[SelectChoice]:
        """Return the people of the town for a select; `none` names an empty choice before them."""
        living = [person for person in self.people.values() if person.living or person.id == keep]
        empty = [SelectChoice("", none)] if none else []
        return empty + [SelectChoice(str(person.id), person.name) for person in sorted(living, key=by_name)]


def by_name(entry: Entry) -> str:
    """Sort as people look for names."""
    return entry.name.casefold()
