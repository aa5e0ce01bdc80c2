"""Links that let somebody in without an account: scoped, expiring, listed, revocable. Only a token's hash is stored."""

import base64
import hmac
import re
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, ClassVar, Self

from flask import current_app
from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column

from workspace.accounts.models import hash_token
from workspace.db import db, now

PUBLIC_ID = re.compile(r"[\w-]{22}", re.ASCII)


class Link:
    """What every link has. Its token follows from the link key, its purpose, id and generation: 256 bit, never stored.

    Sending again or revoking raises the generation, after which the old address opens nothing.
    """

    PURPOSE: ClassVar[str]

    if TYPE_CHECKING:
        id: Mapped[int]

    generation: Mapped[int] = mapped_column(default=1)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    def token(self) -> str:
        """Return the secret part of the link's address, made anew whenever it is shown or mailed."""
        text = f"{self.PURPOSE}|{self.id}|{self.generation}".encode()
        raw = hmac.new(current_app.config["LINK_KEY"].encode(), text, sha256).digest()
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")

    def key(self) -> str:
        """Return what a visitor's cookie holds: it opens what the link opens, tells no token, dies with it."""
        text = f"{self.PURPOSE}-key|{self.id}|{self.generation}".encode()
        return hmac.new(current_app.config["LINK_KEY"].encode(), text, sha256).hexdigest()

    def fits(self, key: str) -> bool:
        """Say whether a visitor's key is this link's; takes as long for any that isn't."""
        return hmac.compare_digest(self.key().encode(), key.encode("utf-8", "replace"))

    def seal(self) -> None:
        """Store the hash of the current token. Needs the row's id, so flush first with a placeholder."""
        self.token_hash = hash_token(self.token())

    @property
    def is_open(self) -> bool:
        """Say whether the link still lets anybody in."""
        return self.revoked_at is None and self.expires_at > now()

    @classmethod
    def find(cls, token: str) -> Self | None:
        """Return the open link of a token; expired, revoked and unknown ones look the same: None."""
        query = select(cls).where(cls.token_hash == hash_token(token))
        return db.session.scalar(query.where(cls.revoked_at.is_(None), cls.expires_at > now()))


class Entrance(Link):
    """A link that leads to a page of its own, for visitors with the key: the council's view, a group's sheet."""

    OPENS: ClassVar[tuple[str, ...]]  # what is read together with the link when somebody comes in
    public_id: Mapped[str] = mapped_column(String(32), unique=True)  # in the address of that page

    @classmethod
    def opened_with(cls, public_id: str, key: str) -> Self | None:
        """Return the open link of a public address as it stands now, if the visitor's key is the link's."""
        if not PUBLIC_ID.fullmatch(public_id):
            return None
        query = select(cls).where(cls.public_id == public_id, cls.revoked_at.is_(None), cls.expires_at > now())
        query = query.options(*(joinedload(getattr(cls, name)) for name in cls.OPENS))
        link = db.session.scalar(query.execution_options(populate_existing=True))
        return link if link is not None and link.fits(key) else None
