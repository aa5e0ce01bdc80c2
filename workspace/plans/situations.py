"""Situation: where a town starts from in one field of action, in words and in a few figures."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.orm.attributes import set_committed_value

from workspace.db import Model, db
from workspace.editing.models import Editable
from workspace.guidance import original
from workspace.members.models import Member
from workspace.plans.models import Plan

MOST_FIGURES = 5


class Situation(Editable, Model):
    """What a plan says of one field as it is today, apart from the plan's own progress. Blank until somebody writes."""

    NOUN = "situation"
    UNTOLD: ClassVar = Editable.UNTOLD | {"plan_id", "field_id"}  # its subject says them
    GROUPS: ClassVar = {"about": ("text", "figures")}
    TEXTS: ClassVar = frozenset({"figures"})
    __table_args__ = (UniqueConstraint("workspace_id", "plan_id", "field_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    field_id: Mapped[str] = mapped_column(String(60))
    text: Mapped[str | None] = mapped_column(Text)  # Markdown
    # each with what, value (an exact decimal), unit, year, source: {"what": "Arbeitslosenquote", "value": "12.5", …}
    figures: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    plan: Mapped[Plan] = relationship(lazy="raise")

    @property
    def subject(self) -> str:
        """Return its name in the history; what its field was called then stays in it."""
        return f"situation-{self.plan.number}-{self.field_id}"

    @property
    def current_id(self) -> str:
        """Return what its field is called now."""
        return original().current(self.field_id)

    @property
    def is_blank(self) -> bool:
        """Say whether nothing is written there."""
        return not self.text and not self.figures

    @classmethod
    def of(cls, plan: Plan) -> dict[str, Self]:
        """Return a plan's situations by field, in the toolbox's order; those nobody has written yet are blank."""
        query = select(cls).where(cls.workspace_id == plan.workspace_id, cls.plan_id == plan.id)
        written = {one.current_id: one for one in db.session.scalars(query.order_by(cls.id))}
        for one in written.values():
            set_committed_value(one, "plan", plan)
        return {field.id: written.get(field.id) or cls.blank(plan, field.id) for field in original().fields}

    @classmethod
    def blank(cls, plan: Plan, field_id: str) -> Self:
        """Return a situation that isn't in the database yet."""
        place = {"workspace_id": plan.workspace_id, "plan_id": plan.id, "field_id": field_id, "plan": plan}
        return cls(**place, figures=[], version=0, versions={})

    @classmethod
    def at(cls, workspace_id: int, *, plan: int, field: str) -> Self | None:
        """Return the situation of an address, within the town."""
        found = Plan.at(workspace_id, plan=plan)
        return cls.of(found).get(original().current(field)) if found else None

    def describe(self, values: Mapping[str, Any], *, drawn_from: int, by: Member) -> None:
        """Save text and figures. Raises Conflict if somebody has saved something else since version `drawn_from`."""
        if self.edit("about", values, drawn_from=drawn_from, by=by):
            db.session.add(self)
