"""The past: what a thing was at an earlier version, as its events tell."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workspace.db import db
from workspace.editing.merge import UNKNOWN
from workspace.history.models import Event


def values_at(workspace_id: int, subject: str, version: int) -> dict[str, Any]:
    """Return every column a thing's events tell of, as it stood at a version and as the history writes it: two queries.

    A column no event has told of by then isn't among them: it was empty. A text that was erased is UNKNOWN.
    """
    query = select(Event).where(Event.workspace_id == workspace_id, Event.subject == subject, Event.version <= version)
    values: dict[str, Any] = {}
    for event in db.session.scalars(query.order_by(Event.seq).options(selectinload(Event.texts))):
        values |= {name: new for name, (_old, new) in event.scalars.items()}
        values |= {text.field: UNKNOWN if text.salt is None else text.new for text in event.texts}
    return values
