"""The plan as an Excel file: what is filtered is what is in it, and nothing in it can run."""

import re
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import select

from tests.counting import count_queries
from tests.world import World
from workspace.actions.declined import Declined
from workspace.actions.models import Action
from workspace.actions.words import Funding, Part, WhyNot
from workspace.db import clock, commit, db
from workspace.members.models import Member
from workspace.plans.models import Plan

As = Callable[[Any], FlaskClient]
FILE = "/w/musterstadt/plans/1/export.xlsx"
CORPUS = (
    "=1+1",
    "+49 555",
    "-2+3",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "\t=1",
    "\r=1",
    "\x00=1",
    " =1",
    "＝1＋1",
    '=HYPERLINK("http://boese.example";"Klick")',
    "{=1+1}",
    "\n=1",
    "1<f>1+1",
    "'=1",
)


def read(answer: Any) -> tuple[Worksheet, Worksheet]:
    actions, _details, declined = load_workbook(BytesIO(answer.data)).worksheets
    return actions, declined


def rows(sheet: Worksheet) -> list[dict[str, Any]]:
    heading, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(heading, line, strict=True)) for line in lines]


def change(world: World, code: str, **values: Any) -> None:
    """Set what only the action's own page can set."""
    by = world.member(world.anna)
    with world.app.app_context():
        action = db.session.scalars(select(Action).filter_by(code=code, workspace_id=by.workspace_id)).one()
        action.record("edited", by=db.session.get_one(Member, by.id), **values)
        commit()


def decline(world: World, **reason: Any) -> None:
    by = world.member(world.anna)
    with world.app.app_context():
        plan = db.session.scalars(select(Plan).filter_by(workspace_id=by.workspace_id)).one()
        Declined.decide(plan, "hou-rent-monitoring", by=db.session.get_one(Member, by.id), **reason)
        commit()


def test_it_is_a_file_named_after_town_and_day(as_: As, world: World) -> None:
    with clock(datetime.fromisoformat("2026-11-12T23:30+00:00")):
        answer = as_(world.anna).get(FILE)

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == "attachment; filename=musterstadt-massnahmenplan-1-2026-11-13.xlsx"
    assert answer.mimetype == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_every_action_has_a_row_with_real_dates_and_numbers(world: World, as_: As) -> None:
    ben = world.member(world.ben)
    costs = [{"year": 2027, "once": "500", "running": "12.50"}, {"year": 2032, "once": "1", "running": "0"}]
    change(
        world, "M-001", responsible_id=ben.id, costs=costs, funding=Funding.APPLIED, funder="Land", start_text="2026"
    )
    change(world, "M-001", part=Part.ADVOCACY, part_towards="Landkreis")

    actions, _declined = read(as_(world.anna).get(FILE))
    assert actions.title == "Maßnahmen"
    row = rows(actions)[0]
    changed = row.pop("Letzte Änderung")
    assert isinstance(changed, datetime)
    assert row == {
        "Nr.": "M-001",
        "Handlungsfeld": row["Handlungsfeld"],
        "Thema": row["Thema"],
        "Maßnahme": "Integrationskonzept beschließen",
        "Priorität": None,
        "Federführung": "Fachbereich Soziales",
        "Zuständige Person": "Ben",
        "Rolle der Kommune": "Hinwirken bei anderen: Landkreis",
        "Beginn": "2026",
        "Frist": "31.12.2099",
        "Frist (Datum)": datetime(2099, 12, 31),  # noqa: DTZ001 (a day in a cell)
        "Umsetzungsstand": "in Umsetzung",
        "Begründung": None,
        "überfällig": None,
        "Kosten 2026": None,
        "Kosten 2027": 512.5,
        "Kosten 2028": None,
        "Kosten 2029": None,
        "Kosten 2030": None,
        "Kosten 2032": 1,
        "Finanzierung": "beantragt; Land",
    }
    assert [line["überfällig"] for line in rows(actions)] == [None, "ja", None, None, None, None]
    assert actions["L2"].value is None or actions["K2"].number_format == "dd.mm.yyyy"


def test_it_can_be_filtered_and_its_heading_stays(world: World, as_: As) -> None:
    actions, declined = read(as_(world.anna).get(FILE))

    assert actions.auto_filter.ref == actions.dimensions == "A1:U7"
    assert actions.freeze_panes == "E2"
    assert declined.freeze_panes == "A2"
    assert actions.print_title_rows == "$1:$1"
    assert actions.page_setup.orientation == "landscape"
    assert actions.column_dimensions["D"].width == 52


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["M-001", "M-002", "M-004", "M-006", "M-003", "M-005"]),
        ("field=governance", ["M-001", "M-002"]),
        ("overdue=1", ["M-002"]),
        ("status=proposed", ["M-004"]),
        ("q=nichts+davon", []),
        ("status=nonsense&unit=%00", ["M-001", "M-002", "M-004", "M-006", "M-003", "M-005"]),
    ],
)
def test_what_is_filtered_is_what_is_in_it(world: World, as_: As, query: str, found: list[str]) -> None:
    actions, _declined = read(as_(world.anna).get(f"{FILE}?{query}"))

    assert [line["Nr."] for line in rows(actions)] == found


def test_the_reasoned_noes_have_a_sheet(world: World, as_: As) -> None:
    decline(world, why=WhyNot.REJECTED, who="Rat", decided_on=date(2026, 6, 18), note="Zu teuer.")

    _actions, declined = read(as_(world.anna).get(FILE))
    assert declined.title == "Bewusst nicht aufgenommen"
    (no,) = rows(declined)
    assert (no["Warum"], no["Begründung"]) == ("abgelehnt", "Zu teuer.")
    assert "Rat" in no.values()
    assert datetime(2026, 6, 18) in no.values()  # noqa: DTZ001


def test_persons_are_named_only_to_those_who_may_read_what_is_internal(world: World, as_: As) -> None:
    change(world, "M-001", responsible_id=world.member(world.ben).id)

    for person, named in ((world.anna, True), (world.eda, True), (world.ben, True), (world.bea, False)):
        answer = as_(person).get(FILE)
        assert ("Zuständige Person" in rows(read(answer)[0])[0]) is named
        assert (">Ben<" in everything(answer)) is named


def test_no_cell_becomes_a_formula(world: World, as_: As) -> None:
    for code, *typed in zip(
        ("M-001", "M-002", "M-003", "M-005", "M-006"), CORPUS[::3], CORPUS[1::3], CORPUS[2::3], strict=False
    ):
        title, towards, funder = (text.replace("\x00", "") for text in typed)  # no form and no database lets NUL in
        change(world, code, title=title, part=Part.ADVOCACY, part_towards=towards, funder=funder, start_text=title)
    decline(world, why=WhyNot.NOT_OURS, who=CORPUS[0], note=CORPUS[4])

    answer = as_(world.anna).get(FILE)
    for sheet in read(answer):
        for cell in (cell for line in sheet.iter_rows() for cell in line if isinstance(cell.value, str)):
            assert cell.data_type == "s"
            for part in cell.value.replace(": ", "; ").split("; "):
                assert not part.lstrip().startswith(("=", "+", "-", "@", "＝", "＋"))
    assert "<f>" not in everything(answer)  # what was typed stands there as &lt;f&gt;


def everything(answer: Any) -> str:
    """Return every part of the file as text."""
    package = ZipFile(BytesIO(answer.data))
    return "\n".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))


def test_who_may_export_and_who_finds_nothing(world: World, as_: As) -> None:
    assert as_(world.rosa).get(FILE).status_code == 403
    assert as_(world.olaf).get(FILE).status_code == 404
    assert as_(None).get(FILE).status_code == 303
    assert as_(world.anna).get("/w/musterstadt/plans/2/export.xlsx").status_code == 404
    assert as_(world.anna).get("/w/nachbarstadt/plans/1/export.xlsx").status_code == 404


@pytest.mark.parametrize("sort", ["field", "code", "deadline", "unit", "status"])
def test_it_is_in_the_order_of_the_page(world: World, as_: As, sort: str) -> None:
    anna = as_(world.anna)
    page = anna.get(f"/w/musterstadt/plans/1/?sort={sort}").text
    actions, *_more = load_workbook(BytesIO(anna.get(f"{FILE}?sort={sort}").data)).worksheets

    assert [row["Nr."] for row in rows(actions)] == re.findall(r"<tr [^>]*id=\"action-(M-\d+)\"", page)


def test_texts_steps_and_indicators_have_a_sheet(world: World, as_: As) -> None:
    anna = as_(world.anna)
    bildung, jobcenter = (world.unit(name).id for name in ("Fachbereich Bildung", "Jobcenter"))
    reached = [{"name": "Einsätze", "unit": "im Jahr", "start": "0", "target": "200", "current": ""}]
    texts = {"purpose": "- **Alle** verstehen\n- und werden verstanden", "outcome": "Ein Pool"}
    change(world, "M-003", **texts, partner_ids=[bildung, jobcenter], target_groups=["women"], other_groups="Eltern")
    change(world, "M-003", indicators=reached)
    for step in ({"title": "Leute suchen", "deadline_text": "IV. Quartal 2027"}, {"title": "Schulen"}):
        assert anna.post("/w/musterstadt/actions/M-003/steps", data=step).status_code == 303
    _actions, details, _declined = load_workbook(BytesIO(anna.get(FILE).data)).worksheets
    row = next(row for row in rows(details) if row["Nr."] == "M-003")

    assert row["Maßnahme"] == "Dolmetschpool aufbauen"
    assert row["Ziel"] == "• Alle verstehen\n• und werden verstanden"
    assert row["Ergebnis"] == "Ein Pool"
    assert row["Arbeitsschritte"] == "☐ Leute suchen (IV. Quartal 2027)\n☐ Schulen"
    assert row["Indikatoren"] == "Einsätze (im Jahr): Ausgangswert 0, Zielwert 200"
    assert row["Zielgruppen"] == "Frauen; Eltern"
    assert row["Partner"] == "Fachbereich Bildung; Jobcenter"


def test_seven_queries_whatever_the_size(world: World, as_: As) -> None:
    anna = as_(world.anna)
    with count_queries(world.app) as sent:
        anna.get(FILE)

    assert len(sent) <= 7, "\n".join(sent)
