"""Columns that hold ids of the toolbox. What has a successor reads as its successor; what is stored stays.

The toolbox is looked up once per process, as it is read (SQLAlchemy keeps what reads a column): a list has hundreds of
ids, and somebody waits for it.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import JSON, Dialect, String, TypeDecorator
from sqlalchemy.types import TypeEngine

from workspace.guidance.library import original


class GuidanceId(TypeDecorator[str]):
    """One id."""

    impl = String(60)
    cache_ok = True

    def result_processor(self, dialect: Dialect | None, coltype: object) -> Callable[[Any], Any]:
        """Read it as it is called now."""
        current = original().current
        return lambda value: current(value) if value else value


class GuidanceIds(TypeDecorator[list[str]]):
    """Several ids, each once."""

    impl = JSON
    cache_ok = True

    def result_processor(self, dialect: Dialect | None, coltype: object) -> Callable[[Any], Any]:
        """Read them as they are called now."""
        current, loads = original().current, self.impl_instance.result_processor(dialect, coltype) if dialect else None

        def read(value: Any) -> list[str] | None:
            ids = loads(value) if loads else value
            return [*dict.fromkeys(map(current, ids))] if ids else ids

        return read


def as_read(kind: TypeEngine[Any], value: Any) -> Any:
    """Return a stored value as a column of this type reads it."""
    return kind.result_processor(None, None)(value) if isinstance(kind, GuidanceId | GuidanceIds) else value
