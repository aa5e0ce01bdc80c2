"""First screen, share links and the council's page, as eyes, keyboards, phones and printers meet them."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.desk.test_first_screen import fill
from tests.world import World

pytestmark = pytest.mark.browser
Visits = Callable[..., Visit]
SHARES = "/w/musterstadt/shares"


def share(visit: Visits, town: World) -> str:
    """Create a link as the coordination does, by keyboard, and return its path."""
    window = visit(town.anna)
    page = window.go(SHARES)
    page.focus("[name=label]")
    page.keyboard.type("Ratssitzung im Dezember")
    page.keyboard.press("Enter")
    page.wait_for_selector(".share-link")
    assert window.violations() == []
    return re.sub(r"^http://[^/]+", "", page.input_value(".share-link input"))


def check(window: Visit) -> None:
    """Look at the page as it stands: wide and narrow, light and dark."""
    for scheme in ("light", "dark"):
        window.page.emulate_media(color_scheme=scheme)
        for width in (1280, 320):
            window.page.set_viewport_size({"width": width, "height": 800})
            assert window.overflow() <= 0, (window.page.url, width)
            assert window.violations() == [], (window.page.url, width, scheme)


def test_the_council_reads_along_on_any_screen(visit: Visits, town: World) -> None:
    fill(town)
    path = share(visit, town)
    council = visit(None)
    page = council.go(path)

    expect(page.locator("h1")).to_have_text("Integrationskonzept")
    assert path not in page.url
    assert page.evaluate("document.cookie") == ""  # no script can read the key
    check(council)
    page.click(".share-contents a >> nth=0")
    expect(page.locator("#field-governance")).to_be_in_viewport()


def test_the_councils_page_needs_no_script_and_prints(visit: Visits, town: World) -> None:
    council = visit(None, java_script_enabled=False)
    page = council.go(share(visit, town))

    page.emulate_media(media="print")
    expect(page.locator(".share-stand")).to_contain_text("Stand:")
    expect(page.locator(".site-foot")).to_be_hidden()
    assert b"/MediaBox [0 0 841" in page.pdf(prefer_css_page_size=True)  # A4 across


def test_a_closed_link_opens_nothing_in_a_window_that_was_open(visit: Visits, town: World) -> None:
    council = visit(None)
    page = council.go(share(visit, town))
    expect(page.locator("h1")).to_have_text("Integrationskonzept")

    keeper = visit(town.anna)
    shares = keeper.go(SHARES)
    shares.click("details.confirm summary")
    shares.click("details.confirm button")
    expect(shares.locator(".alert")).to_contain_text("geschlossen")
    check(keeper)
    page.reload()
    expect(page.locator("h1")).to_have_text("Dieser Link öffnet hier nichts")
    check(council)


def test_the_address_is_copied_by_one_click(visit: Visits, town: World) -> None:
    share(visit, town)
    window = visit(town.anna, permissions=["clipboard-read", "clipboard-write"])
    page = window.go(SHARES)

    page.click("[data-copy]")
    page.wait_for_function("async () => (await navigator.clipboard.readText()).includes('/s/')")


@pytest.mark.parametrize("who", ["anna", "ben", "bea", "rosa"])
def test_the_first_screen_of_each_role(visit: Visits, town: World, who: str) -> None:
    fill(town)
    window = visit(getattr(town, who))
    window.go("/w/musterstadt/")

    check(window)


def test_a_number_leads_to_its_rows(visit: Visits, town: World) -> None:
    fill(town)
    page = visit(town.anna).go("/w/musterstadt/")

    card = page.locator(".desk-card", has_text="ohne Federführung")
    count = int(card.locator("strong").inner_text())
    card.click()
    expect(page.locator(".action-row")).to_have_count(count)
