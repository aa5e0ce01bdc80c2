"""Event: what happened, written once. Its texts stand beside it, so that a lawful erasure can reach them."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import JSON, ForeignKey, Index, Text, UniqueConstraint, bindparam, insert, update
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.orm.attributes import set_committed_value

from workspace.db import Model, db, now
from workspace.history import hashing
from workspace.history.kinds import KINDS

Change = tuple[Any, Any]


class Head(Model):
    """Where a workspace's history stands: its newest number and hash. Moves only with a new event, under the lock."""

    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(default=0)
    hash: Mapped[str] = mapped_column(Text, default=hashing.GENESIS)


class Event(Model):
    """One fact about a workspace. Never changes (triggers see to that); `seq` has no gaps within a workspace."""

    __table_args__ = (
        UniqueConstraint("workspace_id", "seq"),
        Index("ix_event_workspace_subject", "workspace_id", "subject", "seq"),
        Index("ix_event_workspace_batch", "workspace_id", "batch"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int]  # no foreign keys to what it tells of: facts outlive their subjects
    seq: Mapped[int]
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)  # "action-M-017"
    version: Mapped[int]
    actor: Mapped[str] = mapped_column(Text)  # a pseudonym, resolved through members
    batch: Mapped[str | None] = mapped_column(Text)
    scalars: Mapped[dict[str, list[Any]]] = mapped_column(JSON)  # {"status": ["under_way", "done"]}
    digests: Mapped[dict[str, str]] = mapped_column(JSON)  # {"title": digest of its EventText}
    hash: Mapped[str] = mapped_column(Text)
    texts: Mapped[list["EventText"]] = relationship(lazy="raise", order_by="EventText.id")

    def content(self) -> dict[str, Any]:
        """Return what of this event its hash covers."""
        return hashing.content(
            workspace_id=self.workspace_id,
            seq=self.seq,
            at=self.at,
            kind=self.kind,
            subject=self.subject,
            version=self.version,
            actor=self.actor,
            batch=self.batch,
            scalars=self.scalars,
            digests=self.digests,
        )


@dataclass(frozen=True, slots=True)
class Written:
    """An event that has just been written: what whoever caused it goes on with. To read it, ask for its Event."""

    seq: int
    version: int
    at: datetime


class EventText(Model):
    """A free text before and after an event. Only `flask erase` may empty it; the event's hash stays valid."""

    __table_args__ = (Index("ix_event_text_workspace_event", "workspace_id", "event_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int]
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    field: Mapped[str] = mapped_column(Text)
    old: Mapped[str | None] = mapped_column(Text)
    new: Mapped[str | None] = mapped_column(Text)
    salt: Mapped[str | None] = mapped_column(Text)


class Removal(Model):
    """The record that a whole workspace was removed: the one deletion of history there is. It stays for ever."""

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(unique=True)
    slug: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(Text)


def record(
    workspace_id: int,
    kind: str,
    *,
    subject: str,
    version: int,
    actor: str,
    scalars: Mapping[str, Change] | None = None,
    texts: Mapping[str, tuple[str | None, str | None]] | None = None,
    batch: str | None = None,
) -> Written:
    """Write one event in the caller's transaction and move the head. The caller holds the workspace's lock.

    `scalars` and `texts` map a column's name to (before, after). Raises KeyError for a kind `kinds.py` doesn't name.
    """
    KINDS[kind]
    head, said = db.session.get_one(Head, workspace_id), texts or {}
    lines: list[dict[str, Any]] = [
        {"field": field, "old": old, "new": new, "salt": salt()} for field, (old, new) in said.items()
    ]
    told: dict[str, Any] = {
        "workspace_id": workspace_id,
        "seq": head.seq + 1,
        "at": now(),
        "kind": kind,
        "subject": subject,
        "version": version,
        "actor": actor,
        "batch": batch,
        "scalars": {field: list(change) for field, change in (scalars or {}).items()},
        "digests": {line["field"]: hashing.digest(line["salt"], line["old"], line["new"]) for line in lines},
    }
    told["hash"] = hashing.chain(current_app.config["HISTORY_KEY"], head.hash, hashing.content(**told))
    return write(told, lines, head)


def write(told: dict[str, Any], lines: Sequence[dict[str, Any]], head: Head) -> Written:
    """Write an event with its texts past the session, which would take longer over it than over all else."""
    town, connection = told["workspace_id"], db.session.connection()
    id_: int = connection.execute(TELL, told).inserted_primary_key[0]  # type: ignore[index]
    if lines:
        connection.execute(SAY, [{**line, "workspace_id": town, "event_id": id_} for line in lines])
    connection.execute(MOVE, {"town": town, "newest": told["seq"], "chained": told["hash"]})
    set_committed_value(head, "seq", told["seq"])
    set_committed_value(head, "hash", told["hash"])
    return Written(told["seq"], told["version"], told["at"])


def salt() -> str:
    """Return what makes the digest of one text like no other's."""
    return secrets.token_hex(16)


EVENT, TEXT, HEAD = (Model.metadata.tables[name] for name in ("event", "event_text", "head"))
TELL, SAY = insert(EVENT), insert(TEXT)
MOVE = update(HEAD).where(HEAD.c.workspace_id == bindparam("town"))
MOVE = MOVE.values(seq=bindparam("newest"), hash=bindparam("chained"))
