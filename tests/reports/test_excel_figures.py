"""Figures on the situation in the Excel file: a sheet of their own, real numbers, and nothing in it can run."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from tests.plans.situations import PAGE, figure, save
from tests.reports.test_excel import CORPUS, FILE, everything, rows
from tests.world import World

As = Callable[[Any], FlaskClient]
pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)  # what a file holds hangs on no database


def sheets(answer: Any) -> dict[str, Any]:
    return {sheet.title: sheet for sheet in load_workbook(BytesIO(answer.data)).worksheets}


def test_figures_have_a_sheet_behind_the_actions(world: World, as_: As) -> None:
    save(as_(world.anna), **figure(0), **figure(1, "Zuzüge", "1.250", "", "2024", "Einwohnermeldeamt"))
    save(as_(world.anna), address=f"{PAGE}/governance", **figure(0, "Saldo", "-3", "Personen", "2024", "Amt"))
    found = sheets(as_(world.bea).get(FILE))

    assert list(found) == ["Maßnahmen", "Im Einzelnen", "Ausgangslage", "Bewusst nicht aufgenommen"]
    heading = ("Handlungsfeld", "Was", "Wert", "Einheit", "Jahr", "Quelle")
    told = [tuple(line.values()) for line in rows(found["Ausgangslage"])]
    assert tuple(rows(found["Ausgangslage"])[0]) == heading
    assert told == [
        ("Politische Gestaltung", "Saldo", -3, "Personen", 2024, "Amt"),
        ("Bildung", "Kinder mit Sprachförderung", 34.5, "%", 2025, "Schulamt"),
        ("Bildung", "Zuzüge", 1250, None, 2024, "Einwohnermeldeamt"),
    ]
    assert found["Ausgangslage"]["C2"].number_format == "General"  # neither euros nor a percentage of 1
    assert found["Ausgangslage"].freeze_panes == "A2"


def test_without_figures_there_is_no_sheet(world: World, as_: As) -> None:
    save(as_(world.anna), text="Nur ein Satz.")

    assert list(sheets(as_(world.anna).get(FILE))) == ["Maßnahmen", "Im Einzelnen", "Bewusst nicht aufgenommen"]


def test_no_cell_becomes_a_formula(world: World, as_: As) -> None:
    dangerous = [text for text in CORPUS if "\x00" not in text and text.strip()]
    for field, start in zip(("governance", "employment", "education"), range(0, 15, 5), strict=True):
        typed = dangerous[start : start + 5]
        told = {name: text for row, text in enumerate(typed) for name, text in attack(row, text).items()}
        assert save(as_(world.anna), address=f"{PAGE}/{field}", **told).status_code == 303

    answer = as_(world.anna).get(FILE)
    for cell in (cell for line in sheets(answer)["Ausgangslage"].iter_rows() for cell in line):
        if isinstance(cell.value, str):
            assert cell.data_type == "s"
            assert not cell.value.lstrip().startswith(("=", "+", "-", "@", "＝", "＋"))
    assert "<f>" not in everything(answer)


def attack(row: int, text: str) -> dict[str, str]:
    return figure(row, what=text, source=text, unit=text[:40], value="1")


def test_another_towns_figures_are_not_in_it(world: World, as_: As) -> None:
    save(as_(world.olaf), address="/w/nachbarstadt/plans/1/situation/education", **figure(0, what="Geheim"))
    save(as_(world.anna), **figure(0))

    assert "Geheim" not in everything(as_(world.anna).get(FILE))
