"""Attention: what needs doing now, in numbers and in the order to do it. Pure: a plan's open actions in, values out.

Each number is counted with the very filter its link carries, so the plan page shows exactly what was counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from flask_babel.speaklater import LazyString

from workspace.actions.facts import Facts
from workspace.actions.listing import Filter
from workspace.actions.reminders import Reminder
from workspace.actions.words import Priority, Status
from workspace.i18n import lazy as _l
from workspace.members.models import Member

MOST = 8  # tasks shown: what one can do in an afternoon


@dataclass(frozen=True, slots=True)
class Need:
    """One thing actions can need: its name, what people read, how pressing it looks, the filter, and which need it."""

    name: str
    label: LazyString
    tone: str
    wanted: Filter
    actions: Sequence[Facts] = ()

    @property
    def count(self) -> int:
        """Return how many actions need it."""
        return len(self.actions)


@dataclass(frozen=True, slots=True)
class Task:
    """An action to take up next, the names of all it needs, and for how many days it has been overdue."""

    action: Facts
    needs: tuple[str, ...]
    days_late: int
    note: str | None


NEEDS: Final = (
    Need("overdue", _l("overdue"), "bad", Filter(overdue=True)),
    Need("due_soon", _l("due soon"), "warn", Filter(due_soon=True)),
    Need("funding_ends", _l("funding ends soon"), "warn", Filter(funding_ends=True)),
    Need("no_owner", _l("without a lead unit"), "", Filter(no_owner=True)),
    Need("no_deadline", _l("without a deadline"), "", Filter(no_deadline=True)),
    Need("proposed", _l("proposals to answer"), "", Filter(status=Status.PROPOSED)),
    Need("reminded", _l("reminders due"), "", Filter(reminded=True)),
)
PRESSING: Final = ("overdue", "reminded", "proposed", "no_owner", "no_deadline", "due_soon", "funding_ends")


@dataclass(frozen=True, slots=True)
class Desk:
    """What the screen is made from: the plan's open actions, who looks, on which day, their reminders that are due."""

    actions: Sequence[Facts]
    member: Member
    today: date
    reminders: Mapping[int, Reminder]  # by the action's id

    def needs(self, *, mine: bool = False) -> list[Need]:
        """Return what actions need, as far as any does; with `mine` of those the member's unit leads."""
        counted = (replace(need, wanted=replace(need.wanted, mine=mine)) for need in NEEDS)
        counted = (replace(need, actions=self.found(need.wanted)) for need in counted)
        return [need for need in counted if need.actions]

    def found(self, wanted: Filter) -> list[Facts]:
        """Return the actions a filter finds."""
        found = [action for action in self.actions if wanted.matches(action, member=self.member, today=self.today)]
        return [action for action in found if action.id in self.reminders] if wanted.reminded else found

    def tasks(self, needs: Sequence[Need]) -> list[Task]:
        """Return what to do next: the most pressing first, each action once with all it needs."""
        by_name = {need.name: need.actions for need in needs}
        wanted: dict[int, list[str]] = {}
        order: dict[int, Facts] = {}
        for name in PRESSING:
            for action in sorted(by_name.get(name, ()), key=urgency):
                wanted.setdefault(action.id, []).append(name)
                order[action.id] = action
        return [self.task(order[id_], names) for id_, names in list(wanted.items())[:MOST]]

    def task(self, action: Facts, names: Sequence[str]) -> Task:
        """Return one thing to do."""
        late = (self.today - action.due_on).days if action.due_on and "overdue" in names else 0
        reminder = self.reminders.get(action.id)
        return Task(action, tuple(names), late, reminder.note if reminder else None)


def urgency(action: Facts) -> tuple[bool, date, int]:
    """Sort key actions first, then by deadline."""
    return action.priority is not Priority.KEY, action.due_on or date.max, action.id
