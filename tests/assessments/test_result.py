"""What a closed assessment shows, what can be noted beside it, and the files it comes out as."""

import json
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from tests.assessments.conftest import HOME, Round
from tests.counting import count_queries
from workspace.assessments.agreements import Agreement
from workspace.assessments.models import Assessment, AssessmentGroup
from workspace.assessments.ratings import Rating
from workspace.assessments.words import Level
from workspace.db import commit
from workspace.guidance import toolbox


@pytest.fixture
def closed(opened: Round) -> Round:
    """Close the assessment after two groups have disagreed."""
    table, sheet = opened.visitor()
    opened.member().post(opened.own, data={"item": "strategy", "level": "4", "weight": "3", "evidence": "Beschluss"})
    table.post(sheet, data={"item": "strategy", "level": "1", "weight": "2", "evidence": "=HYPERLINK(1)"})
    table.post(sheet, data={"item": "cooperation", "level": "not_ours", "whose": "Landkreis"})
    opened.close()
    return opened


def test_what_was_agreed_on_stands_beside_the_answers(closed: Round) -> None:
    anna, note = closed.as_(closed.world.anna), f"{closed.page}/agreements/strategy"
    anna.post(note, data={"version": "0", "text": "Der Rat bekommt jedes Jahr einen **Bericht**."})

    page = closed.as_(closed.world.rosa).get(closed.page).text

    assert "Der Rat bekommt jedes Jahr einen <strong>Bericht</strong>." in page
    assert "4 vollständig" in page
    told = anna.get("/w/musterstadt/history").text
    assert "Strategischer Plan und Rechenschaftspflicht" in told
    assert "festgehalten, was vereinbart wurde" in told
    assert note not in page
    for person in (closed.world.ben, closed.world.bea, closed.world.rosa):
        assert closed.as_(person).post(note, data={"version": "0", "text": "Nein"}).status_code == 403


def test_two_notes_at_once_lose_nothing(closed: Round) -> None:
    note = f"{closed.page}/agreements/strategy"
    closed.as_(closed.world.anna).post(note, data={"version": "0", "text": "Erste Fassung."})

    answer = closed.as_(closed.world.eda).post(note, data={"version": "0", "text": "Zweite Fassung."})

    assert answer.status_code == 409
    assert "Erste" in answer.text
    assert "Zweite Fassung." in answer.text
    assert closed.world.one(select(Agreement)).text == "Erste Fassung."


@pytest.mark.parametrize(
    "item, text, code", [("parents", "x", 404), ("nichts", "x", 404), ("strategy", "x" * 2001, 422)]
)
def test_a_note_needs_its_theme_and_has_an_end(closed: Round, item: str, text: str, code: int) -> None:
    answer = closed.as_(closed.world.anna).post(f"{closed.page}/agreements/{item}", data={"version": "0", "text": text})

    assert answer.status_code == code
    assert code == 404 or text in answer.text
    assert closed.world.all(select(Agreement)) == []


@pytest.mark.parametrize("path", ["screen", "change", "plan", "export.xlsx", "export.csv", "export.json"])
def test_nothing_of_it_is_to_be_seen_before_the_end(opened: Round, path: str) -> None:
    for person in (opened.world.anna, opened.world.eda):
        assert opened.as_(person).get(f"{opened.page}/{path}").status_code == 404


def test_the_screen_goes_through_it_one_by_one(closed: Round) -> None:
    rosa = closed.as_(closed.world.rosa)

    pages = [rosa.get(f"{closed.page}/screen?at={at}").text for at in (1, 2, 3, 4)]

    assert "1 von 4" in pages[0]
    assert "Die Gruppen liegen 3 Stufen auseinander" in pages[2]
    assert 'rel="next"' not in pages[3]
    for odd in ("0", "-3", "99", "x", ""):
        assert rosa.get(f"{closed.page}/screen?at={odd}").status_code == 200


def test_a_note_made_at_the_screen_comes_back_to_it(closed: Round) -> None:
    answer = closed.as_(closed.world.anna).post(
        f"{closed.page}/agreements/strategy?at=3", data={"version": "0", "text": "So machen wir es."}
    )

    assert answer.headers["Location"] == f"{closed.page}/screen?at=3#agreement-strategy"


def test_excel_has_numbers_and_no_formula(closed: Round) -> None:
    answer = closed.as_(closed.world.bea).get(f"{closed.page}/export.xlsx")

    sheet = load_workbook(BytesIO(answer.data)).active
    assert sheet is not None
    head, first, second = list(sheet.iter_rows(values_only=True))[:3]
    told = dict(zip(head, first, strict=True))
    assert (told["Nr."], told["Verwaltung"], told["Migrantenorganisationen"]) == ("1.1", 4, 1)
    assert (told["im Mittel"], told["Wichtigkeit"], told["beantwortet"]) == (2.5, 2.5, 2)
    assert told["Beleg: Migrantenorganisationen"] == "'=HYPERLINK(1)"
    assert "Landkreis" in str(second)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert "filename=musterstadt-selbsteinschaetzung-1.xlsx" in answer.headers["Content-Disposition"]


def test_csv_opens_in_a_german_excel(closed: Round) -> None:
    text = closed.as_(closed.world.anna).get(f"{closed.page}/export.csv").data.decode("utf-8-sig")

    assert text.splitlines()[0].startswith("Nr.;Thema oder Empfehlung;Verwaltung;Migrantenorganisationen;im Mittel")
    assert ";4;1;2,5;3;2,5;" in text
    assert "'=HYPERLINK(1)" in text


def test_json_has_everything_with_its_ids(closed: Round) -> None:
    told = json.loads(closed.as_(closed.world.anna).get(f"{closed.page}/export.json").data)

    item = next(one for one in told["items"] if one["id"] == "strategy")
    assert (item["mean"], item["spread"]) == (2.5, 3)
    assert [answer["level"] for answer in item["answers"]] == ["4", "1"]
    assert closed.as_(closed.world.rosa).get(f"{closed.page}/export.json").status_code == 403


def test_a_large_result_costs_eight_queries(opened: Round) -> None:
    """Source: the bar of the issue, 80 principles × 6 groups, each with evidence."""
    with opened.world.app.app_context():
        by = opened.world.member(opened.world.anna)
        assessment = Assessment.begin(by=by, title="Alles")
        for place in range(6):
            group = AssessmentGroup.invite(assessment, by=by, name=f"Gruppe {place}")
            for item in (*toolbox().themes, *toolbox().principles):
                Rating.give(group, item.id, level=Level(str(place % 5)), weight=2, evidence="So sehen wir es.")
        assessment.close(by=by)
        commit()
        number = assessment.number
    anna = opened.as_(opened.world.anna)

    for page in ("", "/screen?at=3"):
        with count_queries(opened.world.app) as queries:
            answer = anna.get(f"{HOME}/{number}{page}")
        assert answer.status_code == 200
        assert len(queries) <= 8, page
