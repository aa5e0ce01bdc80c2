"""Assessment and its groups: who says where the town stands, on what, and until when."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import ClassVar, Self

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from workspace.db import Model, db, now
from workspace.editing.models import Editable
from workspace.guidance import Toolbox
from workspace.guidance.columns import GuidanceIds
from workspace.guidance.models import Principle, Theme
from workspace.members.links import Entrance
from workspace.members.models import Member, Unit, Workspace
from workspace.plans.deadline import Deadline

OPEN_FOR = timedelta(days=90)


class Assessment(Editable, Model):
    """One round in which groups rate the town's themes: all 30, those of some fields, or some themes."""

    NOUN = "assessment"
    GROUPS: ClassVar = {"about": ("title", "theme_ids", "early", "due_text", "due_on"), "end": ("closed_at",)}
    __table_args__ = (UniqueConstraint("workspace_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    theme_ids: Mapped[list[str]] = mapped_column(GuidanceIds, default=list)  # what it asks about; empty: everything
    early: Mapped[bool] = mapped_column(default=False)  # a group that has finished sees what the others finished with
    due_text: Mapped[str | None] = mapped_column(String(60))
    due_on: Mapped[date | None]
    closed_at: Mapped[datetime | None]

    @property
    def subject(self) -> str:
        """Return its name in the history."""
        return f"assessment-{self.number}"

    @property
    def is_open(self) -> bool:
        """Say whether groups still answer; until it is closed nobody sees what another group has answered."""
        return self.closed_at is None

    @classmethod
    def begin(
        cls, *, by: Member, title: str, theme_ids: Iterable[str] = (), early: bool = False, due: Deadline | None = None
    ) -> Self:
        """Open an assessment in the member's town, numbered next. The caller holds the workspace's lock."""
        last = db.session.scalar(select(func.max(cls.number)).where(cls.workspace_id == by.workspace_id))
        return cls.start(
            "opened",
            by=by,
            workspace_id=by.workspace_id,
            number=(last or 0) + 1,
            title=title,
            theme_ids=list(theme_ids),
            early=early,
            due_text=due.text if due else None,
            due_on=due.last if due else None,
        )

    @classmethod
    def at(cls, workspace_id: int, *, assessment: int) -> Self | None:
        """Return the assessment of an address, within the town."""
        return db.session.scalar(select(cls).where(cls.workspace_id == workspace_id, cls.number == assessment))

    @classmethod
    def all_of(cls, workspace_id: int) -> list[Self]:
        """Return every assessment of a town, the newest first."""
        return list(db.session.scalars(select(cls).where(cls.workspace_id == workspace_id).order_by(cls.number.desc())))

    def themes(self, toolbox: Toolbox) -> list[Theme]:
        """Return the themes it asks about."""
        return [theme for theme in toolbox.themes if not self.theme_ids or theme.id in self.theme_ids]

    def item(self, toolbox: Toolbox, id_: str) -> Theme | Principle | None:
        """Return the theme or principle of an id, if it is asked about here."""
        asked: list[Theme | Principle] = []
        for theme in self.themes(toolbox):
            asked += [theme, *theme.principles]
        return next((one for one in asked if one.id == id_), None)

    def before(self) -> Self | None:
        """Return the closed assessment that was opened last before this one."""
        query = select(type(self)).where(Assessment.workspace_id == self.workspace_id, Assessment.number < self.number)
        return db.session.scalar(query.where(Assessment.closed_at.is_not(None)).order_by(Assessment.number.desc()))

    def close(self, *, by: Member) -> None:
        """End the answering: from now on everybody sees everything, and nothing changes any more."""
        if self.is_open:
            self.record("closed", by=by, closed_at=now())


class AssessmentGroup(Entrance, Editable, Model):
    """Those who answer together: an office by its members, or a workshop table by its link, without an account."""

    NOUN = "assessment_group"
    PURPOSE = "assessment"
    OPENS: ClassVar = ("assessment", "workspace")
    GROUPS: ClassVar = {"about": ("name", "unit_id"), "end": ("finished_at",), "link": ("revoked_at", "expires_at")}

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"), index=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))  # its members answer with their account
    name: Mapped[str] = mapped_column(Text)
    finished_at: Mapped[datetime | None]
    assessment: Mapped[Assessment] = relationship(lazy="raise")
    workspace: Mapped[Workspace] = relationship(lazy="raise")

    @property
    def subject(self) -> str:
        """Return its name in the history."""
        return f"assessment_group-{self.id}"

    @property
    def owner_id(self) -> int | None:
        """Return whose it is for the door: nobody answers, or reads answers, for another unit's group."""
        return self.unit_id

    @property
    def who(self) -> str:
        """Return by what it is recognised in another assessment: its unit, or its name."""
        return f"unit {self.unit_id}" if self.unit_id else self.name.casefold()

    @property
    def is_answering(self) -> bool:
        """Say whether it may still answer."""
        return self.finished_at is None and self.assessment.is_open

    @classmethod
    def invite(cls, assessment: Assessment, *, by: Member, name: str, unit: Unit | None = None) -> Self:
        """Invite a group; `token()` gives the secret part of its link's address, good for 90 days."""
        group = cls.start(
            "invited",
            by=by,
            workspace_id=assessment.workspace_id,
            assessment_id=assessment.id,
            unit_id=unit.id if unit else None,
            public_id=secrets.token_urlsafe(16),
            name=name,
            expires_at=now() + OPEN_FOR,
            token_hash=secrets.token_hex(32),
            generation=1,
        )
        group.seal()
        group.assessment = assessment
        return group

    @classmethod
    def of(cls, assessment: Assessment) -> list[Self]:
        """Return an assessment's groups in the order they were invited."""
        query = select(cls).where(cls.workspace_id == assessment.workspace_id, cls.assessment_id == assessment.id)
        return list(db.session.scalars(query.options(joinedload(cls.assessment)).order_by(cls.id)))

    @classmethod
    def waiting_for(cls, member: Member) -> list[Self]:
        """Return the groups of a member's unit that haven't finished yet, in assessments that run: one query."""
        if member.unit_id is None:
            return []
        query = select(cls).join(Assessment, Assessment.id == cls.assessment_id).options(joinedload(cls.assessment))
        query = query.where(cls.workspace_id == member.workspace_id, cls.unit_id == member.unit_id)
        query = query.where(cls.finished_at.is_(None), Assessment.closed_at.is_(None))
        return list(db.session.scalars(query.order_by(cls.id)))

    @classmethod
    def at(cls, workspace_id: int, *, assessment: int, group: int) -> Self | None:
        """Return the group of an address, within its assessment and town."""
        query = select(cls).join(Assessment, Assessment.id == cls.assessment_id)
        query = query.where(cls.workspace_id == workspace_id, Assessment.number == assessment, cls.id == group)
        return db.session.scalar(query.options(joinedload(cls.assessment)))

    def renew(self, *, by: Member) -> None:
        """Give the group a new link, good for 90 days; the old one opens nothing from now on."""
        self.record("link_renewed", by=by, expires_at=now() + OPEN_FOR, revoked_at=None, generation=self.generation + 1)
        self.seal()

    def revoke(self, *, by: Member) -> None:
        """Close the group's link; its members with an account can still answer."""
        if self.revoked_at is None:
            self.record("link_revoked", by=by, revoked_at=now(), generation=self.generation + 1)
            self.seal()

    def finish(self, *, by: Member | None) -> None:
        """Say that the group has answered all it wants to. `by` is None for those who came by the link."""
        if self.is_answering:
            self.record("finished", by=by, finished_at=now())

    @property
    def sees_others(self) -> bool:
        """Say whether it may see what the other finished groups said, before the end."""
        return self.assessment.early and self.finished_at is not None

    def resume(self, *, by: Member | None) -> None:
        """Let the group go on answering, as long as the assessment is open and it has seen nobody else's answers."""
        if self.assessment.is_open and self.finished_at is not None and not self.sees_others:
            self.record("resumed", by=by, finished_at=None)
