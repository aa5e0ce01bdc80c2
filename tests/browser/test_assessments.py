"""A workshop table with one tablet: its link, answers saved as they are tapped, and the result on the wall."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.test_council import Visits, check
from tests.world import World

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
    page.click("details.confirm summary")
    page.click("details.confirm button")
    expect(page.locator("[aria-labelledby=disagreements]")).to_contain_text("2 Stufen auseinander")
    check(window)


def answer(table: Visit, link: str, level: str) -> None:
    """Answer on two themes at a workshop table, and find it all there again."""
    sheet = table.go(link)
    assert link not in sheet.url
    sheet.locator(f"#strategy-{level}").focus()
    sheet.keyboard.press("Space")
    expect(sheet.locator("#state-strategy")).to_contain_text("gespeichert")
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

    expect(sheet.locator("#state-strategy")).to_contain_text("gespeichert")
    expect(sheet.locator("#strategy-2")).to_be_checked()
