"""User and Session: who signs in, and every place they are signed in from."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from flask_security import RoleMixin, UserMixin
from sqlalchemy import ForeignKey, Select, Text, bindparam, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workspace.db import Model, db, now

IDLE = timedelta(hours=8)
ABSOLUTE = timedelta(days=7)
SEEN_EVERY = timedelta(minutes=5)


class User(Model, UserMixin):
    """A person who can sign in, in any number of workspaces. The only rows that belong to no workspace."""

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(Text, unique=True)  # lower case, as normalised on the way in
    name: Mapped[str] = mapped_column(Text)
    password: Mapped[str | None] = mapped_column(Text)
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(Text, unique=True, default=lambda: secrets.token_hex(32))
    language: Mapped[str | None] = mapped_column(Text)
    demo: Mapped[bool] = mapped_column(default=False)

    __mapper_args__ = {"version_id_col": fs_uniquifier, "version_id_generator": False}  # a reset link works once

    @property
    def roles(self) -> list[RoleMixin]:  # type: ignore[override]
        """Return no roles: rights belong to a member of a workspace, not to a person."""
        return []

    @classmethod
    def create(cls, *, email: str, name: str, password: str) -> "User":
        """Add a person; the password comes hashed, since hashing takes its time. The address must be new."""
        person = cls(email=email.lower(), name=name, password=password)
        db.session.add(person)
        db.session.flush()
        return person

    @classmethod
    def known_as(cls, email: str) -> "User | None":
        """Return the person with this address."""
        return db.session.scalar(select(cls).where(cls.email == email.lower()))

    @classmethod
    def found_by(cls, uniquifier: str) -> "User | None":
        """Return the person of a cookie or a reset link."""
        return db.session.scalar(select(cls).where(cls.fs_uniquifier == uniquifier))


class Session(Model):
    """One signed-in browser. The cookie carries a random token; only its hash is stored; no row means signed out."""

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(Text, unique=True)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    browser: Mapped[str] = mapped_column(Text, default="")
    user: Mapped[User] = relationship(lazy="raise")

    @classmethod
    def start(cls, user: User, browser: str) -> str:
        """Begin a session and return the token for the cookie."""
        token = secrets.token_urlsafe(32)
        moment = now()
        row = cls(user_id=user.id, token_hash=hash_token(token), started_at=moment, seen_at=moment)
        row.browser = browser[:200]
        db.session.add(row)
        return token

    @classmethod
    def find(cls, token: str, query: Select[Any] | None = None, **more: Any) -> Sequence[Any] | None:
        """Return the living session of a cookie's token: its id, when it was last seen, and its user. One query.

        `query` may be `LIVING` with other columns behind: what a page needs besides; `more` is what it asks with.
        """
        moment = now()
        said = {"token": hash_token(token), "idle": moment - IDLE, "oldest": moment - ABSOLUTE}
        return db.session.execute(LIVING if query is None else query, more | said).first()

    @classmethod
    def end_all(cls, user: User, *, but: str | None = None) -> None:
        """Sign a person out everywhere, but for the browser whose token is given."""
        query = delete(cls).where(cls.user_id == user.id)
        db.session.execute(query.where(cls.token_hash != hash_token(but)) if but else query)

    @classmethod
    def of(cls, user: User) -> list["Session"]:
        """Return a person's living sessions, the one last used first."""
        query = select(cls).where(cls.user_id == user.id, cls.seen_at > now() - IDLE, cls.started_at > now() - ABSOLUTE)
        return list(db.session.scalars(query.order_by(cls.seen_at.desc(), cls.id)))

    @classmethod
    def end(cls, token: str) -> None:
        """Sign one browser out."""
        db.session.execute(delete(cls).where(cls.token_hash == hash_token(token)))

    @classmethod
    def seen(cls, session_id: int) -> None:
        """Note that a session is in use."""
        db.session.execute(update(cls).where(cls.id == session_id).values(seen_at=now()))

    @classmethod
    def forget_old(cls) -> None:
        """Delete sessions that have run out."""
        moment = now()
        db.session.execute(delete(cls).where((cls.seen_at <= moment - IDLE) | (cls.started_at <= moment - ABSOLUTE)))


# Made once: putting a query together takes longer than sending it, and every request begins with this one.
LIVING = (
    select(Session.id, Session.seen_at, User)
    .join(User, User.id == Session.user_id)
    .where(Session.token_hash == bindparam("token"), Session.seen_at > bindparam("idle"))
    .where(Session.started_at > bindparam("oldest"), User.active)
)


def hash_token(token: str) -> str:
    """Return what is stored of a secret token. It is 256 random bits, so a plain hash can't be turned back."""
    return sha256(token.encode()).hexdigest()
