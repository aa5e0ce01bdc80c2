"""Costs by budget year and indicators: small tables, read as people type."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from flask.testing import FlaskClient

from tests.actions.sheets import EMPTY, HTMX, SHEET, cost, save
from tests.world import World
from workspace.actions.words import Funding

As = Callable[[Any], FlaskClient]


def test_costs_are_kept_exactly_and_shown_with_a_sum(world: World, as_: As) -> None:
    rows = {**cost(0, "2027", "", "18.250,50"), **cost(1, "2026", "12.500,00", "4000"), **cost(2, "2028")}
    answer = save(world, as_(world.anna), "costs", **rows)

    assert world.action("M-003").costs == [
        {"year": 2026, "once": "12500", "running": "4000"},
        {"year": 2027, "once": "0", "running": "18250.5"},
    ]
    for amount in ("12.500 €", "18.250,50 €", "22.250,50 €"):
        assert amount in answer.text.replace("\xa0", " ")


def test_money_staff_and_funding(world: World, as_: As) -> None:
    told = {"budget_line": "50.315.01", "staff": "0,5", "funding": "applied", "funder": "Land"}
    answer = save(world, as_(world.anna), "costs", **told, funding_ends_on="31.12.2027")

    action = world.action("M-003")
    assert (action.staff, action.funding, action.funding_ends_on) == (
        Decimal("0.5"),
        Funding.APPLIED,
        date(2027, 12, 31),
    )
    assert "0,5 Vollzeitäquivalente" in answer.text
    assert "beantragt" in answer.text


def test_the_form_has_a_row_for_every_year_of_the_plan(world: World, as_: As) -> None:
    save(world, as_(world.anna), "costs", **cost(0, "2033", "1"))
    form = as_(world.anna).get(f"{SHEET}/groups/costs", headers=HTMX).text

    years = [2026, 2027, 2028, 2029, 2030, 2033]
    assert all(f'name="costs-{row}-year" type="text" value="{year}"' in form for row, year in enumerate(years))


def test_another_year_is_a_button_that_saves_nothing_and_loses_nothing(world: World, as_: As) -> None:
    answer = save(world, as_(world.anna), "costs", **cost(0, "2030", "12,5o"), more="Jahr hinzufügen")

    assert answer.status_code == 200
    assert 'value="12,5o"' in answer.text
    assert 'name="costs-1-year" type="text" value="2031"' in answer.text
    assert world.action("M-003").costs == []


UNREADABLE: list[tuple[dict[str, str], str]] = [
    (cost(0, "2026", "zwölf"), "zum Beispiel 12.500,00"),
    (cost(0, "2026", "-5"), "zum Beispiel 12.500,00"),
    (cost(0, "2026", "9" * 40), "zum Beispiel 12.500,00"),
    (cost(0, "", "5"), "auch das Haushaltsjahr"),
    (cost(0, "1999", "5"), "zwischen 2000 und 2100"),
    (cost(0, "bald", "5"), "zwischen 2000 und 2100"),
    ({**cost(0, "2026", "5"), **cost(1, "2026", "6")}, "nur einmal"),
    ({"staff": "viel"}, "Vollzeitäquivalente"),
    ({"staff": "1000"}, "Vollzeitäquivalente"),
    ({"funding": "maybe"}, "error"),
    ({"costs-0-year": "2026"}, "unvollständig"),
    ({"costs-0-secret": "1"}, "unvollständig"),
    (cost(99, "2026", "5"), "verändert"),
    *[({name: "2026"}, "error") for name in ("costs-²-year", f"costs-{'9' * 400}-year", "costs--1-year", "costs-")],
]


def test_what_cannot_be_read_gets_a_message_and_changes_nothing(world: World, as_: As) -> None:
    for rows, message in UNREADABLE:
        answer = save(world, as_(world.anna), "costs", **rows)

        assert answer.status_code == 422
        assert message in answer.text
    assert world.action("M-003").costs == []


def test_more_years_than_anybody_plans_are_refused(world: World, as_: As) -> None:
    rows: dict[str, str] = {}
    for row in range(40):
        rows |= cost(row, str(2020 + row), "1")

    assert save(world, as_(world.anna), "costs", **rows).status_code == 422
    assert world.action("M-003").costs == []


def test_indicators_are_kept_by_name(world: World, as_: As) -> None:
    told = {"indicators-0-name": "Einsätze", "indicators-0-target": "400", "indicators-2-name": "Sprachen"}
    answer = save(world, as_(world.anna), "indicators", **told)

    assert world.action("M-003").indicators == [{"name": "Einsätze", "target": "400"}, {"name": "Sprachen"}]
    assert "400" in answer.text
    assert "indicators" in world.latest().digests  # free text: erasable


def test_a_number_without_a_name_is_asked_about(world: World, as_: As) -> None:
    answer = save(world, as_(world.anna), "indicators", **{"indicators-1-target": "400"})

    assert answer.status_code == 422
    assert "was gemessen wird" in answer.text
    assert 'value="400"' in answer.text


def test_a_fourth_indicator_is_refused(world: World, as_: As) -> None:
    fourth = {f"indicators-3-{part}": "x" for part in ("name", "unit", "start", "target", "current")}

    assert save(world, as_(world.anna), "indicators", **fourth).status_code == 422
    assert EMPTY["indicators"].keys().isdisjoint(fourth)


def test_a_table_two_people_changed_is_never_put_together_by_halves(world: World, as_: As) -> None:
    anna, eda = as_(world.anna), as_(world.eda)
    first = {"indicators-0-name": "Einsätze", "indicators-0-current": "3", "indicators-1-name": "Sprachen"}
    save(world, anna, "indicators", **first)
    drawn = world.action("M-003").group_version("indicators")
    save(world, eda, "indicators", **{**first, "indicators-0-name": "Einsätze: alle."})
    answer = save(world, anna, "indicators", version=drawn, **{**first, "indicators-0-current": "7"})

    assert answer.status_code == 409
    sides = [
        re.sub("</?(ins|del)>", "", said) for said in re.findall('<p class="diff">(.*?)</p>', answer.text, re.DOTALL)
    ]
    assert sides[0].startswith("Indikator: Einsätze, Jetzt: 3\n")  # in the form's order, however it is kept
    assert "<ins>Indikator" not in answer.text
    assert [one["name"] for one in world.action("M-003").indicators] == ["Einsätze: alle.", "Sprachen"]
    assert anna.get(SHEET).status_code == anna.get(f"{SHEET}/groups/indicators").status_code == 200
    assert save(world, anna, "indicators", version=drawn, **first).status_code == 200  # only theirs moved
    assert [one["name"] for one in world.action("M-003").indicators] == ["Einsätze: alle.", "Sprachen"]
