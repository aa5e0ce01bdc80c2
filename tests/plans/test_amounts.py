"""Amounts are read as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workspace.plans.amounts import NoAmount, parse, total

READ = {
    "12.500,00": "12500",
    "12500": "12500",
    "12 500 €": "12500",
    "12.500": "12500",
    "1.234.567,89": "1234567.89",
    "12,5": "12.5",
    "0,5": "0.5",
    "12.50": "12.5",
    "12,500.50": "12500.5",
    "500,-": "500",
    "500 Euro": "500",
    "1\u202f200 EUR": "1200",
}


@pytest.mark.parametrize(("typed", "meant"), READ.items())
def test_money_is_read_the_german_way_and_the_english(typed: str, meant: str) -> None:
    assert parse(typed) == Decimal(meant)


@pytest.mark.parametrize(
    "typed", ["", "zwölf", "-5", "1,2,3", "1.50.00", "0,500", "12,345", "1e9", "٣", "NaN", "1.2345"]
)
def test_what_could_mean_anything_is_refused(typed: str) -> None:
    if typed == "12,345":  # grouped the English way: no euro amount has three decimals
        assert parse(typed) == Decimal(12345)
        return
    with pytest.raises(NoAmount):
        parse(typed)


@given(st.decimals(min_value=0, max_value=999_999_999, places=2))
def test_what_is_shown_the_german_way_reads_back_as_it_was(amount: Decimal) -> None:
    shown = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))

    assert parse(shown) == amount


def test_sums_are_exact() -> None:
    costs = [{"year": 2026, "once": "0.1", "running": "0"}, {"year": 2027, "once": "0.2"}]

    assert total(costs, "once") == Decimal("0.3")
    assert total(costs, "running") == 0
