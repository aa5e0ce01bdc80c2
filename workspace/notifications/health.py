"""What makes an installation ready: its database takes writes and is current, there is space, and mails go out."""

import shutil
from collections.abc import Callable
from datetime import timedelta

from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from workspace import mail
from workspace.db import db, now, writing
from workspace.mail import Mail

LEAST_SPACE = 200 * 1024 * 1024  # bytes free beside the database
LONGEST_WAIT = timedelta(hours=1)  # of a mail that is due


def troubles() -> list[str]:
    """Return the names of what isn't ready; nothing where all is well."""
    return [name for name, works in CHECKS.items() if not holds(works)]


def holds(works: Callable[[], bool]) -> bool:
    """Say whether a check holds; a database that can't be asked doesn't."""
    try:
        return works()
    except SQLAlchemyError:
        db.session.rollback()
        return False


def writes() -> bool:
    """Say whether the database lets us write: a transaction that takes the lock and changes nothing."""
    with writing():
        db.session.execute(select(1))
    return True


def is_current() -> bool:
    """Say whether the database has had every migration."""
    script = ScriptDirectory(str(current_app.config["ROOT"] / "migrations"))
    return bool(db.session.scalar(text("SELECT version_num FROM alembic_version")) == script.get_current_head())


def has_space() -> bool:
    """Say whether there is room to grow."""
    return shutil.disk_usage(current_app.instance_path).free >= LEAST_SPACE


def mails_go_out() -> bool:
    """Say whether no mail has been due for an hour, where mails are sent at all."""
    waiting = select(func.min(Mail.due_at)).where(Mail.sent_at.is_(None), Mail.tries < mail.LAST_TRY)
    oldest = db.session.scalar(waiting)
    return not mail.can_send() or oldest is None or oldest > now() - LONGEST_WAIT


CHECKS = {"database": writes, "migrations": is_current, "disk": has_space, "outbox": mails_go_out}
