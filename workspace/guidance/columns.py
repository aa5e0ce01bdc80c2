"""Columns that hold ids of the toolbox. What has a successor reads as its successor; what is stored stays."""

from typing import Any

from sqlalchemy import JSON, Dialect, String, TypeDecorator
from sqlalchemy.types import TypeEngine

from workspace.guidance.library import original


class GuidanceId(TypeDecorator[str]):
    """One id."""

    impl = String(60)
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect | None) -> str | None:
        """Read it as it is called now."""
        return original().current(value) if value else value


class GuidanceIds(TypeDecorator[list[str]]):
    """Several ids, each once."""

    impl = JSON
    cache_ok = True

    def process_result_value(self, value: list[str] | None, dialect: Dialect | None) -> list[str] | None:
        """Read them as they are called now."""
        return [*dict.fromkeys(map(original().current, value))] if value else value


def as_read(kind: TypeEngine[Any], value: Any) -> Any:
    """Return a stored value as a column of this type reads it."""
    return kind.process_result_value(value, None) if isinstance(kind, GuidanceId | GuidanceIds) else value
