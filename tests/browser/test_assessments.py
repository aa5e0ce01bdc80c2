"""A workshop table with one tablet: its link, answers saved as they are tapped, and the result on the wall."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.browser.conftest import Visit
from tests.browser.test_council import Visits, check
from tests.world import World
from workspace.assessments.models import Assessment, AssessmentGroup
from workspace.assessments.ratings import Rating
from workspace.assessments.words import Level
from workspace.db import commit, db

pytestmark = pytest.mark.browser

HOME = "/w/musterstadt/assessments"


def test_a_group_answers_by_its_link_and_the_town_sees_the_result(visit: Visits, town: World) -> None:
    window = visit(town.anna)
    page = window.go(f"{HOME}/new")
    page.fill("#title", "Wo stehen wir?")
    page.check("#field-governance")
    window.submit("main form button[type=submit]")
    for name in ("Verwaltung", "Vereine"):
        page.fill("#name", name)
        window.submit("form[action$='/groups'] button")
    check(window)
    links = [
        re.sub(r"^http://[^/]+", "", box.input_value()) for box in page.locator(".share-link input[readonly]").all()
    ]

    for link, level in zip(links, ("3", "1"), strict=True):
        answer(visit(None, viewport={"width": 390, "height": 844}), link, level)

    page.reload()
    expect(page.locator("#assessment_group-1")).to_contain_text("2 von 6")
    page.get_by_text("Selbsteinschätzung abschließen").click()
    window.submit(page.get_by_role("button", name="Abschließen und Ergebnis zeigen"))
    expect(page.locator("[aria-labelledby=disagreements]")).to_contain_text("2 Stufen auseinander")
    check(window)


def answer(table: Visit, link: str, level: str) -> None:
    """Answer on two themes at a workshop table, and find it all there again."""
    sheet = table.go(link)
    assert link not in sheet.url
    sheet.locator(f"#strategy-{level}").focus()
    sheet.keyboard.press("Space")
    expect(sheet.locator("#state-strategy.saved")).to_contain_text("gespeichert")
    expect(sheet.locator("#rate-progress")).to_contain_text("1 von 6")
    sheet.check("#cooperation-not_ours")
    sheet.fill("#whose-cooperation", "Landkreis")
    sheet.keyboard.press("Tab")
    expect(sheet.locator("#rate-progress")).to_contain_text("2 von 6")
    check(table)
    sheet.reload()
    expect(sheet.locator("#whose-cooperation")).to_have_value("Landkreis")


def test_a_sheet_works_without_javascript(visit: Visits, town: World) -> None:
    window = visit(town.anna)
    page = window.go(f"{HOME}/new")
    page.fill("#title", "Wo stehen wir?")
    window.submit("main form button[type=submit]")
    page.fill("#name", "Vereine")
    window.submit("form[action$='/groups'] button")
    link = re.sub(r"^http://[^/]+", "", page.input_value(".share-link input[readonly]"))
    table = visit(None, java_script_enabled=False)

    sheet = table.go(link)
    sheet.check("#strategy-2")
    sheet.click("#item-strategy noscript button, #item-strategy > button")

    expect(sheet.locator("#state-strategy.saved")).to_contain_text("gespeichert")
    expect(sheet.locator("#strategy-2")).to_be_checked()


@pytest.fixture
def round_(town: World) -> str:
    """Open an assessment with a group; return the path of its link."""
    with town.app.app_context():
        anna = town.member(town.anna)
        group = AssessmentGroup.invite(Assessment.begin(by=anna, title="Wo stehen wir?"), by=anna, name="Vereine")
        commit()
        return f"/e/{group.token()}"


def test_one_key_answers(visit: Visits, town: World, round_: str) -> None:
    sheet = visit(None).go(round_)
    sheet.focus("#strategy-0")
    sheet.keyboard.press("3")
    expect(sheet.locator("#state-strategy.saved")).to_contain_text("gespeichert")
    expect(sheet.locator("#strategy-3")).to_be_focused()
    sheet.keyboard.press("n")
    expect(sheet.locator("#strategy-not_ours")).to_be_checked()
    sheet.focus("#whose-strategy")
    sheet.keyboard.type("Amt 3 n")
    expect(sheet.locator("#whose-strategy")).to_have_value("Amt 3 n")
    with sheet.expect_response("**/answers"):
        sheet.keyboard.press("Tab")
    expect(sheet.locator("#rate-progress")).to_contain_text("1 von 30")
    sheet.reload()
    expect(sheet.locator("#whose-strategy")).to_have_value("Amt 3 n")


def test_an_answer_given_without_a_network_is_sent_when_it_is_back(visit: Visits, town: World, round_: str) -> None:
    window = visit(None, viewport={"width": 390, "height": 844})
    sheet = window.go(round_)
    sheet.context.set_offline(True)
    sheet.locator("#strategy-2").check()
    expect(sheet.locator("#state-strategy")).to_contain_text("Nicht gespeichert")
    expect(sheet.locator("#strategy-2")).to_be_checked()
    sheet.context.set_offline(False)
    expect(sheet.locator("#rate-progress")).to_contain_text("1 von 30")
    expect(sheet.locator("#state-strategy")).to_have_class("saved")
    window.wrong.clear()  # the browser itself reports the request that failed


def test_two_tablets_of_one_group(visit: Visits, town: World, round_: str) -> None:
    one, other = visit(None), visit(None)
    mine, theirs = one.go(round_), other.go(round_)
    theirs.locator("#strategy-1").check()
    expect(theirs.locator("#state-strategy.saved")).to_contain_text("gespeichert")

    mine.locator("#strategy-4").check()
    expect(mine.locator("#state-strategy")).to_contain_text("erste Schritte")
    assert one.violations() == []
    mine.get_by_role("button", name="Meine speichern").click()
    expect(mine.locator("#state-strategy.saved")).to_contain_text("gespeichert")
    theirs.reload()
    expect(theirs.locator("#strategy-4")).to_be_checked()


@pytest.fixture
def closed(town: World, round_: str) -> str:
    """Let two more groups answer and disagree, then close; return the result's path."""
    with town.app.app_context():
        anna = town.member(town.anna)
        assessment = db.session.scalars(select(Assessment)).one()
        for name, level in (("Verwaltung", "3"), ("Schulen", "1")):
            group = AssessmentGroup.invite(assessment, by=anna, name=name)
            Rating.give(group, "parents", level=Level(level), weight=3, evidence="So ist es.")
            Rating.give(group, "health-access", level=Level.NOT_OURS, whose="Landkreis")
        assessment.close(by=anna)
        commit()
    return f"{HOME}/1"


def test_from_the_gaps_to_the_plan(visit: Visits, town: World, closed: str) -> None:
    window = visit(town.anna)
    page = window.go(closed)
    check(window)
    window.submit(page.get_by_role("link", name="In den Plan übernehmen"))
    check(window)
    page.check("#whole-parents")
    page.check("#bundle-parents")
    window.submit(page.get_by_role("button", name="In den Plan übernehmen"))
    expect(page.locator(".messages")).to_contain_text("1 Maßnahme angelegt")
    window.submit(page.get_by_role("link", name="Trotzdem hinwirken bei: Landkreis"))
    expect(page.get_by_label("Wer ist zuständig?")).to_have_value("Landkreis")


def test_the_arrow_keys_turn_the_pages_of_the_screen(visit: Visits, town: World, closed: str) -> None:
    window = visit(town.anna)
    page = window.go(f"{closed}/screen")
    check(window)
    for at in (2, 3):
        page.keyboard.press("ArrowRight")
        page.wait_for_url(f"**at={at}")
    page.click("details summary")
    page.fill("textarea", "Die Schulen laden in fünf Sprachen ein.")
    check(window)
    window.submit(".agreement button")
    expect(page.locator(".agreement")).to_contain_text("in fünf Sprachen")
