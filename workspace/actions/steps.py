"""Step: a dated piece of work of an action, ticked when done."""

from datetime import date
from typing import ClassVar, Self

from sqlalchemy import ForeignKey, Index, String, Text, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.orm.attributes import set_committed_value

from workspace.actions.models import Action
from workspace.db import Model, db
from workspace.editing.models import Editable
from workspace.members.models import Member
from workspace.plans.deadline import Deadline
from workspace.plans.models import Plan


class Step(Editable, Model):
    """One step of an action, in the order they were added."""

    NOUN = "step"
    UNTOLD: ClassVar = Editable.UNTOLD | {"action_id"}  # its subject says it
    GROUPS: ClassVar = {"about": ("title", "deadline_text", "due_on"), "tick": ("done_on",)}
    TOGETHER: ClassVar = (("deadline_text", "due_on"),)
    __table_args__ = (Index("ix_step_workspace_action", "workspace_id", "action_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"))
    title: Mapped[str] = mapped_column(Text)
    deadline_text: Mapped[str | None] = mapped_column(String(60))
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    removed: Mapped[bool] = mapped_column(default=False)
    action: Mapped[Action] = relationship(lazy="raise")

    @property
    def subject(self) -> str:
        """Return its name in the history: below its action, so the action's timeline finds it."""
        return f"{self.action.subject}-step-{self.id}"

    @property
    def owner_id(self) -> int | None:
        """Return whose it is: the unit that leads its action."""
        return self.action.owner_id

    @classmethod
    def once(cls, action: Action, *, by: Member, title: str, deadline: Deadline | None = None) -> Self:
        """Add a step, unless this very one was added just now."""
        text = deadline.text if deadline else None
        same = {"workspace_id": action.workspace_id, "action_id": action.id, "title": title, "deadline_text": text}
        before = cls.just_begun(**same)
        if before is None:
            return cls.add(action, by=by, title=title, deadline=deadline)
        before.action = action
        return before

    @classmethod
    def add(cls, action: Action, *, by: Member, title: str, deadline: Deadline | None = None) -> Self:
        """Add a step to an action."""
        text, day = (deadline.text, deadline.last) if deadline else (None, None)
        told = {"title": title, "deadline_text": text, "due_on": day}
        step = cls(workspace_id=action.workspace_id, action_id=action.id, version=0, versions={}, **told)
        step.action = action
        db.session.add(step)
        db.session.flush()
        step.tell("added", {name: (None, value) for name, value in told.items() if value}, by=by, batch=None)
        return step

    @classmethod
    def of(cls, action: Action) -> list[Self]:
        """Return an action's steps."""
        steps: list[Self] = list(db.session.scalars(LISTED, {"town": action.workspace_id, "action": action.id}))
        for step in steps:
            set_committed_value(step, "action", action)
        return steps

    @classmethod
    def by_action(cls, plan: Plan) -> dict[int, list[Self]]:
        """Return a plan's steps by their action's id."""
        query = select(cls).join(Action, Action.id == cls.action_id).where(cls.workspace_id == plan.workspace_id)
        found: dict[int, list[Self]] = {}
        for step in db.session.scalars(query.where(Action.plan_id == plan.id, cls.removed.is_(False)).order_by(cls.id)):
            found.setdefault(step.action_id, []).append(step)
        return found

    @classmethod
    def at(cls, workspace_id: int, *, code: str, step: int) -> Self | None:
        """Return the step of an address: within its action, within the town."""
        found = cls.once_at(workspace_id, code=code, step=step)
        return None if found is None or found.removed else found

    @classmethod
    def once_at(cls, workspace_id: int, *, code: str, step: int) -> Self | None:
        """Return the step of an address, even if it has been removed since."""
        query = select(cls, Action).join(Action, Action.id == cls.action_id)
        query = query.where(Action.workspace_id == workspace_id, Action.code == code)
        found = db.session.execute(query.where(cls.id == step)).first()
        if found is None:
            return None
        found[0].action = found[1]
        return found[0]

    def tick(self, *, done: bool, by: Member, today: date) -> None:
        """Tick the step off as done today, or open it again."""
        self.record("ticked" if done else "unticked", by=by, done_on=today if done else None)

    def remove(self, *, by: Member) -> None:
        """Take the step off the sheet; the history keeps it."""
        self.record("removed", by=by, removed=True)


class OnceStep:
    """How the door finds a step that may have been removed while somebody was typing there: their words are kept."""

    NOUN = "step"
    at = Step.once_at


LISTED = (
    select(Step)
    .where(Step.workspace_id == bindparam("town"), Step.action_id == bindparam("action"), Step.removed.is_(False))
    .order_by(Step.id)
)
