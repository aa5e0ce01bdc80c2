"""The limiter: how often a secret may be tried. Kept in the database, so it counts across processes and restarts."""

from datetime import datetime, timedelta
from hashlib import sha256

from flask import request
from sqlalchemy import Text, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from workspace.db import Model, db, now

WINDOW = timedelta(minutes=10)
KEPT = timedelta(hours=24)
PER_ACCOUNT = 10
PER_NETWORK = 60


class Attempt(Model):
    """One try at a secret (password, reset, invitation, share link), under a hashed key: no address is stored."""

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, index=True)
    at: Mapped[datetime] = mapped_column(index=True)


class TooMany(Exception):  # noqa: N818 (reads as a sentence where it is raised)
    """Too many tries in ten minutes. Answered 429 with Retry-After (seconds) by `errors`."""

    retry_after = int(WINDOW.total_seconds())


def attempt(purpose: str, account: str = "") -> None:
    """Count a try at a secret; raises TooMany past 10 per account or 60 per network in ten minutes.

    The waiting time runs out by itself, so nobody can lock a person out for good. Call inside a write transaction;
    the caller commits.
    """
    moment = now()
    limits = {key(purpose, "network", network()): PER_NETWORK}
    if account:
        limits[key(purpose, "account", account.strip().lower())] = PER_ACCOUNT
    db.session.execute(delete(Attempt).where(Attempt.at < moment - KEPT))
    query = select(Attempt.key, func.count()).where(Attempt.key.in_(limits), Attempt.at > moment - WINDOW)
    counted: dict[str, int] = {row[0]: row[1] for row in db.session.execute(query.group_by(Attempt.key))}
    if any(counted.get(name, 0) >= limit for name, limit in limits.items()):
        raise TooMany
    db.session.add_all([Attempt(key=name, at=moment) for name in limits])


def network() -> str:
    """Return the caller's network: an IPv4 address, or the first four groups of an IPv6 address."""
    address = request.remote_addr or ""
    return ":".join(address.split(":")[:4]) if ":" in address else address


def key(purpose: str, kind: str, value: str) -> str:
    """Return the stored key of a counter."""
    return sha256(f"{purpose}|{kind}|{value}".encode()).hexdigest()
