"""A town's own notes in a real browser: by keyboard, on a phone, in the dark, without JavaScript."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.world import World

pytestmark = pytest.mark.browser
GUIDANCE = "/w/musterstadt/guidance/"
THEME, NEW = f"{GUIDANCE}governance/strategy", f"{GUIDANCE}principles/gov-reviewer/notes/new"
SHEET = "/w/musterstadt/actions/M-002"
PAGES = (THEME, SHEET, f"{GUIDANCE}notes", f"{GUIDANCE}notes/1", NEW, f"{GUIDANCE}search?q=sommer")
LOCAL = "#local-gov-reviewer"
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3


def write(window: Visit, text: str, title: str = "") -> Page:
    """Add an example where there is a title, else a note."""
    page = window.go(NEW)
    if title:
        page.check("[name=kind][value=example]")
        page.fill("#title", title)
    page.fill("#text", text)
    window.submit("main form button[type=submit]")
    return page


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "without scripts"])
def test_a_note_lives_and_goes(visit: Callable[..., Visit], town: World, scripts: bool) -> None:
    window = visit(town.ben, java_script_enabled=scripts)
    page = window.go(SHEET)
    window.submit(page.get_by_role("link", name="Notiz oder Beispiel ergänzen"))
    page.fill("#text", "Das macht **Frau Sommer**.")
    window.submit("main form button[type=submit]")

    assert page.url.endswith(f"{SHEET}#note-1")
    expect(page.locator(f"{LOCAL} strong")).to_have_text("Frau Sommer")
    window.submit(page.locator(LOCAL).get_by_role("link", name="Bearbeiten"))
    page.check("[name=kind][value=example]")
    window.submit("main form button[type=submit]")
    expect(page.locator("#title-error")).to_have_text("Bitte geben Sie dem Beispiel einen Titel.")
    page.fill("#title", "Unsere Prüferin")
    window.submit("main form button[type=submit]")

    expect(page.locator(f"{LOCAL} h4")).to_have_text("Unsere Prüferin")
    page.locator(f"{LOCAL} summary").click()
    window.submit(page.get_by_role("button", name="Ja, zurückziehen"))
    expect(page.locator(".messages")).to_contain_text("Zurückgezogen.")
    expect(page.locator("#note-1")).to_have_count(0)


def test_it_can_all_be_done_by_keyboard(visit: Callable[..., Visit], town: World) -> None:
    window = visit(town.eda)
    page = window.go(THEME)
    page.locator(f"{LOCAL} a").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator("[name=kind][value=note]").focus()
    page.keyboard.press("ArrowDown")
    for typed in ("Tab", "Unsere Prüferin", "Tab", "Frau Sommer", "Tab"):
        page.keyboard.press("Tab") if typed == "Tab" else page.keyboard.type(typed)
    with page.expect_navigation():
        page.keyboard.press("Enter")

    expect(page.locator("#note-1 .kicker")).to_have_text("Beispiel vor Ort")
    page.locator("#note-1 summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Ja, zurückziehen")).to_be_visible()


@pytest.mark.parametrize("scheme, width", [("light", 1280), ("dark", 320)])
def test_pages_are_accessible_and_fit(visit: Callable[..., Visit], town: World, scheme: str, width: int) -> None:
    window, wrong = visit(town.anna, color_scheme=scheme, viewport={"width": width, "height": 800}), {}
    window.go(f"{GUIDANCE}notes")
    empty: Any = window.violations() or window.overflow()
    write(window, "Das macht Frau Sommer.\n\n- eins\n- zwei")
    write(window, f"Ein langes Wort: {LONG} Sommer", title=LONG[:120])
    for path in PAGES:
        window.go(path).evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true })")
        if found := (window.violations() or window.overflow()):
            wrong[path] = found

    assert (empty or {}, wrong) == ({}, {})


def test_a_conflict_is_settled_in_its_place(visit: Callable[..., Visit], town: World) -> None:
    window, other = visit(town.ben), visit(town.eda)
    write(window, "Das macht Frau Sommer.")
    page = window.go(f"{GUIDANCE}notes/1")
    there = other.go(f"{GUIDANCE}notes/1")
    there.fill("#text", "Das macht Herr Winter.")
    other.submit("main form button[type=submit]")
    page.fill("#text", "Das macht Frau Herbst.")
    window.submit("main form button[type=submit]")
    expect(page.locator("#conflict-title")).to_be_visible()
    assert window.violations() == []
    page.fill("#text", "Das macht Frau Herbst, seit Mai.")
    window.submit(".has-conflict .settled button[type=submit]")

    expect(page.locator("#note-1 .prose")).to_have_text("Das macht Frau Herbst, seit Mai.")
