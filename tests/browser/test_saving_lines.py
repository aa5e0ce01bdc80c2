"""A dead line, a dead server, an ended session: what it means for the text is said plainly, and mends itself."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete

from tests.browser.conftest import Visit
from tests.browser.test_saving import FIELD, SAVE, SHEET, STATE, TEXT, kept, typing
from tests.browser.test_saving_drafts import drafts
from tests.world import PASSWORD, TOWN, World
from workspace.accounts.models import Session

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 800}}
LOST = "#group-outcome [data-lost]"
OUTCOME = f"{SHEET}/groups/outcome"


def forgive(window: Visit) -> None:
    """What a browser says of a dead line by itself is no fault of ours."""
    window.wrong = [text for text in window.wrong if not re.search("ERR_INTERNET|Failed to fetch|status of 50", text)]


@pytest.mark.parametrize("how", [PHONE, {"color_scheme": "dark"}], ids=["phone", "dark"])
def test_a_draft_that_cannot_be_kept_says_so_plainly_and_is_kept_once_the_line_is_back(
    visit: Callable[..., Visit], town: World, how: dict[str, object]
) -> None:
    window = visit(town.anna, **how)
    page = window.go(SHEET)
    page.click("#edit-outcome")
    page.context.set_offline(True)
    page.fill(FIELD, TEXT)

    expect(page.locator(LOST)).to_contain_text("Es gibt keine Verbindung. Bitte lassen Sie diese Seite offen, bis")
    assert (window.violations(), window.overflow() <= 0) == ([], True)
    page.context.set_offline(False)
    kept(page)
    expect(page.locator(LOST)).to_have_count(0)
    assert drafts(town) == [OUTCOME]
    forgive(window)


def test_a_draft_the_server_cannot_take_is_tried_again_by_itself(visit: Callable[..., Visit], town: World) -> None:
    window = visit(town.anna)
    page = window.go(SHEET)
    page.route("**/drafts", lambda route: route.fulfill(status=503, body="<!doctype html>"), times=2)  # first its list
    typing(page)

    expect(page.locator(LOST)).to_contain_text("Bei uns ist etwas schiefgegangen")
    expect(page.locator("[data-kept]", has_text="Entwurf gesichert")).to_be_visible(timeout=20_000)
    assert drafts(town) == [OUTCOME]
    forgive(window)


def test_what_could_not_be_loaded_says_what_to_do_and_goes_when_the_line_is_back(
    visit: Callable[..., Visit], town: World
) -> None:
    window = visit(town.anna, **PHONE)
    page = window.go(SHEET)
    page.context.set_offline(True)
    page.click("#edit-outcome")
    alert = page.locator("#alert .alert")
    expect(alert).to_contain_text("Gerade gibt es keine Verbindung")
    assert (window.violations(), window.overflow() <= 0) == ([], True)
    alert.get_by_role("button", name="Schließen").click()
    expect(alert).to_have_count(0)
    page.click("#edit-outcome")
    expect(alert).to_be_visible()
    page.context.set_offline(False)

    expect(alert).to_have_count(0)
    forgive(window)


def test_an_ended_session_is_explained_and_leads_back_to_the_page(visit: Callable[..., Visit], town: World) -> None:
    window = visit(town.anna)
    page = window.go(SHEET)
    town.write(delete(Session))
    page.click("#edit-outcome")
    expect(page.locator(".alert")).to_have_text(
        "Sie wurden abgemeldet. Bitte melden Sie sich wieder an, dann geht es hier weiter."
    )
    expect(page.locator("#email")).to_have_value(town.anna.email)
    expect(page.locator("#password")).to_be_focused()
    assert window.violations() == []
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")

    page.wait_for_url(window.address + SHEET)


def test_who_signed_out_is_a_stranger_to_the_page_for_signing_in(visit: Callable[..., Visit], town: World) -> None:
    window = visit(town.anna)
    page = window.go(f"{TOWN}/")
    page.click(".account summary")
    window.submit(page.get_by_role("button", name="Abmelden"))
    window.go(SHEET)

    expect(page.locator("#email")).to_have_value("")
    expect(page.locator(".alert.is-info")).to_have_count(0)


def test_that_one_is_signed_out_is_said_once(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(SHEET)
    page.click("#edit-outcome")
    page.locator(FIELD).press_sequentially("Ein Pool")
    town.write(delete(Session))
    page.locator(FIELD).press_sequentially(" von zwölf")
    expect(page.locator(LOST)).to_contain_text("Sie wurden abgemeldet. Bitte lassen Sie diese Seite offen")
    page.click(SAVE)

    expect(page.locator(STATE)).to_contain_text("Sie wurden abgemeldet")
    expect(page.locator("#group-outcome [data-kept]")).to_be_empty()
    expect(page.locator("#again-email")).to_have_value(town.anna.email)
    expect(page.locator("#again-password")).to_be_focused()
