"""What an action's page shows beside the action itself, read in as few queries as it takes."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Any

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Load, joinedload

from workspace.actions.models import Action
from workspace.actions.reminders import Reminder
from workspace.actions.steps import Step
from workspace.actions.words import TargetGroup
from workspace.assessments.over_time import Moment, over_time
from workspace.db import db
from workspace.guidance import UnknownGuidance, toolbox
from workspace.guidance.models import Principle, Theme
from workspace.members.directory import Directory
from workspace.members.models import Member
from workspace.plans import amounts

# Made once: putting a query together takes longer than sending it.
WHOLE = (
    select(Action)
    .where(Action.workspace_id == bindparam("town"), Action.code == bindparam("code"))
    .options(Load(Action).undefer_group("sheet"), joinedload(Action.plan))
)
OTHERS = (
    select(Action.code, Action.title, Action.status, Action.principle_ids)
    .where(Action.workspace_id == bindparam("town"), Action.plan_id == bindparam("plan"))
    .where(Action.id != bindparam("own"), Action.turned_down_at.is_(None))
    .order_by(Action.code)
)


WITH_REMINDER = WHOLE.add_columns(Reminder).outerjoin_from(
    Action, Reminder, and_(Reminder.action_id == Action.id, Reminder.member_id == bindparam("member"))
)


class WholeAction:
    """How the door finds an action together with its plan and the columns that lists leave in the database."""

    NOUN = "action"

    @staticmethod
    def at(workspace_id: int, *, code: str) -> Action | None:
        """Return the action of an address, within the town."""
        return db.session.scalar(WHOLE, {"town": workspace_id, "code": code})


class Sheet:
    """One action as one member sees it: its steps, their own reminder, who is who, what the toolbox says."""

    def __init__(self, action: Action, member: Member) -> None:
        """Remember whose sheet it is; nothing is read before it is shown."""
        self.action, self.member = action, member
        self.since: int | None = None  # from which event on something is new; unknown where only a part is shown

    @cached_property
    def directory(self) -> Directory:
        """Return who is who in town."""
        return Directory(self.action.workspace_id)

    @cached_property
    def steps(self) -> list[Step]:
        """Return the action's steps."""
        return Step.of(self.action)

    @cached_property
    def reminder(self) -> Reminder | None:
        """Return the member's own reminder."""
        return Reminder.of(self.member, self.action)

    @property
    def taken(self) -> set[str]:
        """Return what the steps are called: a first step of the toolbox among them has been taken over."""
        return {step.title for step in self.steps}

    @cached_property
    def principles(self) -> list[Principle]:
        """Return the principles the action serves, as the toolbox has them."""
        return [*self.known()]

    def known(self) -> Iterator[Principle]:
        """Yield the linked principles that the toolbox still knows."""
        for id_ in self.action.principle_ids:
            try:
                yield toolbox().principle(id_)
            except UnknownGuidance:
                continue

    @cached_property
    def rated(self) -> list[Moment]:
        """Return what closed assessments say about the action's theme and principles."""
        return over_time(self.action.workspace_id, filter(None, (self.action.theme_id, *self.action.principle_ids)))

    @property
    def rated_items(self) -> list[Theme | Principle]:
        """Return those of its theme and principles that some assessment has rated."""
        known = {item for moment in self.rated for item in moment.levels}
        items: list[Theme | Principle] = [one for one in toolbox().themes if one.id == self.action.theme_id]
        return [item for item in items + self.principles if item.id in known]

    @cached_property
    def served(self) -> dict[str, list[Any]]:
        """Return the plan's other actions by those of the related principles that they serve."""
        near = {other.id for principle in self.principles for other in principle.related}
        found: dict[str, list[Any]] = defaultdict(list)
        action = self.action
        named = {"town": action.workspace_id, "plan": action.plan_id, "own": action.id}
        for other in db.session.execute(OTHERS, named):
            for id_ in near.intersection(other.principle_ids):
                found[id_].append(other)
        return found

    @property
    def audience(self) -> list[str]:
        """Return whom the action is for, in words; the town's own groups one by one."""
        return named_groups(self.action)

    def total(self, part: str) -> Decimal:
        """Return the sum of `once` or `running` costs over the years."""
        return amounts.total(self.action.costs, part)

    def place(self) -> tuple[str, str]:
        """Return the titles of the field and theme the action is listed under."""
        box, action = toolbox(), self.action
        field = {field.id: field.title for field in box.fields}.get(action.field_id, "")
        theme = {theme.id: theme.title for theme in box.themes}.get(action.theme_id or "", "")
        return field, theme


def named_groups(action: Action) -> list[str]:
    """Return an action's target groups in words; the town's own one by one."""
    named = [str(group.label) for group in TargetGroup if group.value in action.target_groups]
    return named + [own.strip() for own in (action.other_groups or "").split(",") if own.strip()]
