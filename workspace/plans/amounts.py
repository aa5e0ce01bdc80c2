"""Amounts as people type them: 12.500,00, 12500, 12 500 €, 0,5. Pure: text in, an exact number out."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

DECORATION = re.compile(r"\s|€|eur(?:o)?$|,[-–—]+$", re.IGNORECASE)
GERMAN = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d{1,2})?", re.ASCII)
ENGLISH = re.compile(r"(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.\d{1,2})?", re.ASCII)


class NoAmount(ValueError):
    """The text can't be read as an amount."""


def parse(text: str) -> Decimal:
    """Read an amount with up to two decimals, grouped the German or the English way. Raises NoAmount.

    A point before three digits groups (12.500 is twelve and a half thousand); before one or two it divides (12.50).
    """
    bare = DECORATION.sub("", text.strip())
    if GERMAN.fullmatch(bare):
        return Decimal(bare.replace(".", "").replace(",", "."))
    if ENGLISH.fullmatch(bare):
        return Decimal(bare.replace(",", ""))
    raise NoAmount(text)


def total(costs: Iterable[Mapping[str, Any]], part: str) -> Decimal:
    """Return the sum of one part (`once` or `running`) over all budget years."""
    return sum((Decimal(year.get(part) or 0) for year in costs), Decimal(0))
