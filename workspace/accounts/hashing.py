"""Argon2 with no transaction open: hashing takes tens of milliseconds, and would hold the write lock all the while."""

from typing import Any

from flask import has_request_context

from workspace.db import db


class Hasher:
    """Flask-Security's password context, which ends the request's transaction before each slow step."""

    def __init__(self, context: Any) -> None:
        """Wrap the context; everything quick is handed through."""
        self._context = context

    def hash(self, secret: Any, **more: Any) -> str:
        """Hash a password."""
        let_go()
        return str(self._context.hash(secret, **more))

    def verify(self, secret: Any, hashed: Any, **more: Any) -> bool:
        """Check a password."""
        let_go()
        return bool(self._context.verify(secret, hashed, **more))

    def __getattr__(self, name: str) -> Any:
        """Hand everything else through."""
        return getattr(self._context, name)


def let_go() -> None:
    """End the request's transaction; raises RuntimeError if something waits to be written in it.

    Commands and seeds keep theirs: nobody waits behind them.
    """
    if not has_request_context():
        return
    if db.session.new or db.session.dirty or db.session.deleted:
        raise RuntimeError("Hash passwords before changing anything: this would commit half a change.")
    db.session.commit()  # a rollback would expire what is loaded, and reading it again would take the lock again
