"""Comments on an action in a real browser: by keyboard, on a phone, in the dark, without JavaScript."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.world import World

pytestmark = pytest.mark.browser
SHEET, DESK = "/w/musterstadt/actions/M-001", "/w/musterstadt/"
FIELD, LIST, BUTTON = "#add-comment-text", "#comment-list > li", "#add-comment button"
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3


def write(window: Visit, text: str) -> None:
    """Write a comment, with scripts or without."""
    before = window.page.locator(LIST).count()
    window.page.fill(FIELD, text)
    window.page.click(BUTTON)
    expect(window.page.locator(LIST)).to_have_count(before + 1)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "without scripts"])
def test_a_comment_lives_and_goes(visit: Callable[..., Visit], town: World, scripts: bool) -> None:
    window = visit(town.ben, java_script_enabled=scripts)
    page = window.go(SHEET)
    write(window, "Wir brauchen **zwei** Räume, @Anna.")
    one = page.locator("#comment-1")
    expect(one.locator("strong").nth(1)).to_have_text("zwei")
    expect(one.locator("mark")).to_have_text("@Anna")

    one.get_by_role("link", name="Bearbeiten").click()
    page.fill("#comment-1-text", "")
    one.get_by_role("button", name="Speichern").click()
    expect(page.locator("#comment-1-text-error")).to_have_text("Bitte schreiben Sie Ihren Kommentar.")
    page.fill("#comment-1-text", "Wir brauchen drei Räume.")
    one.get_by_role("button", name="Speichern").click()
    expect(one.locator(".prose")).to_have_text("Wir brauchen drei Räume.")
    expect(one.locator(".comment-by")).to_contain_text("bearbeitet")

    one.locator("summary").click()
    one.get_by_role("button", name="Ja, zurückziehen").click()
    expect(one).to_contain_text("zurückgezogen")
    expect(one).not_to_contain_text("Räume")


def test_a_field_that_was_drawn_larger_is_sent_like_any_other(visit: Callable[..., Visit], town: World) -> None:
    window = visit(town.ben)  # which notes whatever the browser has to complain of
    window.go(SHEET).locator(FIELD).evaluate("field => { field.style.height = '260px' }")
    write(window, "Wir brauchen drei Räume.")

    expect(window.page.locator(FIELD)).to_have_value("")
    assert window.page.locator(FIELD).get_attribute("style") is None


@pytest.mark.parametrize("how", [{}, {"viewport": {"width": 320, "height": 700}, "color_scheme": "dark"}])
def test_whom_to_mention_is_chosen_from_names(visit: Callable[..., Visit], town: World, how: dict[str, Any]) -> None:
    window = visit(town.ben, **how)
    page = window.go(SHEET)
    page.locator(FIELD).press_sequentially("Bitte, @so")
    options = page.get_by_role("option")
    expect(options).to_have_text(["Fachbereich Soziales"])
    assert (window.violations(), window.overflow() <= 0) == ([], True)
    page.keyboard.press("Enter")
    expect(page.locator(FIELD)).to_have_value("Bitte, @Fachbereich Soziales ")
    expect(options).to_have_count(0)

    page.keyboard.type("und @")
    expect(options.first).to_be_visible()
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    page.keyboard.type("a")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_count(1)
    page.get_by_role("option", name="Anna").click()
    expect(page.locator(FIELD)).to_have_value("Bitte, @Fachbereich Soziales und @Anna ")
    page.click(BUTTON)
    expect(page.locator("#comment-1 mark")).to_have_text(["@Fachbereich Soziales", "@Anna"])


def test_a_name_is_only_taken_where_it_is_meant(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.ben, viewport={"width": 390, "height": 340}).go(SHEET)
    field, options = page.locator(FIELD), page.get_by_role("option")
    field.press_sequentially("Bitte, @so")
    expect(options).to_have_count(1)
    expect(field).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Control+z")
    expect(field).to_have_value("Bitte, @so")

    field.fill("Hallo @")
    expect(options.first).to_be_visible()
    page.keyboard.press("Home")
    expect(options).to_have_count(0)


def test_what_is_typed_faster_than_names_come_stays_as_typed(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.ben).go(SHEET)
    field, options = page.locator(FIELD), page.get_by_role("option")
    field.fill("Hallo @")
    expect(options.first).to_be_visible()
    page.route("**/mentions/names*", lambda _route: None)  # its answer never comes
    page.keyboard.type("Unbekannt")
    page.keyboard.press("Enter")
    expect(field).to_have_value("Hallo @Unbekannt\n")
    expect(options).to_have_count(0)

    page.unroute("**/mentions/names*")
    page.context.clear_cookies()
    with page.expect_response("**/mentions/names?q=so"):
        field.fill("@so")
    page.wait_for_timeout(100)  # nothing is to come of it
    expect(page.locator(".suggested")).to_have_count(0)


def test_it_can_all_be_done_by_keyboard(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.ben).go(SHEET)
    for number in (1, 2):
        page.locator(FIELD).focus()
        page.keyboard.type(f"Kommentar {number}")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator(f"#comment-{number} .prose")).to_have_text(f"Kommentar {number}")
        expect(page.locator(FIELD)).to_be_focused()
        expect(page.locator(FIELD)).to_have_value("")

    page.locator("#edit-comment-2").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#comment-2-text")).to_be_focused()
    page.keyboard.type("Doch: ")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#edit-comment-2")).to_be_focused()
    expect(page.locator("#comment-2 .prose")).to_contain_text("Doch: ")
    page.locator("#comment-2 summary").focus()
    for key in ("Enter", "Tab", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#comment-2 [data-focus]")).to_be_focused()


def test_a_draft_outlives_what_is_done_to_other_comments(visit: Callable[..., Visit], town: World) -> None:
    window, other = visit(town.ben), visit(town.anna)
    page = window.go(SHEET)
    write(window, "Erstens.")
    other.go(SHEET)
    write(other, "Von Anna.")
    page.fill(FIELD, "Noch nicht fertig")
    page.click("#edit-comment-1")
    page.fill("#comment-1-text", "Erstens, neu.")
    page.locator("#comment-1").get_by_role("button", name="Speichern").click()
    expect(page.locator("#comment-1 .prose")).to_have_text("Erstens, neu.")

    expect(page.locator(FIELD)).to_have_value("Noch nicht fertig")
    page.click(BUTTON)
    expect(page.locator(LIST)).to_have_count(3)
    expect(page.locator(LIST).nth(1)).to_contain_text("Von Anna.")


def test_a_conflict_is_settled_in_its_place(visit: Callable[..., Visit], town: World) -> None:
    window, other = visit(town.ben), visit(town.ben)
    page = window.go(SHEET)
    write(window, "Das macht Frau Sommer.")
    there = other.go(SHEET)
    for tab in (page, there):
        tab.click("#edit-comment-1")
        expect(tab.locator("#comment-1-text")).to_be_visible()
    there.fill("#comment-1-text", "Das macht Herr Winter.")
    there.click("#comment-1 button[type=submit]")
    expect(there.locator("#comment-1 .prose")).to_have_text("Das macht Herr Winter.")
    page.fill("#comment-1-text", "Das macht Frau Herbst.")
    page.click("#comment-1 button[type=submit]")
    expect(page.locator("#conflict-title")).to_be_visible()
    assert window.violations() == []
    page.get_by_role("button", name="Bearbeitete Fassung speichern").click()

    expect(page.locator("#comment-1 .prose")).to_have_text("Das macht Frau Herbst.")


def test_who_is_mentioned_finds_it_on_the_first_screen(visit: Callable[..., Visit], town: World) -> None:
    window, anna = visit(town.ben), visit(town.anna)
    window.go(SHEET)
    write(window, "@Anna, bitte lesen.")
    page = anna.go(DESK)
    anna.submit(page.locator(".mentioned .next-list a"))
    assert page.url.endswith(f"{SHEET}#comment-1")
    page = anna.go(DESK)
    anna.submit(page.get_by_role("button", name="Gesehen"))

    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".mentioned")).to_have_count(0)


@pytest.mark.parametrize("scheme, width", [("light", 1280), ("dark", 320)])
def test_pages_are_accessible_and_fit(visit: Callable[..., Visit], town: World, scheme: str, width: int) -> None:
    options: dict[str, Any] = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    window, anna = visit(town.ben, **options), visit(town.anna, **options)
    page = window.go(SHEET)
    found = [window.violations(), window.overflow()]
    for text in ("Hallo @Anna.\n\n- eins\n- zwei", f"Ein langes Wort: {LONG} @Anna", "Gleich wieder weg"):
        write(window, text)
    page.locator("#comment-3 summary").click()
    page.locator("#comment-3").get_by_role("button").click()
    expect(page.locator("#comment-3")).to_contain_text("zurückgezogen")
    page.click("#edit-comment-1")
    expect(page.locator("#comment-1-text")).to_be_visible()
    page.locator("#comment-2 summary").click()
    found += [window.violations(), window.overflow()]
    anna.go(DESK)

    assert [*found, anna.violations(), anna.overflow()] == [[], 0, [], 0, [], 0]
