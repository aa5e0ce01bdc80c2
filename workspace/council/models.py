"""ShareLink: the council's read-only way in, without an account."""

import secrets
from datetime import date, datetime
from typing import ClassVar, Self

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from workspace.db import Model, db, now
from workspace.editing.models import Editable
from workspace.members.links import Link
from workspace.members.models import Member
from workspace.plans.models import Plan


class ShareLink(Link, Editable, Model):
    """A labelled, expiring, revocable link to the council's view of one plan."""

    NOUN = "share_link"
    PURPOSE = "share"
    GROUPS: ClassVar = {"about": ("label", "expires_at"), "end": ("revoked_at",)}

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"), index=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    public_id: Mapped[str] = mapped_column(String(32), unique=True)  # in the address of the page the token leads to
    label: Mapped[str] = mapped_column(Text)
    opened_on: Mapped[date | None]  # the day, nothing about who

    @property
    def subject(self) -> str:
        """Return its name in the history."""
        return f"share_link-{self.id}"

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
    def at(cls, workspace_id: int, *, share: int) -> Self | None:
        """Return the link of an address, within the town."""
        return db.session.scalar(select(cls).where(cls.workspace_id == workspace_id, cls.id == share))

    def revoke(self, *, by: Member) -> None:
        """Close the link for good."""
        if self.revoked_at is None:
            self.record("revoked", by=by, revoked_at=now())
