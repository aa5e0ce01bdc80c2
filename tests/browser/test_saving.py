"""The save contract in a real browser: no typed text is ever lost, and the form says how it stands."""

import re
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import delete, select

from tests.browser.conftest import Visit
from tests.world import PASSWORD, TOWN, World
from workspace.accounts.models import Session
from workspace.db import now
from workspace.editing.drafts import Draft

pytestmark = pytest.mark.browser
SHEET = f"{TOWN}/actions/M-003"
TEXT = "Ein Pool von zwölf Dolmetscherinnen und Dolmetschern."
FIELD = "#group-outcome-outcome"
STATE = "#group-outcome [data-state]"
SAVE = "#group-outcome .buttons > button[type=submit]"


def typing(page: Page, text: str = TEXT) -> None:
    page.click("#edit-outcome")
    page.locator(FIELD).press_sequentially(text)


def kept(page: Page) -> None:
    expect(page.locator("[data-kept]", has_text="Entwurf gesichert")).to_be_visible()


def answering(page: Page, code: int, body: str = "<!doctype html><h1>Proxy</h1>") -> None:
    """Let something between browser and server answer every save."""

    def answer(route: Route) -> None:
        if route.request.method == "POST" and "/groups/" in route.request.url:
            route.fulfill(status=code, body=body, content_type="text/html")
        else:
            route.continue_()

    page.route("**/*", answer)


def test_a_form_says_at_every_moment_how_it_stands(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna, timezone_id="Asia/Tokyo").go(SHEET)
    typing(page)
    expect(page.locator(STATE)).to_have_text("noch nicht gespeichert")
    page.click(SAVE)

    expect(page.locator("#group-outcome .saved")).to_have_text(re.compile(r"^gespeichert \d\d:\d\d$"))
    assert town.action("M-003").outcome == TEXT
    page.fill("#add-comment textarea", "Bitte ansehen.")
    minutes = [now()]
    page.click("#add-comment button")
    expect(page.locator("#add-comment [data-state]")).to_have_text(re.compile(r"^gespeichert \d\d:\d\d$"))
    minutes.append(now())
    said = page.locator("#add-comment [data-state]").inner_text().strip()  # wherever the browser is: the town's time
    assert said in {f"gespeichert {one.astimezone(ZoneInfo('Europe/Berlin')):%H:%M}" for one in minutes}


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (413, "Nicht gespeichert"),
        (429, "Nicht gespeichert"),
        (500, "Bei uns ist etwas schiefgegangen"),
        (503, "Gerade speichern viele gleichzeitig"),
    ],
)
def test_whatever_is_answered_the_text_stays_and_can_be_saved_later(
    visit: Callable[..., Visit], town: World, code: int, why: str
) -> None:
    window = visit(town.anna)
    page = window.go(SHEET)
    typing(page)
    answering(page, code)
    page.click(SAVE)

    expect(page.locator(STATE)).to_contain_text(why)
    expect(page.locator(FIELD)).to_have_value(TEXT)
    page.unroute_all()
    page.click(SAVE)
    expect(page.locator("#group-outcome .saved")).to_be_visible()
    assert town.action("M-003").outcome == TEXT
    window.wrong = [text for text in window.wrong if f"status of {code}" not in text]


def test_without_a_network_the_text_stays_and_can_be_saved_later(visit: Callable[..., Visit], town: World) -> None:
    window = visit(town.anna)
    page = window.go(SHEET)
    typing(page)
    page.context.set_offline(True)
    page.click(SAVE)

    expect(page.locator(STATE)).to_contain_text("Die Verbindung ist abgerissen")
    expect(page.locator(FIELD)).to_have_value(TEXT)
    page.context.set_offline(False)
    expect(page.locator(STATE)).to_contain_text("Die Verbindung ist wieder da")
    page.click(SAVE)
    expect(page.locator("#group-outcome .saved")).to_be_visible()
    assert town.action("M-003").outcome == TEXT
    window.wrong = [text for text in window.wrong if not re.search("ERR_INTERNET|Failed to fetch", text)]


def test_what_is_wrong_is_said_beside_the_buttons_too(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(SHEET)
    page.click("#edit-purpose")
    page.fill("#group-purpose-title", "")
    page.click("#group-purpose button[type=submit]")

    expect(page.locator("#group-purpose [data-state]")).to_have_text(
        "Nicht gespeichert: Bitte prüfen Sie Ihre Angaben."
    )


def test_an_ended_session_signs_in_and_saves_in_one_go(visit: Callable[..., Visit], town: World) -> None:
    window = visit(town.anna)
    page = window.go(SHEET)
    typing(page)
    town.write(delete(Session))
    page.click(SAVE)

    expect(page.locator(STATE)).to_contain_text("Sie wurden abgemeldet")
    expect(page.locator(FIELD)).to_have_value(TEXT)
    expect(page.locator("#again-email")).to_have_value(town.anna.email)
    expect(page.locator("#again-password")).to_be_focused()
    assert window.violations() == []
    page.fill("#again-email", town.anna.email)
    page.fill("#again-password", "falsch geraten")
    page.keyboard.press("Enter")
    expect(page.locator("#group-outcome [data-sign-in] .error")).to_be_visible()
    expect(page.locator("#again-password")).to_be_focused()
    page.locator(FIELD).press_sequentially(" Bis 2027.")
    page.fill("#again-password", PASSWORD)
    page.get_by_role("button", name="Anmelden und speichern").click()

    expect(page.locator("#group-outcome .saved")).to_be_visible()
    assert town.action("M-003").outcome == f"{TEXT} Bis 2027."


def test_the_other_forms_of_the_page_go_on_after_signing_in_again(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(SHEET)
    typing(page)
    town.write(delete(Session))
    page.click(SAVE)
    page.fill("#again-email", town.anna.email)
    page.fill("#again-password", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#group-outcome .saved")).to_be_visible()
    page.fill("#add-comment textarea", "Bitte ansehen.")
    page.click("#add-comment button")
    expect(page.locator("#comment-list")).to_contain_text("Bitte ansehen.")


def test_another_person_is_asked_before_saving_under_their_name(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(SHEET)
    typing(page)
    town.write(delete(Session))
    page.click(SAVE)
    page.fill("#again-email", town.eda.email)
    page.fill("#again-password", PASSWORD)
    page.keyboard.press("Enter")

    expect(page.locator(STATE)).to_contain_text("Sie sind als Eda angemeldet")
    expect(page.locator(FIELD)).to_have_value(TEXT)
    assert town.action("M-003").outcome is None
    page.click(SAVE)
    expect(page.locator("#group-outcome .saved")).to_be_visible()
    assert town.latest().actor == town.member(town.eda).pseudonym


def test_without_javascript_an_ended_session_signs_in_and_saves_too(visit: Callable[..., Visit], town: World) -> None:
    window = visit(town.anna, java_script_enabled=False)
    page = window.go(f"{SHEET}/groups/outcome")
    page.fill(FIELD, TEXT)
    town.write(delete(Session))
    page.click(SAVE)
    expect(page.locator("textarea")).to_have_value(TEXT)
    page.fill("#again-email", town.anna.email)
    page.fill("#again-password", PASSWORD)
    page.click("text=Anmelden und speichern")

    expect(page.locator("#group-outcome .saved")).to_contain_text("gespeichert")
    assert town.action("M-003").outcome == TEXT


def test_leaving_with_unsaved_text_asks_first(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(SHEET)
    typing(page)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator(".site-nav a").first.click(no_wait_after=True)

    expect(page.locator(FIELD)).to_have_value(TEXT)
    assert asked == ["beforeunload"]
    assert town.all(select(Draft.address)) in ([], [f"{SHEET}/groups/outcome"])
