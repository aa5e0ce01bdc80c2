"""The one cell writer: no text is ever a formula, dates and numbers are what they are."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell

from tests.reports.test_excel import CORPUS
from workspace.reports.cells import LONGEST, fill, harmless, joined


def written(value: Any) -> Cell:
    """Write a value, save the file, and read it as Excel would."""
    book, file = Workbook(), BytesIO()
    fill(book.active, 1, 1, value)
    book.save(file)
    return load_workbook(file).active["A1"]


@pytest.mark.parametrize("text", CORPUS)
def test_what_could_run_is_text(text: str) -> None:
    cell = written(text)

    assert cell.data_type == "s"
    assert not cell.value.lstrip().startswith(("=", "+", "-", "@", "＝", "＋"))


@settings(deadline=None, max_examples=60)  # each writes and reads a file
@given(st.text(max_size=50))
def test_no_text_at_all_runs_or_breaks_the_file(text: str) -> None:
    assert written(text).data_type in {"s", "n"}  # n: nothing was left to write


@given(st.lists(st.text(max_size=10), max_size=4))
def test_joined_texts_are_harmless_each_by_itself(parts: list[str]) -> None:
    assert not any(part.lstrip().startswith(("=", "+", "-", "@")) for part in joined(parts, by="\x1f").split("\x1f"))


@pytest.mark.parametrize("text", ["Sprachcafé", "M-001", "3 = drei", "a+b", "e-mail", "10 % mehr", "„Wir“ – alle"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text
    assert written(text).value == text


def test_dates_and_numbers_are_what_they_are() -> None:
    day, moment, money = (
        written(date(2027, 12, 31)),
        written(datetime(2027, 1, 2, 3, 4, tzinfo=UTC)),
        written(Decimal("1.5")),
    )

    assert (day.is_date, day.value.date(), day.number_format) == (True, date(2027, 12, 31), "dd.mm.yyyy")
    assert (moment.is_date, moment.value.hour, moment.number_format) == (True, 3, "dd.mm.yyyy hh:mm")
    assert (money.data_type, money.value, money.number_format) == ("n", 1.5, '#,##0.00\\ "€"')


def test_nothing_stays_empty_and_too_much_is_cut() -> None:
    assert written(None).value is None
    assert written("").value is None
    assert len(written("x" * 40_000).value) == LONGEST
