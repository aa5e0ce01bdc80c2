"""ShareLink: the council's read-only way in, without an account."""

import secrets
from datetime import date, datetime, time, timedelta
from typing import ClassVar, Self
from zoneinfo import ZoneInfo

from sqlalchemy import ForeignKey, Text, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from workspace.council.words import ShareState
from workspace.db import Model, db, now
from workspace.editing.models import Editable
from workspace.members.links import Entrance
from workspace.members.models import Member, Workspace
from workspace.plans.models import Plan


class ShareLink(Entrance, Editable, Model):
    """A labelled, expiring, revocable link to the council's view of one plan."""

    NOUN = "share_link"
    UNTOLD: ClassVar = Editable.UNTOLD | {"opened_on"}  # written when the link is opened, by nobody we know
    PURPOSE = "share"
    OPENS: ClassVar = ("plan", "workspace")
    GROUPS: ClassVar = {"about": ("label", "expires_at"), "end": ("revoked_at",)}

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"), index=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    label: Mapped[str] = mapped_column(Text)
    opened_on: Mapped[date | None]  # the day, nothing about who
    plan: Mapped[Plan] = relationship(lazy="raise")
    workspace: Mapped[Workspace] = relationship(lazy="raise")

    @property
    def subject(self) -> str:
        """Return its name in the history."""
        return f"share_link-{self.id}"

    @property
    def state(self) -> ShareState:
        """Return whether the link still lets anybody in, and if not, why."""
        if self.revoked_at is not None:
            return ShareState.REVOKED
        return ShareState.OPEN if self.is_open else ShareState.EXPIRED

    def last_day(self, zone: ZoneInfo) -> date:
        """Return the last day on which the link opens, in the town's zone."""
        return (self.expires_at - timedelta(seconds=1)).astimezone(zone).date()

    @classmethod
    def create(cls, plan: Plan, *, by: Member, label: str, expires_at: datetime) -> Self:
        """Create a link to a plan; `token()` gives the secret part of its address."""
        link = cls.start(
            "created",
            by=by,
            workspace_id=plan.workspace_id,
            plan_id=plan.id,
            public_id=secrets.token_urlsafe(16),
            label=label,
            expires_at=expires_at,
            token_hash=secrets.token_hex(32),
            generation=1,
        )
        link.seal()
        return link

    @classmethod
    def of(cls, workspace_id: int) -> list[Self]:
        """Return every link of a town with its plan, the newest first: nothing that lets anybody in is hidden."""
        query = select(cls).where(cls.workspace_id == workspace_id).options(joinedload(cls.plan))
        return list(db.session.scalars(query.order_by(cls.id.desc())))

    @classmethod
    def at(cls, workspace_id: int, *, share: int) -> Self | None:
        """Return the link of an address, within the town."""
        return db.session.scalar(select(cls).where(cls.workspace_id == workspace_id, cls.id == share))

    def revoke(self, *, by: Member) -> None:
        """Close the link for good: its address and every cookie it gave out open nothing from now on."""
        if self.revoked_at is None:
            self.record("revoked", by=by, revoked_at=now(), generation=self.generation + 1)
            self.seal()


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """Return the moment a day ends in a zone: until then a link that is good till that day opens."""
    return datetime.combine(day + timedelta(days=1), time.min, zone)
