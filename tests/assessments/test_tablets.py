"""Two tablets of one group: nobody's answer is overwritten unseen, and a sheet may always correct itself."""

import re

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
