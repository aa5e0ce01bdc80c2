"""Invitation: how a person gets an account in a town. Opening the link changes nothing; only the button does."""

import secrets
from datetime import datetime, timedelta
from typing import ClassVar, Self

from sqlalchemy import ForeignKey, Text, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.accounts.models import User, hash_token
from workspace.db import Model, choice, db, now
from workspace.editing.models import Editable
from workspace.members.links import Link
from workspace.members.models import Member, Unit, Workspace
from workspace.members.words import Role

VALID_FOR = timedelta(days=14)


class Invitation(Link, Editable, Model):
    """A single-use link to become a member with a role and a unit, valid for 14 days."""

    NOUN = "invitation"
    PURPOSE = "invitation"
    GROUPS: ClassVar = {"offer": ("email", "name", "role", "unit_id"), "end": ("revoked_at", "accepted_at")}

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"), index=True)
    email: Mapped[str] = mapped_column(Text)
    name: Mapped[str | None] = mapped_column(Text)
    role: Mapped[Role] = mapped_column(choice(Role))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    accepted_at: Mapped[datetime | None]
    workspace: Mapped[Workspace] = relationship(lazy="raise")
    unit: Mapped[Unit | None] = relationship(lazy="raise")

    @property
    def subject(self) -> str:
        """Return its name in the history."""
        return f"invitation-{self.id}"

    @property
    def is_open(self) -> bool:
        """Say whether the link can still be accepted."""
        return self.accepted_at is None and super().is_open

    @classmethod
    def send(cls, *, by: Member, email: str, role: Role, unit_id: int | None = None, name: str | None = None) -> Self:
        """Invite a person; the caller queues the mail or shows the link to copy."""
        invitation = cls.start(
            "sent",
            by=by,
            workspace_id=by.workspace_id,
            email=email,
            name=name,
            role=role,
            unit_id=unit_id,
            expires_at=now() + VALID_FOR,
            token_hash=secrets.token_hex(32),
            generation=1,
        )
        invitation.seal()
        return invitation

    def renew(self, *, by: Member) -> None:
        """Send again: a new address for 14 more days, the old one dies."""
        self.record("renewed", by=by, generation=self.generation + 1, expires_at=now() + VALID_FOR, revoked_at=None)
        self.seal()

    def revoke(self, *, by: Member) -> None:
        """Withdraw the invitation; the link opens nothing from now on."""
        self.record("revoked", by=by, revoked_at=now(), generation=self.generation + 1)
        self.seal()

    def accept(self, workspace: Workspace, user: User, unit: Unit | None) -> Member:
        """Make the person a member and use the link up. Who is a member already keeps their role."""
        member = Member.of(workspace.id, user.id)
        if member is None:
            member = Member.join(workspace, user, role=self.role, unit=unit)
        elif member.removed_at is not None:
            member.rejoin(role=self.role, unit_id=self.unit_id)
        self.record("accepted", by=member, accepted_at=now())
        return member

    @classmethod
    def at(cls, workspace_id: int, *, invitation: int) -> Self | None:
        """Return the invitation of an address, within the town."""
        return db.session.scalar(select(cls).where(cls.workspace_id == workspace_id, cls.id == invitation))

    @classmethod
    def pending(cls, workspace_id: int) -> list[Self]:
        """Return what has been neither accepted nor withdrawn, expired ones included, the newest first."""
        query = select(cls).where(cls.workspace_id == workspace_id, cls.accepted_at.is_(None), cls.revoked_at.is_(None))
        return list(db.session.scalars(query.order_by(cls.id.desc())))

    @classmethod
    def find(cls, token: str) -> Self | None:
        """Return the open invitation of a token, as it is now; None if it is used, expired, revoked or unknown."""
        query = select(cls).where(cls.token_hash == hash_token(token), cls.expires_at > now())
        query = query.where(cls.revoked_at.is_(None), cls.accepted_at.is_(None))
        return db.session.scalar(query.execution_options(populate_existing=True))
