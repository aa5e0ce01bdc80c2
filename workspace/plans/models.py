"""Plan: what a town has set itself for some years, and who answers for what, named by function."""

from typing import Any, ClassVar, Self

from sqlalchemy import ColumnElement, ForeignKey, Select, Text, UniqueConstraint, and_, bindparam, case, func, select
from sqlalchemy.orm import Mapped, mapped_column

from workspace.db import Model, choice, db
from workspace.editing.models import Editable
from workspace.i18n import Word
from workspace.i18n import lazy as _l
from workspace.members.models import Member


class PlanState(Word):
    """How far a plan is: a draft, adopted by the council, or closed because the next one has begun."""

    DRAFTING = "drafting", _l("Draft")
    ADOPTED = "adopted", _l("Adopted")
    CLOSED = "closed", _l("Closed")


class Plan(Editable, Model):
    """A plan of a workspace, numbered from 1. People are named by function, not by name."""

    NOUN = "plan"
    GROUPS: ClassVar = {
        "about": ("title", "first_year", "last_year", "vision"),
        "people": ("responsible", "coordination", "reviewer", "steering_group"),
    }
    __table_args__ = (UniqueConstraint("workspace_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    first_year: Mapped[int]
    last_year: Mapped[int]
    vision: Mapped[str | None] = mapped_column(Text)  # Leitziel, Markdown
    responsible: Mapped[str | None] = mapped_column(Text)  # politically responsible
    coordination: Mapped[str | None] = mapped_column(Text)
    reviewer: Mapped[str | None] = mapped_column(Text)  # who checks the implementation (toolbox: gov-reviewer)
    steering_group: Mapped[str | None] = mapped_column(Text)
    state: Mapped[PlanState] = mapped_column(choice(PlanState), default=PlanState.DRAFTING)

    @property
    def subject(self) -> str:
        """Return its name in the history."""
        return f"plan-{self.number}"

    @classmethod
    def create(cls, *, by: Member, title: str, first_year: int, last_year: int, **more: str | None) -> Self:
        """Begin a plan in the member's town, numbered next. The caller holds the workspace's lock."""
        last = db.session.scalar(select(func.max(cls.number)).where(cls.workspace_id == by.workspace_id))
        return cls.start(
            "created",
            by=by,
            workspace_id=by.workspace_id,
            number=(last or 0) + 1,
            title=title,
            first_year=first_year,
            last_year=last_year,
            state=PlanState.DRAFTING,
            **more,
        )

    @classmethod
    def addressed(cls, workspace_id: Any) -> ColumnElement[bool]:
        """Say which plan an address means, within the town."""
        return and_(cls.workspace_id == workspace_id, cls.number == bindparam("plan"))

    @classmethod
    def at(cls, workspace_id: int, *, plan: int) -> Self | None:
        """Return the plan of an address, within the town."""
        found: Self | None = db.session.scalar(NUMBERED, {"town": workspace_id, "plan": plan})
        return found

    @classmethod
    def all_of(cls, workspace_id: int) -> list[Self]:
        """Return every plan of a town, the newest first."""
        return list(db.session.scalars(select(cls).where(cls.workspace_id == workspace_id).order_by(cls.number.desc())))

    @classmethod
    def current(cls, workspace_id: int) -> Self | None:
        """Return the plan the town works on: the newest adopted one; while none is adopted, the newest draft."""
        adopted = case((cls.state == PlanState.ADOPTED, 0), else_=1)
        query = select(cls).where(cls.workspace_id == workspace_id).order_by(adopted, cls.number.desc())
        return db.session.scalar(query.limit(1))


NUMBERED: Select[Any] = select(Plan).where(Plan.addressed(bindparam("town")))
