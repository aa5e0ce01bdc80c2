"""News: what others have done since a reader last read, in numbers and subjects; the sentences are the timeline's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from workspace.db import db
from workspace.history.models import EVENT
from workspace.history.timeline import May, is_open, is_visible, open_kinds

TOLD = tuple(EVENT.c[name] for name in ("seq", "kind", "subject", "actor", "scalars", "digests"))


@dataclass(frozen=True, slots=True)
class News:
    """One event that is new to a reader; `actor` is the pseudonym of who did it."""

    seq: int
    kind: str
    subject: str
    actor: str


# Made once, and of the table: putting them together takes longer than the answers, and somebody waits for those.
BETWEEN = (
    select(*TOLD)
    .where(EVENT.c.workspace_id == bindparam("town"), EVENT.c.seq > bindparam("after"), EVENT.c.seq <= bindparam("seq"))
    .order_by(EVENT.c.seq)
)
NEWER = (
    select(*TOLD)
    .where(
        EVENT.c.workspace_id == bindparam("town"), EVENT.c.seq > bindparam("since"), EVENT.c.actor != bindparam("but")
    )
    .where(EVENT.c.subject.like(bindparam("about")))
    .order_by(EVENT.c.seq.desc())
    .limit(bindparam("most"))
)


def news(workspace_id: int, *, since: int, but: str, may: May, about: str = "", most: int) -> list[News]:
    """Return the newest events after number `since`, those of the actor `but` left out, that a reader may see.

    `about` is how the names of their subjects begin. One query; never more than `most`.
    """
    kinds = open_kinds(may, ())
    query = NEWER if kinds is None else NEWER.where(EVENT.c.kind.in_(kinds))
    said = {"town": workspace_id, "since": since, "but": but, "about": f"{about}%", "most": most}
    return visible(db.session.execute(query, said).all(), may)


def happened(workspace_id: int, after: int, seq: int) -> Sequence[Sequence[Any]]:
    """Return what has happened in a town after an event, up to another: their `TOLD`, for `visible`. One query."""
    return db.session.execute(BETWEEN, {"town": workspace_id, "after": after, "seq": seq}).all()


def visible(events: Iterable[Sequence[Any]], may: May) -> list[News]:
    """Return those of some events (their `TOLD`) that leave a reader something to see, in their order."""
    return [
        News(seq, kind, subject, actor)
        for seq, kind, subject, actor, scalars, digests in events
        if leaves_something(kind, scalars, digests, may)
    ]


def leaves_something(kind: str, scalars: Iterable[str], digests: Iterable[str], may: May) -> bool:
    """Say whether anything is left of an event for a reader, as the timeline has it."""
    noun, columns = kind.partition(".")[0], (*scalars, *digests)
    return is_open(noun, may, ()) and (not columns or any(is_visible(noun, column, may) for column in columns))
