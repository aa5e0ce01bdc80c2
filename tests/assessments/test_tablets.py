"""Two tablets of one group: nobody's answer is overwritten unseen, and a sheet may always correct itself."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.assessments.conftest import HTMX, Round
from workspace.assessments.ratings import Rating
from workspace.assessments.words import Level


def drawn(browser: FlaskClient, sheet: str, item: str = "strategy") -> dict[str, str]:
    """Return what an item's form carries as the sheet shows it now."""
    form = browser.get(sheet).text.split(f'id="item-{item}"')[1].split("</form>")[0]
    return {name: re.findall(rf'name="{name}" value="([^"]*)"', form)[0] for name in ("item", "version", "sheet")}


def two(opened: Round) -> tuple[FlaskClient, str, dict[str, str], dict[str, str]]:
    """Return a browser at the table's sheet, and that sheet as two tablets have drawn it."""
    browser, sheet = opened.visitor()
    return browser, sheet, drawn(browser, sheet), drawn(browser, sheet)


def test_the_second_tablet_is_told_and_decides(opened: Round) -> None:
    browser, sheet, mine, theirs = two(opened)
    browser.post(sheet, data={**theirs, "level": "1"}, headers=HTMX)

    refused = browser.post(sheet, data={**mine, "level": "4"}, headers=HTMX)

    assert refused.status_code == 409
    assert "inzwischen geantwortet" in refused.text
    assert "erste Schritte" in refused.text
    assert opened.world.one(select(Rating)).level is Level.FIRST_STEPS
    over = re.findall(r'name="over" value="(\d+)"', refused.text)[0]
    assert browser.post(sheet, data={**mine, "level": "4", "over": over}, headers=HTMX).status_code == 200
    assert opened.world.one(select(Rating)).level is Level.FULLY


def test_without_javascript_both_stand_on_the_page(opened: Round) -> None:
    browser, sheet, mine, theirs = two(opened)
    browser.post(sheet, data={**theirs, "level": "1"})

    refused = browser.post(sheet, data={**mine, "level": "4", "evidence": "Das Leitbild hängt im Foyer."})

    assert refused.status_code == 409
    assert 'id="strategy-4" name="level" value="4" checked' in refused.text
    assert "Das Leitbild hängt im Foyer." in refused.text
    assert refused.text.count("inzwischen geantwortet") == 1


def test_one_tablet_corrects_itself_and_the_same_answer_is_no_conflict(opened: Round) -> None:
    browser, sheet, mine, theirs = two(opened)

    for level in ("1", "2", "3"):
        assert browser.post(sheet, data={**mine, "level": level}, headers=HTMX).status_code == 200
    assert browser.post(sheet, data={**theirs, "level": "3"}, headers=HTMX).status_code == 200

    assert opened.world.one(select(Rating)).level is Level.LARGELY


def test_different_themes_never_meet(opened: Round) -> None:
    browser, sheet, _mine, _theirs = two(opened)
    first, second = drawn(browser, sheet), drawn(browser, sheet, "evidence")

    assert browser.post(sheet, data={**first, "level": "1"}, headers=HTMX).status_code == 200
    assert browser.post(sheet, data={**second, "level": "2"}, headers=HTMX).status_code == 200
    assert {rating.item for rating in opened.world.all(select(Rating))} == {"strategy", "evidence"}


def test_what_the_other_wrote_is_shown_before_it_is_answered_over(opened: Round) -> None:
    browser, sheet, mine, theirs = two(opened)
    browser.post(sheet, data={**theirs, "level": "2", "weight": "3", "evidence": "Beleg von nebenan"}, headers=HTMX)

    refused = browser.post(sheet, data={**mine, "level": "2", "evidence": "Mein Beleg"}, headers=HTMX)

    assert refused.status_code == 409
    assert "Beleg von nebenan" in refused.text
    assert "wichtig 3" in refused.text


def test_an_answer_without_a_sheet_overwrites_nothing_unseen(opened: Round) -> None:
    browser, sheet = opened.visitor()
    browser.post(sheet, data={"item": "strategy", "level": "1"})

    assert browser.post(sheet, data={"item": "strategy", "level": "4"}).status_code == 409


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "part"])
def test_what_comes_too_late_is_kept_on_the_page(opened: Round, headers: dict[str, str]) -> None:
    browser, sheet = opened.visitor()
    browser.post(sheet.replace("/answers", "/finished"))

    late = browser.post(sheet, data={"item": "strategy", "level": "4", "evidence": "Zu spät."}, headers=headers)

    assert late.status_code == 409
    assert "Nicht gespeichert" in late.text
    assert headers or "Zu spät." in late.text


def test_a_closed_link_shows_what_was_typed(opened: Round) -> None:
    browser, sheet = opened.visitor()
    opened.as_(opened.world.anna).post(f"{opened.page}/groups/2/revocation")

    answer = browser.post(sheet, data={"item": "strategy", "level": "4", "evidence": "Ein ganzer Satz dazu."})

    assert answer.status_code == 404
    assert "Ein ganzer Satz dazu." in answer.text


def test_finished_said_twice_is_finished(opened: Round) -> None:
    browser, sheet = opened.visitor()
    ends = sheet.replace("/answers", "/finished")
    for _time in range(2):
        browser.post(ends)

    assert "fertig" in opened.as_(opened.world.anna).get(opened.page).text
    browser.post(ends, data={"again": "1"})
    assert browser.post(sheet, data={"item": "strategy", "level": "4"}).status_code == 303
