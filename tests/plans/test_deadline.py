"""Deadlines as people type them."""

from calendar import monthrange
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workspace.plans.deadline import Deadline, NoDeadline, parse

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
YEARS = st.integers(2000, 2100)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("31.12.2027", date(2027, 12, 31), date(2027, 12, 31)),
        ("31.12.27", date(2027, 12, 31), date(2027, 12, 31)),
        ("1.3.2027", date(2027, 3, 1), date(2027, 3, 1)),
        ("1. März 2027", date(2027, 3, 1), date(2027, 3, 1)),
        ("2027-12-31", date(2027, 12, 31), date(2027, 12, 31)),
        ("IV. Quartal 2027", date(2027, 10, 1), date(2027, 12, 31)),
        ("4. Quartal 2027", date(2027, 10, 1), date(2027, 12, 31)),
        ("iv quartal 27", date(2027, 10, 1), date(2027, 12, 31)),
        ("Q2 2027", date(2027, 4, 1), date(2027, 6, 30)),
        ("Q2/2027", date(2027, 4, 1), date(2027, 6, 30)),
        ("2. Halbjahr 2027", date(2027, 7, 1), date(2027, 12, 31)),
        ("I. Halbjahr 2027", date(2027, 1, 1), date(2027, 6, 30)),
        ("H1 2027", date(2027, 1, 1), date(2027, 6, 30)),
        ("Dezember 2027", date(2027, 12, 1), date(2027, 12, 31)),
        ("Feb. 2028", date(2028, 2, 1), date(2028, 2, 29)),
        ("12/2027", date(2027, 12, 1), date(2027, 12, 31)),
        ("2027", date(2027, 1, 1), date(2027, 12, 31)),
        ("Ende 2027", date(2027, 1, 1), date(2027, 12, 31)),
        ("Jahresende 2027", date(2027, 1, 1), date(2027, 12, 31)),
        ("Anfang 2027", date(2027, 1, 1), date(2027, 3, 31)),
        ("Mitte 2027", date(2027, 4, 1), date(2027, 6, 30)),
        ("mid-2027", date(2027, 4, 1), date(2027, 6, 30)),
        ("Anfang März 2027", date(2027, 3, 1), date(2027, 3, 10)),
        ("Mitte Mai 27", date(2027, 5, 11), date(2027, 5, 20)),
        ("Ende März 2027", date(2027, 3, 21), date(2027, 3, 31)),
        ("Ende Feb. 2028", date(2028, 2, 21), date(2028, 2, 29)),
        ("End of March 2027", date(2027, 3, 21), date(2027, 3, 31)),
        ("28. Februar 2027", date(2027, 2, 28), date(2027, 2, 28)),
        ("30.6.27", date(2027, 6, 30), date(2027, 6, 30)),
    ],
)
def test_what_people_type_is_understood(typed: str, first: date, last: date) -> None:
    assert parse(typed) == Deadline(typed, first, last)


NONSENSE = ["", "bald", "31.02.2027", "32.12.2027", "5. Quartal 2027", "3. Halbjahr 2027", "Foo 2027", "13/2027"]
NONSENSE += ["Mitte", "Mitte Foo 2027", "Ende 27", "Anfang März", "Ende 31.12.2027"]


@pytest.mark.parametrize("typed", NONSENSE)
def test_nonsense_is_refused(typed: str) -> None:
    with pytest.raises(NoDeadline) as wrong:
        parse(typed)
    assert not wrong.value.out_of_range


@pytest.mark.parametrize("typed", ["31.12.1999", "2101", "IV. Quartal 1910", "1.1.2999"])
def test_years_outside_2000_to_2100_are_told_apart(typed: str) -> None:
    with pytest.raises(NoDeadline) as wrong:
        parse(typed)
    assert wrong.value.out_of_range


@given(DAYS)
def test_every_day_is_read_back(day: date) -> None:
    assert parse(f"{day:%d.%m.%Y}").last == parse(day.isoformat()).first == day


@given(YEARS, st.integers(1, 4))
def test_a_quarter_ends_with_its_month(year: int, quarter: int) -> None:
    found = parse(f"{quarter}. Quartal {year}")

    assert found.first == date(year, 3 * quarter - 2, 1)
    assert found.last == date(year, 3 * quarter, monthrange(year, 3 * quarter)[1])


@given(YEARS, st.sampled_from(["Januar", "Februar", "März", "April", "Mai", "Juni", "Dezember"]))
def test_beginning_middle_and_end_of_a_month_are_the_month(year: int, month: str) -> None:
    whole, *thirds = (parse(f"{part}{month} {year}") for part in ("", "Anfang ", "Mitte ", "Ende "))

    assert (thirds[0].first, thirds[-1].last) == (whole.first, whole.last)
    assert [(after.first - before.last).days for before, after in pairwise(thirds)] == [1, 1]


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = parse(text)
    except NoDeadline:
        return
    assert date(2000, 1, 1) <= found.first <= found.last <= date(2100, 12, 31)
