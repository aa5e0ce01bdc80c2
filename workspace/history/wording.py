"""Stored values as a reader reads them: days, words, names; nothing of the database shows through."""

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from flask_babel import gettext as _

from workspace import i18n
from workspace.db import Model
from workspace.guidance import UnknownGuidance, toolbox
from workspace.history.fields import FIELDS, Kind
from workspace.history.names import Names, Wanted

Writer = Callable[[Any, Names], str]


def write(noun: str, column: str, value: Any, names: Names) -> str:
    """Write a stored value in the reader's language; nothing is an empty string, nonsense is shown as it is."""
    if value in (None, "", []):
        return ""
    kind = FIELDS[noun][column].kind if column in FIELDS.get(noun, {}) else Kind.LINE
    try:
        if kind in (Kind.WORD, Kind.WORDS):
            return joined(word(noun, column, item) for item in (value if kind is Kind.WORDS else [value]))
        return WRITERS[kind](value, names)
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, UnknownGuidance):
        return str(value)


def collect(noun: str, column: str, value: Any, wanted: Wanted) -> None:
    """Note down what has to be named before the value can be written."""
    kind = FIELDS[noun][column].kind if column in FIELDS.get(noun, {}) else Kind.LINE
    if kind is Kind.MEMBER and isinstance(value, int):
        wanted.member_ids.add(value)
    elif kind in (Kind.UNIT, Kind.UNITS):
        listed = value if isinstance(value, list) else [value]
        wanted.keys["unit"].update(str(item) for item in listed if isinstance(item, int))


def joined(parts: Any) -> str:
    """Join the parts of a list."""
    return ", ".join(str(part) for part in parts)


def word(noun: str, column: str, value: str) -> Any:
    """Return the label of a closed word."""
    words = words_of(noun, column)
    return getattr(words(value), "label", value) if words else value


@cache
def words_of(noun: str, column: str) -> type[Enum] | None:
    """Return the closed words of a column: those of its type, or for a list those its column names (`info`)."""
    held = Model.metadata.tables["declined" if noun == "principle" else noun].c[column]
    return held.info.get("words") or getattr(held.type, "enum_class", None)


def costs(years: list[dict[str, Any]], _names: Names) -> str:
    """Write what each budget year costs."""
    return "\n".join(
        _("%(year)s: %(once)s € once, %(running)s € running", year=line["year"], once=euros(line.get("once")),
          running=euros(line.get("running")))
        for line in years
    )  # fmt: skip


def euros(amount: Any) -> str:
    """Write an amount of money without its sign."""
    return i18n.number(Decimal(amount or 0))


def indicators(text: str, _names: Names) -> str:
    """Write indicators, kept by the history as JSON, one to a line."""
    lines = []
    for one in json.loads(text):
        values = [one.get(part) for part in ("start", "target", "current")]
        named = zip((_("start"), _("target"), _("current")), values, strict=True)
        unit = f" {one['unit']}" if one.get("unit") else ""
        told = ", ".join(f"{label} {value}{unit}" for label, value in named if value not in (None, ""))
        lines.append(f"{one['name']}: {told}" if told else str(one["name"]))
    return "\n".join(lines)


def figures(text: str, _names: Names) -> str:
    """Write figures on the situation, kept by the history as JSON, one to a line."""
    return "\n".join(
        _("%(what)s: %(value)s (%(year)s, %(source)s)", what=one["what"], year=one["year"], source=one["source"],
          value=i18n.measured(one["value"], one["unit"]))
        for one in json.loads(text)
    )  # fmt: skip


WRITERS: dict[Kind, Writer] = {
    Kind.LINE: lambda value, _names: str(value),
    Kind.DAY: lambda value, _names: i18n.day(date.fromisoformat(value)),
    Kind.MOMENT: lambda value, _names: i18n.moment(datetime.fromisoformat(value)),
    Kind.NUMBER: lambda value, _names: i18n.number(Decimal(str(value))),
    Kind.FLAG: lambda value, _names: _("yes") if value else _("no"),
    Kind.UNIT: lambda value, names: names.unit(value),
    Kind.UNITS: lambda value, names: joined(names.unit(item) for item in value),
    Kind.MEMBER: lambda value, names: names.person(value),
    Kind.FIELD: lambda value, _names: toolbox().field(value).title,
    Kind.THEME: lambda value, _names: toolbox().theme(value).title,
    Kind.THEMES: lambda value, names: joined(names.guidance(item) for item in value),
    Kind.PRINCIPLES: lambda value, names: joined(names.guidance(item) for item in value),
    Kind.COSTS: costs,
    Kind.INDICATORS: indicators,
    Kind.FIGURES: figures,
}
