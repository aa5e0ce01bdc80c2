"""Meanwhile: who saved while one was typing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from workspace.db import db
from workspace.history.models import Event
from workspace.history.names import Wanted, find

RECENT = 20  # events to look through for the one that touched these columns


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """Who it was, and when; `own`: the very person who reads it, in another window."""

    who: str
    at: datetime
    own: bool


def meanwhile(workspace_id: int, subject: str, columns: Collection[str], *, reader: str) -> Meanwhile | None:
    """Return who last changed one of the columns of a thing, as a member reads it; `reader` is their pseudonym."""
    query = select(Event).where(Event.workspace_id == workspace_id, Event.subject == subject)
    for event in db.session.scalars(query.order_by(Event.seq.desc()).limit(RECENT)):
        if {*event.scalars, *event.digests} & set(columns):
            names = find(workspace_id, Wanted(pseudonyms={event.actor}))
            return Meanwhile(names.actor(event.actor), event.at, event.actor == reader)
    return None
