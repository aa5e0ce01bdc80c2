"""Counting the statements a request sends to the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import event

from workspace.db import db


def reading(sent: list[str]) -> list[str]:
    """Leave out what a page notes once after it was drawn, in its own transaction: that somebody has looked at it."""
    return [one for one in sent if not one.startswith(("UPDATE member SET looked", "SELECT member.id"))]


@contextmanager
def count_queries(app: Flask) -> Iterator[list[str]]:
    """Collect every statement sent inside the block; what begins a transaction isn't a query."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("SET TRANSACTION"):
            sent.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)
