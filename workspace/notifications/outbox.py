"""The outbox, emptied: mails are taken by lease, sent outside any transaction, tried again with growing patience."""

import smtplib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from flask import current_app
from flask_babel import force_locale
from sqlalchemy import delete, select, update

from workspace import mail as post
from workspace.accounts import letters as _sign_in_letters  # noqa: F401 (registers its letters)
from workspace.accounts import limiter
from workspace.accounts.models import Session
from workspace.db import commit, db, now
from workspace.editing.drafts import Draft
from workspace.i18n import LOCALES
from workspace.mail import LAST_TRY, RENDERERS, Letter, Mail
from workspace.members import letters as _member_letters  # noqa: F401 (registers its letters)
from workspace.notifications.sending import Undeliverable, connection, send

LEASE = timedelta(minutes=5)  # a worker that died in the middle gives its mail back after this
PATIENCE = [timedelta(minutes=n) for n in (1, 5, 15, 60, 180, 360, 720)]  # after each try until the next
KEPT = timedelta(days=30)
BATCH = 20


def empty() -> int:
    """Send every mail that is due; returns how many left the house. Where no mail server is set, they stay."""
    if not post.can_send():
        return 0
    return sum(deliver_all(batch) for batch in batches())


def batches() -> Iterator[list[Mail]]:
    """Take what is due in batches, until nothing is left."""
    while batch := [mail for mail in due() if take(mail)]:
        yield batch


def due() -> list[Mail]:
    """Return the mails whose time has come, the oldest first."""
    query = select(Mail).where(Mail.sent_at.is_(None), Mail.due_at <= now(), Mail.tries < LAST_TRY)
    found = list(db.session.scalars(query.order_by(Mail.due_at, Mail.id).limit(BATCH)))
    commit()
    return found


def take(mail: Mail) -> bool:
    """Lease a mail, so that no other worker sends it too; says whether it is ours."""
    query = update(Mail).where(Mail.id == mail.id, Mail.due_at == mail.due_at, Mail.sent_at.is_(None))
    taken = db.session.scalar(query.values(due_at=now() + LEASE, tries=Mail.tries + 1).returning(Mail.id))
    commit()
    return taken is not None


def deliver_all(batch: list[Mail]) -> int:
    """Send a batch over one connection; returns how many were accepted."""
    try:
        with connection() as smtp:
            return sum(deliver(smtp, mail) for mail in batch)
    except (OSError, smtplib.SMTPException) as trouble:
        current_app.logger.warning("mail server: %s", trouble)
        for mail in batch:
            postpone(mail, trouble)
        return 0


def deliver(smtp: smtplib.SMTP, mail: Mail) -> bool:
    """Write and send one mail; what goes wrong is noted beside it and doesn't stop the others. Says whether it left."""
    try:
        letter = write(mail)
        if letter is None:
            drop(mail)
            return False
        send(smtp, mail, letter)
    except smtplib.SMTPServerDisconnected:
        raise
    except Undeliverable as refused:
        note(mail, error=str(refused), tries=LAST_TRY)
        return False
    except Exception as trouble:  # noqa: BLE001 (one broken mail must not hold up the rest; it is tried again)
        current_app.logger.warning("mail %s (%s): %s", mail.id, mail.kind, trouble)
        postpone(mail, trouble)
        return False
    note(mail, sent_at=now(), error=None)
    return True


def write(mail: Mail) -> Letter | None:
    """Render a mail in its reader's language, and end the transaction that took: sending may take its time."""
    with force_locale(LOCALES.get(mail.language, LOCALES["de"])):
        letter = RENDERERS[mail.kind](mail)
    commit()
    return letter


def postpone(mail: Mail, trouble: Exception) -> None:
    """Try again later, the later the more often it has failed; what has been sent stays sent."""
    db.session.rollback()
    waits = PATIENCE[min(mail.tries, len(PATIENCE)) - 1]
    note(mail, due_at=now() + waits, error=f"{type(trouble).__name__}: {trouble}")


def note(mail: Mail, **columns: Any) -> None:
    """Write down how it went, once: a mail that was sent isn't touched any more."""
    if columns.get("error"):
        columns["error"] = columns["error"][:500]
    db.session.execute(update(Mail).where(Mail.id == mail.id, Mail.sent_at.is_(None)).values(**columns))
    commit()


def drop(mail: Mail) -> None:
    """Delete a mail whose reason is gone: nobody waits for it any more."""
    db.session.execute(delete(Mail).where(Mail.id == mail.id))
    commit()


def tidy() -> None:
    """Delete what has had its time: mails and drafts after a month, tries after a day, sessions that have run out."""
    db.session.execute(delete(Mail).where(Mail.queued_at < now() - KEPT))
    limiter.forget_old()
    Session.forget_old()
    Draft.forget_old()
    commit()
