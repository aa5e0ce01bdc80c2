"""The limiter: how often a secret may be tried. Kept in the database, so it counts across processes and restarts."""

from datetime import datetime, timedelta
from hashlib import sha256

from flask import current_app, request
from sqlalchemy import Text, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from workspace.db import Model, db, now

WINDOW = timedelta(minutes=10)
KEPT = timedelta(hours=24)
PER_ACCOUNT = 10  # one account, tried from one network
PER_ACCOUNT_ANYWHERE = 50  # one account, tried from everywhere: a stranger elsewhere can't keep its owner out
PER_NETWORK = 60


class Attempt(Model):
    """One try at a secret (password, reset, invitation, share link), under a hashed key: no address is stored."""

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, index=True)
    at: Mapped[datetime] = mapped_column(index=True)


class TooMany(Exception):
    """Too many tries in ten minutes. Answered 429 with Retry-After (seconds) by `errors`."""

    retry_after = int(WINDOW.total_seconds())


def attempt(purpose: str, account: str = "") -> None:
    """Count a try at a secret; raises TooMany past 10 for an account from a network, or 60 from a network.

    A refused try doesn't count, so the waiting time runs out by itself and nobody is locked out for good. Commits:
    call it before anything else, in a writing transaction.
    """
    limits, moment = allowed(purpose, account), now()
    rows = [Attempt(key=name, at=moment) for name in limits]
    db.session.add_all(rows)
    db.session.commit()  # counted before it is judged: of many at once, none slips through
    if over(limits, moment - WINDOW):
        db.session.execute(delete(Attempt).where(Attempt.id.in_([row.id for row in rows])))
        db.session.commit()
        raise TooMany


def succeeded(purpose: str, account: str) -> None:
    """Forget the tries at an account that led to the right secret, and this one's place in its network's count."""
    here, *accounts = allowed(purpose, account)
    latest = select(func.max(Attempt.id)).where(Attempt.key == here).scalar_subquery()
    db.session.execute(delete(Attempt).where(Attempt.id == latest))
    db.session.execute(delete(Attempt).where(Attempt.key.in_(accounts)))


def forget_old() -> None:
    """Delete what nobody counts any more."""
    db.session.execute(delete(Attempt).where(Attempt.at < now() - KEPT))


def allowed(purpose: str, account: str) -> dict[str, int]:
    """Return what is counted, by key, and how often each is allowed; the network's own count comes first."""
    where, who = network(), account.strip().lower()
    limits = {key(purpose, "network", where): PER_NETWORK}
    if who:
        limits[key(purpose, "account", f"{who}|{where}")] = PER_ACCOUNT
        limits[key(purpose, "account", who)] = PER_ACCOUNT_ANYWHERE
    return limits


def over(limits: dict[str, int], since: datetime) -> bool:
    """Say whether one of the limits is passed."""
    query = select(Attempt.key, func.count()).where(Attempt.key.in_(limits), Attempt.at > since)
    counted = db.session.execute(query.group_by(Attempt.key))
    return any(count > limits[name] for name, count in counted)


def network() -> str:
    """Return the caller's network: an IPv4 address, or the first four groups of an IPv6 address."""
    address = caller()
    return ":".join(address.split(":")[:4]) if ":" in address else address


def caller() -> str:
    """Return the caller's address. What a proxy says of it counts only if the operator trusts that proxy by name.

    A unix socket has no address of its own: there the proxy is trusted if any is named.
    """
    peer, trusted = request.remote_addr or "", current_app.config["TRUSTED_PROXIES"]
    if trusted and (not peer or peer in trusted or "*" in trusted):
        return request.access_route[-1] if request.access_route else peer
    return peer


def key(purpose: str, kind: str, value: str) -> str:
    """Return the stored key of a counter."""
    return sha256(f"{purpose}|{kind}|{value}".encode()).hexdigest()
