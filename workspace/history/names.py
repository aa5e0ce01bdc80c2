"""Names for what events tell of by number: units, people, actions, steps, plans and links, in one query.

Table by table rather than model by model: the history comes before the rooms whose things it tells of.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import CompoundSelect, Select, String, bindparam, cast, literal, null, or_, select, union_all

from workspace.db import Model, db
from workspace.guidance import UnknownGuidance, toolbox

SYSTEM = "system"
# noun -> (the column its subject ends with, the column people know it by)
CALLED = {
    "plan": ("number", "title"),
    "action": ("code", "title"),
    "step": ("id", "title"),
    "share_link": ("id", "label"),
    "assessment": ("number", "title"),
    "assessment_group": ("id", "name"),
    "agreement": ("id", "item"),
    "unit": ("id", "name"),
    "note": ("number", "principle_id"),  # known by what it is about
}


@dataclass(slots=True)
class Wanted:
    """What has to be named: the subjects' keys by noun, and members by pseudonym or id."""

    keys: dict[str, set[str]] = field(default_factory=lambda: {noun: set() for noun in CALLED})
    pseudonyms: set[str] = field(default_factory=set)
    member_ids: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Names:
    """What has been found. Things are called by noun and key, people by pseudonym or id."""

    things: Mapping[tuple[str, str], str]
    people: Mapping[str | int, str]  # "Ben"
    actors: Mapping[str, str]  # "Fachbereich Soziales (Ben)"
    places: Mapping[str, str]  # "Fachbereich Soziales"

    def actor(self, pseudonym: str) -> str:
        """Say who did it: the unit or role first, the person second."""
        return "Mitplan" if pseudonym == SYSTEM else self.actors.get(pseudonym) or _("a former member")

    def place(self, pseudonym: str) -> str:
        """Say which unit or role did it, without the person."""
        return "Mitplan" if pseudonym == SYSTEM else self.places.get(pseudonym) or _("a former member")

    def unit(self, unit_id: Any) -> str:
        """Name a unit."""
        return self.things.get(("unit", str(unit_id))) or _("a former unit")

    def person(self, key: str | int) -> str:
        """Name a person by pseudonym or member id."""
        return self.people.get(key) or _("a former member")

    def thing(self, noun: str, key: str) -> str:
        """Name a thing; what isn't there any more is called by its key."""
        if noun == "situation":
            return self.guidance(key.partition("-")[2])
        name = key if noun == "principle" else self.things.get((noun, key), key)
        return self.guidance(name) if noun in ("principle", "agreement", "note") else name

    @staticmethod
    def guidance(id_: str) -> str:
        """Name a principle, theme or field of the toolbox."""
        for find_one in (toolbox().principle, toolbox().theme, toolbox().field):
            with suppress(UnknownGuidance):
                return find_one(id_).title
        return id_


def find(workspace_id: int, wanted: Wanted) -> Names:
    """Look up everything wanted in one query, within the town."""
    nouns = tuple(noun for noun, keys in wanted.keys.items() if keys)
    people_wanted = bool(wanted.pseudonyms or wanted.member_ids)
    if not nouns and not people_wanted:
        return Names({}, {}, {}, {})
    said: dict[str, Any] = {noun: typed(noun, wanted.keys[noun]) for noun in nouns}
    said |= {"town": workspace_id, "pseudonyms": [*wanted.pseudonyms], "member_ids": [*wanted.member_ids]}
    things: dict[tuple[str, str], str] = {}
    people: dict[str | int, str] = {}
    actors: dict[str, str] = {}
    places: dict[str, str] = {}
    for noun, key, name, id_, role, unit in db.session.execute(query(nouns, people=people_wanted), said):
        if noun == "member":
            people[key] = people[id_] = name or ""
            places[key] = place = str(unit or roles()(role).label)
            actors[key] = f"{place} ({name})" if name else place
        else:
            things[noun, key] = name
    return Names(things, people, actors, places)


@cache
def query(nouns: tuple[str, ...], *, people: bool) -> CompoundSelect[Any]:
    """Return the query for the names of things of some kinds, and of people. Made once for each combination."""
    return union_all(*map(thing_query, nouns), *([people_query()] if people else []))


def typed(noun: str, keys: Iterable[str]) -> list[Any]:
    """Return the keys of a kind of things as its column holds them."""
    column = Model.metadata.tables[noun].c[CALLED[noun][0]]
    return [part if column.type.python_type is str else int(part) for part in keys]


def thing_query(noun: str) -> Select[Any]:
    """Return the query for the names of things of one kind."""
    table = Model.metadata.tables[noun]
    key, name = (table.c[column] for column in CALLED[noun])
    columns = literal(noun), cast(key, String), cast(name, String), table.c.id, null(), null()
    wanted: Any = bindparam(noun, expanding=True)
    return select(*columns).where(table.c.workspace_id == bindparam("town"), key.in_(wanted))


def people_query() -> Select[Any]:
    """Return the query for people, with their role and unit; removed members keep their name."""
    member, user, unit = (Model.metadata.tables[name] for name in ("member", "user", "unit"))
    columns = literal("member"), member.c.pseudonym, user.c.name, member.c.id, cast(member.c.role, String), unit.c.name
    joined = member.outerjoin(user, user.c.id == member.c.user_id).outerjoin(unit, unit.c.id == member.c.unit_id)
    pseudonyms: Any = bindparam("pseudonyms", expanding=True)
    ids: Any = bindparam("member_ids", expanding=True)
    meant = or_(member.c.pseudonym.in_(pseudonyms), member.c.id.in_(ids))
    return select(*columns).select_from(joined).where(member.c.workspace_id == bindparam("town"), meant)


@cache
def roles() -> Any:
    """Return the words a member's role is one of."""
    return getattr(Model.metadata.tables["member"].c.role.type, "enum_class")  # noqa: B009 (its type is typed too widely)
