"""The toolbox in a real browser: found by searching, read by keyboard, on a phone, in the dark, without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.world import World

pytestmark = pytest.mark.browser
HOME = "/w/musterstadt/guidance/"
PAGES = [
    "",
    "governance",
    "governance/strategy",
    "examples",
    "examples/poli",
    "about",
    "search?q=schule",
    "search?q=landlords",
    "search?q=wohnung+xyz",
    "search?q=xyz",
    "search",
]


@pytest.mark.parametrize("scheme, width", [("light", 1280), ("dark", 320)])
def test_pages_are_accessible_and_fit(visit: Callable[..., Visit], town: World, scheme: str, width: int) -> None:
    window = visit(town.rosa, color_scheme=scheme, viewport={"width": width, "height": 800})
    for page in PAGES:
        window.go(HOME + page).evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true })")
        assert window.violations() == [], page
        assert window.overflow() <= 0, page


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "without scripts"])
def test_a_search_leads_to_the_principle(visit: Callable[..., Visit], town: World, scripts: bool) -> None:
    page = visit(town.rosa, java_script_enabled=scripts).go(HOME)
    page.fill("#q", "umsetzung prüft")
    page.press("#q", "Enter")
    page.get_by_role("link", name="Eine Person benennen, die die Umsetzung prüft").click()

    expect(page.locator("#principle-gov-reviewer")).to_be_in_viewport()


def test_plain_language_opens_by_keyboard(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.rosa).go(f"{HOME}governance/strategy")
    plain = page.locator("#principle-gov-reviewer details.plain")
    expect(plain.locator(".prose")).to_be_hidden()
    plain.locator("summary").focus()
    page.keyboard.press("Enter")

    expect(plain.locator(".prose")).to_be_visible()


def test_what_was_searched_stays_in_the_field(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.rosa).go(f"{HOME}search?q=%22%3E%3Cb%3Ewohnung")

    expect(page.locator("#q")).to_have_value('"><b>wohnung')
    expect(page.locator("main b")).to_have_count(0)
