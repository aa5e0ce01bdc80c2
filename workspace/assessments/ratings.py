"""Rating: one group's answer on one theme or principle."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from workspace.assessments.models import AssessmentGroup
from workspace.assessments.words import Level
from workspace.db import Model, choice, db, now
from workspace.history.signals import Signal


class Frozen(Exception):
    """The group has finished or the assessment is closed: its answers can't be changed any more."""


class Overtaken(Exception):
    """Somebody else of the group has answered since the sheet was drawn, and differently."""

    def __init__(self, rating: "Rating") -> None:
        """Keep what stands there now."""
        super().__init__(rating.item)
        self.rating = rating


class Rating(Model):
    """A group's answer on one theme or principle. No event tells of it, or the history would give it away too early."""

    __table_args__ = (UniqueConstraint("workspace_id", "group_id", "item"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    group_id: Mapped[int] = mapped_column(ForeignKey("assessment_group.id"), index=True)
    item: Mapped[str] = mapped_column(String(60))  # the id of a theme or principle
    level: Mapped[Level | None] = mapped_column(choice(Level))
    weight: Mapped[int | None]  # how important it is to the group, 1 to 3
    evidence: Mapped[str | None] = mapped_column(Text)
    whose: Mapped[str | None] = mapped_column(Text)  # whose competence it is, where it isn't ours
    given_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=0)
    sheet: Mapped[str] = mapped_column(String(32), default="")  # the drawn sheet it came from: one tablet's

    @classmethod
    def give(
        cls, group: AssessmentGroup, item: str, *, drawn_from: int = 0, sheet: str = "", **answer: Any
    ) -> "Rating":
        """Answer on an item, or answer anew from the version the sheet showed; a sheet may always correct itself.

        Raises Frozen once the group has finished or the assessment is closed, and Overtaken if another sheet of the
        group has answered something else meanwhile.
        """
        if not group.is_answering:
            raise Frozen
        known = select(cls).where(cls.workspace_id == group.workspace_id, cls.group_id == group.id, cls.item == item)
        rating = db.session.scalar(known)
        if rating is None:
            rating = cls(workspace_id=group.workspace_id, group_id=group.id, item=item, version=0)
        elif rating.version != drawn_from and (rating.sheet != sheet or not sheet) and not rating.says(answer):
            raise Overtaken(rating)
        for name, value in answer.items():
            setattr(rating, name, value)
        rating.given_at, rating.version, rating.sheet = now(), rating.version + 1, sheet
        db.session.add(rating)
        Signal.give(group.workspace_id, "assessment-progress")  # how far, not what: pages ask under their own rights
        return rating

    def says(self, answer: dict[str, Any]) -> bool:
        """Say whether this is what it says already."""
        return all(getattr(self, name) == value for name, value in answer.items())

    @classmethod
    def of(cls, groups: Iterable[AssessmentGroup]) -> list[Self]:
        """Return the answers of some groups of one town."""
        listed = list(groups)
        if not listed:
            return []
        query = select(cls).where(cls.workspace_id == listed[0].workspace_id)
        return list(db.session.scalars(query.where(cls.group_id.in_([group.id for group in listed]))))
