"""Verifying a town's history: the chain, its numbers, its texts, its end, and the triggers that guard it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from workspace.db import db
from workspace.history import hashing, triggers
from workspace.history.erasing import ERASURE
from workspace.history.models import Event, EventText, Head


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that can't have come about by itself. `where` names the event or row, `what` says it in a sentence."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Point:
    """A place in a town's history: an event's number and hash, as a report prints them."""

    seq: int
    hash: str


def verify(workspace_id: int, key: str, printed: Point | None = None) -> Iterator[Finding]:
    """Yield everything wrong with a town's history; `printed` is an end it once had, from an earlier report."""
    seq, previous = 0, hashing.GENESIS
    emptied: set[str] = set()
    for event in events(workspace_id):
        where = f"event {event.seq} ({event.kind} {event.subject})"
        if event.seq != seq + 1:
            yield Finding(where, f"{event.seq - seq - 1} event(s) before it are missing: the last one was {seq}.")
        if event.hash != hashing.chain(key, previous, event.content()):
            yield Finding(where, "its hash doesn’t fit its content and the event before it.")
        if printed and printed.seq == event.seq and printed.hash != event.hash:
            yield Finding(where, "it isn’t the event that was printed earlier.")
        for what in wrong_texts(event):
            yield Finding(where, what)
        emptied |= {f"{event.seq}.{text.field}" for text in event.texts if text.salt is None}
        emptied -= set(event.scalars["texts"][1]) if event.kind == ERASURE else set()
        seq, previous = event.seq, event.hash
    for place in sorted(emptied):
        yield Finding(f"event {place}", "its text was emptied, but no erasure tells of it.")
    yield from wrong_end(workspace_id, Point(seq, previous), printed)


def events(workspace_id: int) -> Iterator[Event]:
    """Yield a town's events with their texts, oldest first, a few hundred at a time."""
    query = select(Event).where(Event.workspace_id == workspace_id).order_by(Event.seq)
    query = query.options(selectinload(Event.texts)).execution_options(yield_per=500)
    yield from db.session.scalars(query)


def wrong_texts(event: Event) -> Iterator[str]:
    """Yield what is wrong with an event's texts. An erased one says nothing; it has to be there all the same."""
    texts = {text.field: text for text in event.texts}
    for field in event.digests.keys() | texts.keys():
        text = texts.get(field)
        if text is None:
            yield f"its text “{field}” is missing (erasing leaves an empty one)."
        elif field not in event.digests or len(texts) != len(event.texts):
            yield f"a text “{field}” was added to it later."
        elif text.workspace_id != event.workspace_id:
            yield f"its text “{field}” was moved to another town."
        elif is_changed(text, event.digests[field]):
            yield f"its text “{field}” was changed."


def is_changed(text: EventText, digest: str) -> bool:
    """Say whether a text isn't the one the event was written with; an emptied one is erased, not changed."""
    if text.salt is None:
        return text.old is not None or text.new is not None
    return hashing.digest(text.salt, text.old, text.new) != digest


def wrong_end(workspace_id: int, end: Point, printed: Point | None) -> Iterator[Finding]:
    """Yield what is wrong with where the history ends."""
    head = db.session.get(Head, workspace_id)
    if head is None or (head.seq, head.hash) != (end.seq, end.hash):
        stands = f"event {head.seq}" if head else "nothing"
        yield Finding("end", f"the history ends at event {end.seq}, but its head remembers {stands}.")
    if printed and printed.seq > end.seq:
        yield Finding("end", f"event {printed.seq} was printed earlier; the history now ends at {end.seq}.")
    stray = select(func.count()).where(
        EventText.workspace_id == workspace_id,
        ~select(Event.id).where(Event.id == EventText.event_id, Event.workspace_id == workspace_id).exists(),
    )
    if count := db.session.scalar(stray):
        yield Finding("texts", f"{count} text(s) belong to no event of this town.")


def fallen_triggers() -> list[Finding]:
    """Return a finding for each trigger that doesn't stand."""
    names = triggers.missing(db.session.connection())
    return [Finding(f"trigger {name}", "it doesn’t stand: the history could be changed unseen.") for name in names]
