"""What can be done with an action's four facts: its owner, deadline, status and priority."""

from datetime import datetime
from typing import TYPE_CHECKING

from workspace.actions.facts import Facts
from workspace.actions.words import NEEDS_REASON, Priority, Status
from workspace.db import now
from workspace.members.models import Member, Unit
from workspace.plans.deadline import Deadline

if TYPE_CHECKING:
    from workspace.editing.models import Editable as Base
else:
    Base = object


class ReasonNeeded(Exception):
    """The change needs a reason: pausing or dropping an action, turning a proposal down."""


class Verbs(Facts, Base):
    """The verbs of an action. Each tells the history; none commits; rights are the door's."""

    turned_down_at: datetime | None

    def set_status(self, new: Status, *, by: Member, reason: str | None = None, batch: str | None = None) -> None:
        """Change the status. Raises ReasonNeeded for paused and dropped without one; the reason goes when they end."""
        if new in NEEDS_REASON and not reason:
            raise ReasonNeeded
        kept = reason if new in NEEDS_REASON else None
        self.record("status_changed", by=by, batch=batch, status=new, status_reason=kept)

    def set_owner(
        self, unit: Unit | None, *, by: Member, responsible: Member | None = None, batch: str | None = None
    ) -> None:
        """Give the lead to a unit (None takes it away); the responsible member beside it is optional."""
        self.record(
            "owner_changed",
            by=by,
            batch=batch,
            owner_id=unit.id if unit else None,
            responsible_id=responsible.id if responsible else None,
        )

    def set_deadline(self, deadline: Deadline | None, *, by: Member, batch: str | None = None) -> None:
        """Set by when it is to be done, as typed and as its last day; None takes the deadline away."""
        text, day = (deadline.text, deadline.last) if deadline else (None, None)
        self.record("deadline_changed", by=by, batch=batch, deadline_text=text, due_on=day)

    def set_priority(self, new: Priority, *, by: Member) -> None:
        """Make it a key action, or a normal one again."""
        self.record("priority_changed", by=by, priority=new)

    def accept(self, *, by: Member, batch: str | None = None) -> None:
        """Take a proposal into the plan as not started yet; anything else stays as it is."""
        if self.status is Status.PROPOSED:
            self.record("accepted", by=by, batch=batch, status=Status.NOT_STARTED, answer=None, turned_down_at=None)

    def turn_down(self, answer: str, *, by: Member) -> None:
        """Answer a proposal with a no and why; whoever proposed it can read it. Raises ReasonNeeded without."""
        if not answer:
            raise ReasonNeeded
        if self.status is Status.PROPOSED:
            self.record("turned_down", by=by, answer=answer, turned_down_at=now())
