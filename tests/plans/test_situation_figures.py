"""Figures on the situation: numbers as people type them, and a precise word where something is missing."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.plans.situations import EDUCATION, EMPTY, figure, save, situation
from tests.world import World
from workspace.db import now

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)  # nothing here hangs on the kind of database
As = Callable[[Any], FlaskClient]
READ = {
    "12.500": ("12500", "%"),
    "12500": ("12500", "%"),
    "12 500": ("12500", "%"),
    "12,5": ("12.5", "%"),
    "3,4 %": ("3.4", "%"),
    "3,40%": ("3.4", "%"),
    "0": ("0", "%"),
    "-0,0": ("0", "%"),
    "−120": ("-120", "%"),
    "1.234.567,89": ("1234567.89", "%"),
}


@pytest.mark.parametrize(("typed", "kept"), READ.items())
def test_numbers_are_read_as_people_type_them(world: World, as_: As, typed: str, kept: tuple[str, str]) -> None:
    assert save(as_(world.anna), **figure(0, value=typed)).status_code == 303
    assert (situation(world).figures[0]["value"], situation(world).figures[0]["unit"]) == kept


@pytest.mark.parametrize(
    ("typed", "unit"), [("412 Personen", "Personen"), ("8,90 €/m²", "€/m²"), ("12,5%", "%"), ("63", None)]
)
def test_a_unit_behind_the_number_is_as_good_as_one_beside_it(
    world: World, as_: As, typed: str, unit: str | None
) -> None:
    save(as_(world.anna), **figure(0, value=typed, unit=""))

    assert situation(world).figures[0]["unit"] == unit


UNREADABLE = [
    (figure(0, value="ein Drittel"), "figures-0-value", "zum Beispiel 12.500 oder 12,5"),
    (figure(0, value="ca. 300"), "figures-0-value", "zum Beispiel 12.500 oder 12,5"),
    (figure(0, value="3,456"), "figures-0-value", "höchstens zwei Nachkommastellen"),  # or was it thousands?
    (figure(0, value="9" * 13), "figures-0-value", "zum Beispiel 12.500 oder 12,5"),
    (figure(0, value="9" * 400), "figures-0-value", "zum Beispiel 12.500 oder 12,5"),
    (figure(0, value="NaN"), "figures-0-value", "zum Beispiel 12.500 oder 12,5"),
    (figure(0, value="3 Personen"), "figures-0-unit", "andere Einheit"),
    (figure(1, what=""), "figures-1-what", "was die Zahl angibt"),
    (figure(1, value=""), "figures-1-value", "auch die Zahl"),
    (figure(1, year=""), "figures-1-year", "das Jahr"),
    (figure(1, source=""), "figures-1-source", "die Quelle"),
    (figure(1, source=" \t"), "figures-1-source", "die Quelle"),
    (figure(0, year="1989"), "figures-0-year", "von 1990 bis"),
    (figure(0, year="letztes Jahr"), "figures-0-year", "von 1990 bis"),
    (figure(0, year="２0²5"), "figures-0-year", "von 1990 bis"),
    (figure(0, what="x" * 201), "figures-0-what", "Bitte höchstens 200"),
    (figure(0, source="x" * 201), "figures-0-source", "Bitte höchstens 200"),
    (figure(0, unit="x" * 41), "figures-0-unit", "Bitte höchstens 40"),
    ({"text": "x" * 5001}, "text", "Bitte höchstens 5.000 Zeichen; es sind 5.001"),
]


@pytest.mark.parametrize(("typed", "place", "message"), UNREADABLE)
def test_what_is_wrong_is_said_beside_it_and_everything_typed_is_kept(
    world: World, as_: As, typed: dict[str, str], place: str, message: str
) -> None:
    answer = save(as_(world.anna), **{**figure(4, what="Bleibt stehen"), **typed})

    assert answer.status_code == 422
    assert message in answer.text.split(f'id="{place}-error"')[1].split("</p>")[0]
    assert f'aria-describedby="{"text-hint " if place == "text" else ""}{place}-error"' in answer.text
    assert 'value="Bleibt stehen"' in answer.text
    assert situation(world) is None


def test_the_newest_year_is_next_year(world: World, as_: As) -> None:
    this = now().year

    assert save(as_(world.anna), **figure(0, year=str(this + 2))).status_code == 422
    assert save(as_(world.anna), **figure(0, year=str(this + 1))).status_code == 303
    assert save(as_(world.anna), version=1, **figure(0, year="1990")).status_code == 303


def test_a_value_alone_is_asked_about_everywhere_at_once(world: World, as_: As) -> None:
    page = save(as_(world.anna), **{"figures-2-value": "12"}).text

    assert [f'id="figures-2-{part}-error"' in page for part in ("what", "value", "year", "source")] == [
        True,
        False,
        True,
        True,
    ]


def test_an_english_reader_types_the_english_way(world: World, as_: As) -> None:
    anna = as_(world.anna)
    anna.post("/language", data={"language": "en"})
    save(anna, **figure(0, value="12,500.5"))
    assert situation(world).figures[0]["value"] == "12500.5"

    page = save(anna, version=1, **figure(0, value="3.456")).text
    assert "such as 12,500 or 12.5" in page


SHAPES: list[dict[str, Any]] = [
    {**EMPTY, **figure(5)},  # a sixth
    {**EMPTY, "figures-0-secret": "1"},
    {**EMPTY, "workspace_id": "2"},
    {**EMPTY, "text": ["eins", "zwei"]},
    {"text": "ohne die Zeilen"},
    {name: value for name, value in EMPTY.items() if name != "figures-4-source"},
    {**EMPTY, "version": "neu"},
    {**EMPTY, "text": "Auf nichts gebaut.", "version": "7"},
]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_form_of_another_shape_changes_nothing(world: World, as_: As, shape: dict[str, Any]) -> None:
    save(as_(world.anna), text="Steht da.")
    answer = as_(world.anna).post(EDUCATION, data={"version": "1", **shape})

    assert answer.status_code in {409, 422}
    assert situation(world).text == "Steht da."
