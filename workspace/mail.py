"""Mail: an outbox in the database, emptied by `flask work`. A mail survives every crash between asking and sending."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy import Text, select
from sqlalchemy.orm import Mapped, mapped_column

from workspace.db import Model, db, now

LAST_TRY = 8  # spread over a day


class Mail(Model):
    """One mail to be sent. It holds what it is about, never a link's token: the text is rendered when it is sent."""

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int | None] = mapped_column(index=True)  # none only for a person's own sign-in mails
    kind: Mapped[str] = mapped_column(Text)
    recipient: Mapped[str] = mapped_column(Text)
    subject_id: Mapped[int]
    language: Mapped[str] = mapped_column(Text, default="de")
    queued_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(Text)

    @property
    def is_lost(self) -> bool:
        """Say whether nobody tries to send it any more."""
        return self.sent_at is None and self.tries >= LAST_TRY


@dataclass(frozen=True, slots=True)
class Letter:
    """A rendered mail: plain text, as it leaves the house."""

    subject: str
    body: str


def can_send() -> bool:
    """Say whether a mail server is set. Where none is, pages say what to do instead."""
    return bool(current_app.config["MAIL_SERVER"])


RENDERERS: dict[str, Callable[[Mail], Letter | None]] = {}


def renders(kind: str) -> Callable[[Callable[[Mail], Letter | None]], Callable[[Mail], Letter | None]]:
    """Mark the function that writes mails of a kind; it answers None when the reason for the mail is gone."""

    def register(function: Callable[[Mail], Letter | None]) -> Callable[[Mail], Letter | None]:
        RENDERERS[kind] = function
        return function

    return register


def enqueue(
    kind: str, *, recipient: str, subject_id: int, workspace_id: int | None = None, language: str = "de"
) -> Mail:
    """Put a mail into the outbox, in the caller's transaction: it is sent only if that commits."""
    moment = now()
    row = Mail(kind=kind, recipient=recipient, subject_id=subject_id, workspace_id=workspace_id, language=language)
    row.queued_at = row.due_at = moment
    db.session.add(row)
    return row


def latest(kind: str, subject_ids: Iterable[int]) -> dict[int, Mail]:
    """Return the newest mail of a kind about each subject."""
    query = select(Mail).where(Mail.kind == kind, Mail.subject_id.in_(list(subject_ids))).order_by(Mail.id)
    return {mail.subject_id: mail for mail in db.session.scalars(query)}


def is_waiting(kind: str, subject_id: int) -> bool:
    """Say whether such a mail lies in the outbox already, not tried yet."""
    query = select(Mail.id).where(Mail.kind == kind, Mail.subject_id == subject_id)
    return db.session.scalar(query.where(Mail.sent_at.is_(None), Mail.tries == 0).limit(1)) is not None
