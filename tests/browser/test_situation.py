"""Where the town starts from, as keyboards, phones and two people at once meet it; and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.test_council import Visits, check
from tests.plans.situations import EDUCATION, PAGE, situation
from tests.world import World

pytestmark = pytest.mark.browser
TYPED = ("Kinder mit einer anderen Familiensprache", "31,5", "%", "2025", "Statistisches Landesamt")


def write(window: Visit) -> None:
    """Write a text and a figure by keyboard alone."""
    page = window.go(EDUCATION)
    page.focus("#text")
    page.keyboard.type("In den Kitas ist Vielfalt Alltag.")
    for part in TYPED:
        page.keyboard.press("Tab")
        page.keyboard.type(part)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_it_is_written_by_keyboard_and_read_on_any_screen(visit: Visits, town: World) -> None:
    window = visit(town.eda)
    page = window.go("/w/musterstadt/plans/1/")
    window.submit(page.get_by_role("link", name="Ausgangslage", exact=True))
    check(window)
    write(window)

    expect(page.locator("#education td.value")).to_have_text("31,5\xa0%")
    expect(page.locator("#education td.value")).to_have_css("text-align", "end")
    check(window)
    page.set_viewport_size({"width": 1280, "height": 900})
    window.submit("#education header a")
    check(window)


def test_what_is_missing_is_said_beside_it_on_any_screen(visit: Visits, town: World) -> None:
    window = visit(town.anna)
    page = window.go(EDUCATION)
    page.fill("#figures-1-value", "viele")
    page.fill("#figures-4-what", "Eine fünfte Zahl")
    window.submit("main form button[type=submit]")

    page.get_by_role("link", name="Quelle, Zeile 2").click()
    expect(page.locator("#figures-1-source")).to_be_focused()
    expect(page.locator("#figures-1-source-error")).to_be_visible()
    expect(page.locator("#figures-1-value")).to_have_value("viele")
    expect(page.locator("#figures-4-what")).to_have_value("Eine fünfte Zahl")
    check(window)


def test_two_people_at_once_lose_nothing(visit: Visits, town: World) -> None:
    anna, eda = visit(town.anna), visit(town.eda)
    mine = anna.go(EDUCATION)
    write(eda)
    mine.fill("#text", "In den Kitas ist Vielfalt neu.")
    anna.submit("main form button[type=submit]")

    expect(mine.locator(".clash .theirs ins").first).to_have_text("Alltag")
    expect(mine.locator("#text")).to_have_value("In den Kitas ist Vielfalt neu.")
    check(anna)
    expect(mine.locator("#figures-0-source")).to_have_value(TYPED[-1])  # hers, which nobody disputes
    mine.fill("#figures-0-what", "Kinder in Kitas")
    mine.fill("#figures-0-value", "")
    mine.get_by_role("button", name="Bearbeitete Fassung speichern").click()
    expect(mine.locator("#figures-0-value-error")).to_be_visible()  # in its place; nothing is lost here either
    for part, text in zip(("value", "unit", "year", "source"), TYPED[1:], strict=True):
        mine.fill(f"#figures-0-{part}", text)
    anna.submit("main form button[type=submit]")

    expect(mine.locator("#education")).to_contain_text("In den Kitas ist Vielfalt neu.")
    assert situation(town).figures[0]["what"] == "Kinder in Kitas"


def test_all_of_it_works_without_javascript(visit: Visits, town: World) -> None:
    window = visit(town.anna, java_script_enabled=False)
    page = window.go(PAGE)
    page.click("#health a")
    page.fill("#text", "Ein Satz.")
    page.fill("#figures-0-value", "12")
    page.click("main form button[type=submit]")
    expect(page.locator("#figures-0-year-error")).to_be_visible()
    page.fill("#figures-0-value", "")
    page.click("main form button[type=submit]")
    expect(page.locator("#health")).to_contain_text("Ein Satz.")
