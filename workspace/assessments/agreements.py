"""Agreement: what a town noted after talking about a theme. It stands beside the ratings, never instead of them."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from workspace.assessments.models import Assessment
from workspace.db import Model, db
from workspace.editing.models import Editable
from workspace.members.models import Member


class Agreement(Editable, Model):
    """What was agreed on about one theme or principle of a closed assessment."""

    NOUN = "agreement"
    GROUPS: ClassVar = {"text": ("text",)}
    __table_args__ = (UniqueConstraint("workspace_id", "assessment_id", "item"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    item: Mapped[str] = mapped_column(String(60))  # the id of a theme or principle
    text: Mapped[str | None] = mapped_column(Text)  # Markdown

    @property
    def subject(self) -> str:
        """Return its name in the history."""
        return f"agreement-{self.id}"

    @classmethod
    def of(cls, assessment: Assessment) -> Mapping[str, Self]:
        """Return what was agreed on in an assessment, by theme or principle."""
        query = select(cls).where(cls.workspace_id == assessment.workspace_id, cls.assessment_id == assessment.id)
        return {one.item: one for one in db.session.scalars(query)}

    @classmethod
    def at(cls, workspace_id: int, *, assessment: int, item: str) -> Self | None:
        """Return the note of an address, within the town: on an item of a closed assessment."""
        found = Assessment.at(workspace_id, assessment=assessment)
        return cls.of(found).get(item) if found and not found.is_open else None

    @classmethod
    def note(cls, assessment: Assessment, item: str, text: str | None, *, drawn_from: int, by: Member) -> None:
        """Note what was agreed on about an item. Raises Conflict if another text stands there since `drawn_from`."""
        known = cls.of(assessment).get(item)
        if known is not None:
            known.edit("text", {"text": text}, drawn_from=drawn_from, by=by, verb="noted")
        elif text:
            where: dict[str, Any] = {"workspace_id": assessment.workspace_id, "assessment_id": assessment.id}
            cls.start("noted", by=by, item=item, text=text, **where)
