"""Action: what a principle becomes, with an owner, a deadline and a status."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Self

from sqlalchemy import (
    JSON,
    ColumnElement,
    ForeignKey,
    Index,
    Numeric,
    Select,
    String,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
    func,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.actions.assessed import Assessed
from workspace.actions.drawn import Drawn
from workspace.actions.verbs import Verbs
from workspace.actions.words import ENDED, Funding, Origin, Part, Participation, Priority, Status, TargetGroup
from workspace.db import Model, choice, db
from workspace.editing.models import Editable
from workspace.guidance.columns import GuidanceId, GuidanceIds
from workspace.members.models import Member, Unit
from workspace.plans.models import Plan


def long_text() -> Mapped[str | None]:
    """Return a column for Markdown that lists leave in the database."""
    return mapped_column(Text, deferred=True, deferred_group="sheet")


class Action(Verbs, Assessed, Drawn, Editable, Model):
    """One action of a plan. Complete = title, owner, deadline, status; everything else on its sheet is optional."""

    NOUN = "action"
    GROUPS: ClassVar = {
        "purpose": ("title", "situation", "purpose"),
        "outcome": ("outcome",),
        "audience": ("target_groups", "other_groups"),
        "owner": ("owner_id", "responsible_id", "inside_contact", "partner_ids", "part", "part_towards"),
        "deadline": ("start_text", "start_on", "deadline_text", "due_on", "started_on", "ended_on"),
        "status": ("status", "status_reason"),
        "priority": ("priority",),
        "origin": ("origin", "origin_note", "resolution"),
        "costs": ("costs", "budget_line", "staff", "funding", "funder", "funding_ends_on"),
        "indicators": ("indicators",),
        "participation": ("participation", "participation_note"),
        "notes": ("notes",),
        "principles": ("field_id", "theme_id", "principle_ids", "assessment_id"),
        "answer": ("answer", "turned_down_at"),
    }
    TEXTS: ClassVar = frozenset({"indicators"})
    TOGETHER: ClassVar = (
        ("status", "status_reason"),
        ("part", "part_towards"),
        ("start_text", "start_on"),
        ("deadline_text", "due_on"),
        ("field_id", "theme_id"),
    )
    __table_args__ = (
        UniqueConstraint("workspace_id", "code"),
        Index("ix_action_workspace_plan", "workspace_id", "plan_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    code: Mapped[str] = mapped_column(String(20))  # M-017, never reused
    field_id: Mapped[str] = mapped_column(GuidanceId)  # where it is listed: its home in the toolbox
    theme_id: Mapped[str | None] = mapped_column(GuidanceId)
    principle_ids: Mapped[list[str]] = mapped_column(GuidanceIds, default=list)
    assessment_id: Mapped[int | None] = mapped_column(ForeignKey("assessment.id"))  # the one it was proposed by
    drawn_from: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, deferred=True, deferred_group="sheet")

    title: Mapped[str] = mapped_column(Text)
    situation: Mapped[str | None] = long_text()
    purpose: Mapped[str | None] = long_text()
    outcome: Mapped[str | None] = long_text()
    target_groups: Mapped[list[str]] = mapped_column(JSON, default=list, info={"words": TargetGroup})
    other_groups: Mapped[str | None] = long_text()

    owner_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    responsible_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    inside_contact: Mapped[str | None] = long_text()  # contact in the town hall where the owner is outside
    partner_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    part: Mapped[Part] = mapped_column(choice(Part), default=Part.OWN)
    part_towards: Mapped[str | None] = mapped_column(Text)

    start_text: Mapped[str | None] = mapped_column(String(60))
    start_on: Mapped[date | None]
    deadline_text: Mapped[str | None] = mapped_column(String(60))  # as typed
    due_on: Mapped[date | None]  # its last day
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]

    status: Mapped[Status] = mapped_column(choice(Status))
    status_reason: Mapped[str | None] = mapped_column(Text)
    priority: Mapped[Priority] = mapped_column(choice(Priority), default=Priority.NORMAL)
    answer: Mapped[str | None] = mapped_column(Text)  # why a proposal was turned down
    turned_down_at: Mapped[datetime | None]

    origin: Mapped[Origin] = mapped_column(choice(Origin), default=Origin.TOOLBOX)
    origin_note: Mapped[str | None] = long_text()
    resolution: Mapped[str | None] = mapped_column(Text)
    # in euros by budget year: [{"year": 2027, "once": "500", "running": "0"}]
    costs: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    budget_line: Mapped[str | None] = mapped_column(Text)
    staff: Mapped[Decimal | None] = mapped_column(Numeric(6, 2))  # full-time equivalents
    funding: Mapped[Funding | None] = mapped_column(choice(Funding))
    funder: Mapped[str | None] = mapped_column(Text)
    funding_ends_on: Mapped[date | None]
    indicators: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, deferred=True, deferred_group="sheet")
    participation: Mapped[Participation | None] = mapped_column(choice(Participation))
    participation_note: Mapped[str | None] = long_text()
    notes: Mapped[str | None] = long_text()  # internal: never on a council view

    plan: Mapped[Plan] = relationship(lazy="raise")
    owner: Mapped[Unit | None] = relationship(lazy="raise")
    responsible: Mapped[Member | None] = relationship(lazy="raise")

    @property
    def subject(self) -> str:
        """Return its name in the history and the page."""
        return f"action-{self.code}"

    @classmethod
    def led_by(cls, unit: Unit) -> list[Self]:
        """Return what a unit leads that isn't finished, in order of its codes."""
        query = select(cls).where(cls.workspace_id == unit.workspace_id, cls.owner_id == unit.id, *cls.unfinished())
        return list(db.session.scalars(query.order_by(cls.code)))

    @classmethod
    def led_counts(cls, workspace_id: int) -> dict[int, int]:
        """Return by unit how much it leads that isn't finished."""
        query = select(cls.owner_id, func.count()).where(cls.workspace_id == workspace_id, *cls.unfinished())
        found = db.session.execute(query.where(cls.owner_id.is_not(None)).group_by(cls.owner_id))
        return {unit: count for unit, count in found if unit is not None}

    @classmethod
    def unfinished(cls) -> tuple[ColumnElement[bool], ...]:
        """Return the conditions of what still has to be done, proposals that wait for an answer included."""
        return cls.status.not_in(ENDED), cls.turned_down_at.is_(None)

    @classmethod
    def addressed(cls, workspace_id: Any) -> ColumnElement[bool]:
        """Say which action an address means, within the town."""
        return and_(cls.workspace_id == workspace_id, cls.code == bindparam("code"))

    @classmethod
    def at(cls, workspace_id: int, *, code: str) -> Self | None:
        """Return the action of an address, within the town, with its lead unit."""
        found: Self | None = db.session.scalar(CODED, {"town": workspace_id, "code": code})
        return found


CODED: Select[Any] = select(Action).where(Action.addressed(bindparam("town")))
