"""Assessed: how actions and assessments know each other."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import select

from workspace.actions.words import Status
from workspace.assessments.models import Assessment
from workspace.db import db
from workspace.history.models import Event

if TYPE_CHECKING:
    from workspace.editing.models import Editable as Base
else:
    Base = object


class Assessed(Base):
    """What an assessment has brought about, and what was done between two of them."""

    plan_id: Any
    code: Any
    assessment_id: Any
    principle_ids: Any
    status: Any
    turned_down_at: Any

    @classmethod
    def proposed_by(cls, assessment: Assessment) -> Sequence[Self]:
        """Return the actions that came of an assessment, but for those taken back again: one query."""
        query = select(cls).where(cls.workspace_id == assessment.workspace_id, cls.assessment_id == assessment.id)
        found = db.session.scalars(query.order_by(cls.code)).all()
        return [action for action in found if action.status is not Status.PROPOSED or not action.turned_down_at]

    @classmethod
    def done_between(cls, workspace_id: int, begin: datetime | None, end: datetime | None) -> dict[str, list[Self]]:
        """Return by principle the actions that were finished, or became standing, in a time: two queries."""
        told = select(Event.subject, Event.scalars).where(
            Event.workspace_id == workspace_id, Event.kind == "action.status_changed", Event.at > begin, Event.at <= end
        )
        ended = {Status.DONE.value, Status.STANDING.value}
        codes = {
            subject.removeprefix("action-")
            for subject, scalars in db.session.execute(told)
            if scalars.get("status", [None, None])[1] in ended
        }
        query = select(cls).where(cls.workspace_id == workspace_id, cls.code.in_(codes)).order_by(cls.code)
        found: dict[str, list[Self]] = {}
        for action in db.session.scalars(query):
            for principle in action.principle_ids:
                found.setdefault(principle, []).append(action)
        return found
