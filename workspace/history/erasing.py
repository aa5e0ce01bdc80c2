"""Erasing texts from the history where the law asks for it. The events stay, and their hashes stay valid."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import or_, select

from workspace.db import db
from workspace.history.models import Event, EventText, record
from workspace.history.names import SYSTEM

ERASURE = "history.texts_erased"


@dataclass(frozen=True, slots=True)
class Hit:
    """A text of an event that can be erased. `stands`: it is what its thing says today; change it there first."""

    text: EventText
    event: Event
    stands: bool

    @property
    def where(self) -> str:
        """Name the place without repeating the text."""
        return f"{self.event.seq}.{self.text.field}"


def find(workspace_id: int, *, containing: str | None = None, subject: str | None = None) -> list[Hit]:
    """Return a town's texts that contain some words, and belong to a subject or what is below it; both are optional."""
    query = select(EventText, Event).join(Event, Event.id == EventText.event_id).order_by(Event.seq)
    query = query.where(Event.workspace_id == workspace_id, EventText.salt.is_not(None))
    if subject:
        query = query.where(or_(Event.subject == subject, Event.subject.startswith(f"{subject}-", autoescape=True)))
    rows = [(text, event) for text, event in db.session.execute(query)]
    newest = {(event.subject, text.field): text for text, event in rows}
    return [
        Hit(text, event, stands=newest[event.subject, text.field] is text and holds(text.new, containing))
        for text, event in rows
        if holds(text.old, containing) or holds(text.new, containing)
    ]


def holds(text: str | None, words: str | None) -> bool:
    """Say whether a text contains some words, whatever their case; no words are in every text."""
    return text is not None and (words or "").casefold() in text.casefold()


def erase(workspace_id: int, hits: Collection[Hit]) -> None:
    """Empty the texts, for good, and tell the history which. The caller holds the workspace's lock and commits."""
    for hit in hits:
        hit.text.old = hit.text.new = hit.text.salt = None
    if hits:
        db.session.flush()
        places = [hit.where for hit in hits]
        record(workspace_id, ERASURE, subject="history", version=0, actor=SYSTEM, scalars={"texts": (None, places)})
