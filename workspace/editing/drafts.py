"""Draft: what somebody has typed and not saved yet, kept as they type. Private to its writer, so it makes no event.

Every open form has a draft of its own, by a key nobody else has: what is typed in one window never goes over what was
typed in another. Each time a form sends what it holds, its `turn` rises; a save names the drafts it stands for as
`key.turn`, and only what isn't newer than that goes with it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, ForeignKey, Select, Text, UniqueConstraint, and_, delete, exists, or_, select
from sqlalchemy.orm import Mapped, defer, mapped_column

from workspace.db import Model, db, now

KEPT = timedelta(days=30)
MOST = 100  # a person's drafts in one town; beyond that, the oldest go
LONGEST = 200_000  # characters of one form's fields and values, written as JSON

Pairs = Sequence[Sequence[str]]


class Draft(Model):
    """One form's fields as they were last typed, under the address the form is saved at."""

    __table_args__ = (UniqueConstraint("workspace_id", "member_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    address: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text, default="")
    turn: Mapped[int] = mapped_column(default=0)
    drawn_from: Mapped[int | None]  # the version of the field group, so that saving merges as if nothing had happened
    fields: Mapped[list[list[str]]] = mapped_column(JSON)  # name and value, in the form's order
    at: Mapped[datetime]

    @classmethod
    def keep(cls, address: str, fields: Pairs, *, by: Any, key: str = "", turn: int = 0) -> "Draft":
        """Keep what a member has typed into a form, in place of what that form kept before; what comes late is nothing.

        A form without a key has one draft for its address.
        """
        draft = cls.called(key or address, by=by)
        if draft is None:
            cls.make_room(by)
            draft = cls(workspace_id=by.workspace_id, member_id=by.id, address=address, key=key or address)
            db.session.add(draft)
        elif turn < draft.turn:
            return draft
        draft.turn = turn
        draft.fields = [[name, value] for name, value in fields if name != "version"]
        draft.drawn_from = version_among(fields)
        draft.at = now()
        return draft

    @classmethod
    def find(cls, address: str, *, by: Any) -> "Draft | None":
        """Return a member's own draft for an address, the newest."""
        newest = cls.of(by).order_by(cls.at.desc(), cls.id.desc()).limit(1)
        return db.session.scalar(newest.where(cls.address == address)) if address.isprintable() else None

    @classmethod
    def called(cls, key: str, *, by: Any) -> "Draft | None":
        """Return a member's own draft of a key."""
        return db.session.scalar(cls.of(by).where(cls.key == key)) if key.isprintable() else None

    @classmethod
    def all_of(cls, by: Any, *, whole: bool = False) -> list["Draft"]:
        """Return a member's own drafts, the newest first; what they say only if the `whole` of them is asked for."""
        newest = cls.of(by).order_by(cls.at.desc(), cls.id.desc())
        return list(db.session.scalars(newest if whole else newest.options(defer(cls.fields))))

    @classmethod
    def of(cls, by: Any) -> Select["Draft"]:
        """Return the query for what is a member's own: nobody ever reads another's."""
        return select(cls).where(cls.workspace_id == by.workspace_id, cls.member_id == by.id)

    @classmethod
    def make_room(cls, by: Any) -> None:
        """Let the oldest go, if there are as many as one person can have."""
        for old in cls.all_of(by)[MOST - 1 :]:
            db.session.delete(old)

    @classmethod
    def forget(cls, by: Any, address: str | None = None) -> None:
        """Delete a member's draft for an address, or all of their drafts."""
        query = delete(cls).where(cls.workspace_id == by.workspace_id, cls.member_id == by.id)
        db.session.execute(query.where(cls.address == address) if address else query)

    @classmethod
    def forget_named(cls, by: Any, names: str) -> None:
        """Delete the drafts a form names (`key.turn key.turn`), but none that has been kept anew since."""
        if meant := [and_(cls.key == key, cls.turn <= turn) for key, turn in named(names)]:
            own = delete(cls).where(cls.workspace_id == by.workspace_id, cls.member_id == by.id)
            db.session.execute(own.where(or_(*meant)))

    @classmethod
    def forget_old(cls) -> None:
        """Delete what nobody has come back to for a month."""
        db.session.execute(delete(cls).where(cls.at < now() - KEPT))

    @classmethod
    def any_of(cls, member: Any) -> Any:
        """Return the question whether a member (as a table) has any: asked with the door's own query, it costs none."""
        return exists().where(cls.workspace_id == member.workspace_id, cls.member_id == member.id)


def named(names: str) -> list[tuple[str, int]]:
    """Return the keys and turns a form names; what isn't one means nothing."""
    parts = [part.rpartition(".") for part in names.split()[:MOST] if part.isprintable()]
    return [(key, int(turn)) for key, _dot, turn in parts if key and is_number(turn)]


def is_number(text: str) -> bool:
    """Say whether a text is a number a column can hold."""
    return text.isdecimal() and len(text) < 10


def version_among(fields: Pairs) -> int | None:
    """Return the version a form carries, if it carries one."""
    version = next((value for name, value in fields if name == "version"), "")
    return int(version) if is_number(version) else None
