"""Cells: the one way anything typed gets into a spreadsheet. Whatever it holds, no cell becomes a formula.

Lesson of CVE-2026-42267 (Kimai): a value joined from harmless-looking parts began with "=" and ran.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, cast

from openpyxl.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

STARTS_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")
UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # no XML can hold them
LONGEST: Final = 32_000  # a cell holds 32,767 characters
TOP, WRAPPED = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
DAY, MOMENT, MONEY = "dd.mm.yyyy", "dd.mm.yyyy hh:mm", '#,##0.00\\ "€"'


def harmless(text: str) -> str:
    """Return a text that no spreadsheet program takes for a formula, also when it is saved as CSV and read again."""
    text = UNWRITABLE.sub("", text)
    return f"'{text}" if text.startswith(STARTS_FORMULA) or text.lstrip().startswith(STARTS_FORMULA) else text


def joined(parts: Iterable[str | None], by: str = "; ") -> str:
    """Join texts to one, each made harmless by itself."""
    return by.join(harmless(part) for part in parts if part)


def fill(sheet: Worksheet, row: int, column: int, value: Any) -> Cell:
    """Put a value into a cell and return it: dates and numbers as such, everything else as text."""
    cell = cast("Cell", sheet.cell(row, column))
    match value:
        case None | "":
            return cell
        case datetime():
            cell.value, cell.number_format = value.replace(tzinfo=None), MOMENT
        case date():
            cell.value, cell.number_format = value, DAY
        case Decimal():
            cell.value, cell.number_format = value, MONEY
        case int() | float():
            cell.value = value
        case _:
            fill_text(cell, str(value))
    cell.alignment = WRAPPED if cell.data_type == "s" else TOP
    return cell


def fill_text(cell: Cell, text: str) -> None:
    """Put a text into a cell as text: the type is said, never guessed."""
    if written := harmless(text)[:LONGEST]:
        cell.value, cell.data_type, cell.number_format = written, "s", "@"
