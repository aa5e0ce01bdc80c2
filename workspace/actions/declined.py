"""Declined: the reasoned no. A principle the town doesn't pursue, with why, by whom and until when."""

from datetime import date
from typing import Any, ClassVar, Self

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from workspace.actions.words import WhyNot
from workspace.db import Model, choice, db
from workspace.editing.models import Editable
from workspace.guidance import original
from workspace.members.models import Member
from workspace.plans.models import Plan


class Declined(Editable, Model):
    """A principle of the toolbox that a plan leaves out on purpose. The council sees it."""

    NOUN = "principle"
    GROUPS: ClassVar = {"reason": ("why", "who", "until_text", "until_on", "decided_on", "note", "reopened")}
    TOGETHER: ClassVar = (("why", "who", "until_text", "until_on", "decided_on"),)
    __table_args__ = (UniqueConstraint("workspace_id", "plan_id", "principle_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    principle_id: Mapped[str] = mapped_column(String(60))
    why: Mapped[WhyNot] = mapped_column(choice(WhyNot))
    who: Mapped[str | None] = mapped_column(Text)  # whose competence it is, or who rejected it
    until_text: Mapped[str | None] = mapped_column(String(60))  # not now: until when, as typed
    until_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    note: Mapped[str | None] = mapped_column(Text)
    reopened: Mapped[bool] = mapped_column(default=False)

    @property
    def subject(self) -> str:
        """Return its name in the history."""
        return f"principle-{self.principle_id}-plan-{self.plan_id}"

    @property
    def current_id(self) -> str:
        """Return what its principle is called now; `principle_id` stays what it was called then."""
        return original().current(self.principle_id)

    @classmethod
    def standing(cls, plan: Plan) -> list[Self]:
        """Return the plan's reasoned noes that still stand."""
        return list(db.session.scalars(select(cls).where(cls.plan_id == plan.id, cls.reopened.is_(False))))

    @classmethod
    def at(cls, workspace_id: int, *, plan: int, principle: str) -> Self | None:
        """Return the standing reasoned no of an address, within the town and the plan of that number."""
        query = select(cls).join(Plan, Plan.id == cls.plan_id).where(Plan.number == plan)
        query = query.where(cls.workspace_id == workspace_id, Plan.workspace_id == workspace_id)
        query = query.where(cls.principle_id.in_(original().names(principle)))
        return db.session.scalar(query.where(cls.reopened.is_(False)))

    @classmethod
    def decide(cls, plan: Plan, principle_id: str, *, by: Member, why: WhyNot, **reason: Any) -> "Declined":
        """Leave a principle out with a reason, or change the reason of one that is out. The caller holds the lock."""
        query = select(cls).where(cls.plan_id == plan.id, cls.principle_id.in_(original().names(principle_id)))
        declined = db.session.scalar(query.order_by(cls.reopened, cls.id.desc()))
        if declined is None:
            place: dict[str, Any] = {
                "workspace_id": plan.workspace_id,
                "plan_id": plan.id,
                "principle_id": principle_id,
            }
            return cls.start("declined", by=by, why=why, **place, **reason)
        verb = "declined" if declined.reopened else "decline_edited"
        declined.record(verb, by=by, why=why, reopened=False, **reason)
        return declined

    def reopen(self, *, by: Member, batch: str | None = None) -> None:
        """Take the principle up again; an action can now be made of it."""
        self.record("reopened", by=by, batch=batch, reopened=True)
