"""Values as the history keeps them: plain JSON, one way to write each."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum as Word
from typing import Any

from sqlalchemy import Date, Enum, Numeric
from sqlalchemy.types import TypeDecorator, TypeEngine


def plain(value: Any) -> Any:
    """Return a column's value as JSON: enums by value, dates as ISO days, numbers exactly, empty text as None."""
    match value:
        case Word():
            return value.value
        case datetime():
            return value.astimezone(UTC).isoformat()  # the same moment is always written the same
        case date():
            return value.isoformat()
        case Decimal():
            return format(value.normalize(), "f")
        case str():
            return value or None
        case list() | tuple():
            return [plain(item) for item in value] or None
        case dict():
            return {name: plain(item) for name, item in value.items()} or None
        case _:
            return value


def written(value: Any) -> str | None:
    """Return a free text as the history keeps it; lists of texts (indicators) as one line of JSON."""
    value = plain(value)
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def held(kind: TypeEngine[Any], value: Any) -> Any:
    """Return a value the history keeps as a column of this type holds it: the other way round from `plain`."""
    if isinstance(kind, Enum):
        return kind.enum_class(value) if kind.enum_class else value
    if isinstance(kind, TypeDecorator) and kind.impl_instance.python_type is datetime:
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return Decimal(value) if isinstance(kind, Numeric) else value
