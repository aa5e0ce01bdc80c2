"""Listing a plan's actions: a filter that is an address, so it can be bookmarked and mailed, and what it finds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import cache
from typing import Any, Self
from urllib.parse import urlencode

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import undefer_group

from workspace.actions import coverage
from workspace.actions.coverage import NOBODY
from workspace.actions.facts import Facts, Line, Reach
from workspace.actions.models import Action
from workspace.actions.reminders import Reminder
from workspace.actions.words import NEEDS_OWNER, RUNNING, Participation, Priority, Status, TargetGroup
from workspace.db import db
from workspace.guidance import toolbox
from workspace.members.models import Member
from workspace.plans.models import Plan

SOON, ENDING = timedelta(days=30), timedelta(days=90)
SORTS = ("field", "code", "deadline", "unit", "status")
STATUS_ORDER = {status: place for place, status in enumerate(Status)}
FLAGS = ("mine", "carried", "unfinished", "overdue", "due_soon", "no_owner", "no_deadline", "funding_ends", "reminded")
MOST = 100  # characters of a search
COLUMNS: dict[type[Facts], Any] = {
    kind: tuple(getattr(Action, part.name) for part in fields(kind)) for kind in (Line, Reach)
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What of a plan to show. Every part is a GET parameter of its own name; unknown values mean "all"."""

    q: str = ""
    field: str = ""
    theme: str = ""
    unit: int | None = None
    status: Status | None = None
    priority: Priority | None = None
    group: str = ""  # a target group, or `none`
    participation: str = ""  # how migrants take part, or `none`
    serves: str = ""  # a theme, by the principles an action serves rather than by where it is listed
    mine: bool = False
    carried: bool = False
    unfinished: bool = False
    overdue: bool = False
    due_soon: bool = False
    no_owner: bool = False
    no_deadline: bool = False
    funding_ends: bool = False
    reminded: bool = False
    sort: str = "field"

    @classmethod
    def read(cls, args: Mapping[str, str]) -> Self:
        """Read a filter from an address. Never fails: what makes no sense is left out."""
        args = {name: args[name] for name in args}  # werkzeug's own raises an error for each part that isn't there
        unit, status, priority = args.get("unit", ""), args.get("status", ""), args.get("priority", "")
        group, way = args.get("group", ""), args.get("participation", "")
        return cls(
            q=" ".join(args.get("q", "").split())[:MOST],
            field=args.get("field", "")[:MOST],
            theme=args.get("theme", "")[:MOST],
            unit=(int(unit) or None) if unit.isascii() and unit.isdigit() and len(unit) < 10 else None,
            status=Status(status) if status in set(Status) else None,
            priority=Priority(priority) if priority in set(Priority) else None,
            group=group if group in {*TargetGroup, NOBODY} else "",
            participation=way if way in {*Participation, NOBODY} else "",
            serves=args.get("serves", "")[:MOST],
            sort=args.get("sort", "") if args.get("sort") in SORTS else "field",
            **{name: args.get(name) == "1" for name in FLAGS},
        )

    @property
    def is_personal(self) -> bool:
        """Say whether it finds something else for each member."""
        return self.mine or self.reminded

    def parts(self) -> dict[str, str]:
        """Return the parameters that say something, as they stand in the address."""
        said = {part.name: getattr(self, part.name) for part in fields(self)}
        said = {name: value for name, value in said.items() if value and (name, value) != ("sort", "field")}
        return {name: "1" if value is True else str(value) for name, value in said.items()}

    def query(self, **other: Any) -> str:
        """Return the address's query with some parts set differently; None takes a part out."""
        parts = {**self.parts(), **{name: str(value) for name, value in other.items() if value is not None}}
        return urlencode({name: value for name, value in parts.items() if other.get(name, value) is not None})

    @property
    def asks_reach(self) -> bool:
        """Say whether it asks what an action serves, whom it is for or who takes part."""
        return bool(self.group or self.participation or self.serves)

    @property
    def digs_deeper(self) -> bool:
        """Say whether it uses more than the filters that always stand open."""
        return any(name not in {"q", "field", "unit", "status"} for name in self.parts())

    @property
    def narrows(self) -> bool:
        """Say whether anything is left out (sorting leaves nothing out)."""
        return any(name != "sort" for name in self.parts())

    def matches(self, action: Facts, *, member: Member, today: date) -> bool:
        """Say whether an action is meant, as this member sees it on this day in town. Reminders are the query's."""
        return all(
            (
                not self.field or action.field_id == self.field,
                not self.theme or action.theme_id == self.theme,
                self.unit is None or action.owner_id == self.unit,
                self.status is None or action.status is self.status,
                self.priority is None or action.priority is self.priority,
                not self.group or is_for(action, self.group),
                not self.participation or takes_part(action, self.participation),
                not self.serves or serves(action, self.serves),
                not self.mine or is_mine(action, member),
                not self.carried or coverage.is_carried(action),
                not self.unfinished or action.status in NEEDS_OWNER,
                not self.overdue or action.is_overdue(today),
                not self.due_soon or is_due_soon(action, today),
                not self.no_owner or action.lacks_owner,
                not self.no_deadline or action.lacks_deadline,
                not self.funding_ends or funding_ends(action, today),
                not self.q or says(action, self.q),
            )
        )


def select_shown(actions: Sequence[Facts], wanted: Filter, *, member: Member, today: date) -> Sequence[Facts]:
    """Return those of the actions a filter lets through."""
    if not wanted.narrows:
        return actions
    return [action for action in actions if wanted.matches(action, member=member, today=today)]


def is_mine(action: Facts, member: Member) -> bool:
    """Say whether the member's unit leads the action, or the member answers for it."""
    return action.responsible_id == member.id or (member.unit_id is not None and action.owner_id == member.unit_id)


def is_due_soon(action: Facts, today: date) -> bool:
    """Say whether a running action's deadline falls into the next 30 days."""
    return action.due_on is not None and today <= action.due_on <= today + SOON and action.status in RUNNING


def is_for(action: Facts, group: str) -> bool:
    """Say whether an action is for a target group, or for none that it names."""
    return not action.target_groups if group == NOBODY else group in action.target_groups


def takes_part(action: Facts, way: str) -> bool:
    """Say whether migrants take part in an action in this way, or in none that it names."""
    return action.participation == (None if way == NOBODY else way)


def serves(action: Facts, theme: str) -> bool:
    """Say whether an action serves one of a theme's principles, wherever it is listed."""
    themes = {principle.id: principle.theme.id for principle in toolbox().principles}
    return any(themes.get(principle) == theme for principle in action.principle_ids)


def funding_ends(action: Facts, today: date) -> bool:
    """Say whether the money of an action that goes on ends within 90 days (or has ended)."""
    ends = action.funding_ends_on
    going_on = action.status in RUNNING or action.status is Status.STANDING
    return ends is not None and ends <= today + ENDING and going_on


def says(action: Any, q: str) -> bool:
    """Say whether every word of the search stands in the action's code, title or texts."""
    text = " ".join(filter(None, (action.code, action.title, action.purpose, action.situation, action.outcome)))
    text = text.casefold()
    return all(word in text for word in q.casefold().split())


def actions_of(plan: Plan, *, member: Member, wanted: Filter, today: date) -> list[Action]:
    """Return every open action of a plan, turned down ones left out, in one query: all, so that sums can be made."""
    return list(db.session.scalars(query(Action, reminded=wanted.reminded), asked(plan, member, today)))


def lines_of(plan: Plan, *, member: Member, wanted: Filter, today: date, kind: type[Line] = Line) -> Sequence[Facts]:
    """Return the same actions as lines: what a list needs and no more. Only a search needs the whole texts."""
    if wanted.q:
        return actions_of(plan, member=member, wanted=wanted, today=today)
    line: Any = Reach if wanted.asks_reach else kind
    found = db.session.execute(query(line, reminded=wanted.reminded), asked(plan, member, today))
    return [line(*row) for row in found]


@cache
def query(kind: type[Facts], *, reminded: bool) -> Select[Any]:
    """Return the query for a plan's open actions, oldest first: whole or as lines, only one's own reminders if wanted.

    Made once for each: putting a query together takes longer than sending it.
    """
    made = select(Action).options(undefer_group("sheet")) if kind is Action else select(*COLUMNS[kind])
    made = made.where(Action.workspace_id == bindparam("town"), Action.plan_id == bindparam("plan"))
    made = made.where(or_(Action.turned_down_at.is_(None), Action.status != Status.PROPOSED)).order_by(Action.id)
    if reminded:
        made = made.join(Reminder, (Reminder.action_id == Action.id) & (Reminder.member_id == bindparam("member")))
        made = made.where(Reminder.on <= bindparam("today"))  # one to come stays out of sight until its day
    return made


def asked(plan: Plan, member: Member, today: date) -> dict[str, Any]:
    """Return what the query is asked with."""
    return {"town": plan.workspace_id, "plan": plan.id, "member": member.id, "today": today}


def arrange(actions: Iterable[Facts], sort: str, units: Mapping[int, str]) -> list[Facts]:
    """Sort actions; those without the wanted value come last. Ties keep the order of their codes."""
    keys: dict[str, Any] = {
        "code": lambda action: action.id,
        "deadline": lambda action: (action.due_on is None, action.due_on or date.max),
        "unit": lambda action: (action.owner_id is None, units.get(action.owner_id or 0, "").casefold()),
        "status": lambda action: STATUS_ORDER[action.status],
    }
    return sorted(actions, key=keys.get(sort, keys["code"]))
