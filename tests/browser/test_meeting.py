"""A meeting in a real browser: by keyboard alone, without scripts, on a projector and on a phone, light and dark."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visit
from tests.world import World
from workspace.actions.words import Status

pytestmark = pytest.mark.browser
PLAN, SCREEN = "/w/musterstadt/plans/1/", "/w/musterstadt/plans/1/screen"


def press(page: Page, key: str) -> None:
    """Press a key that leads to another page, and wait until it is there, with the cursor in its first field."""
    with page.expect_navigation():
        page.keyboard.press(key)
    if page.locator("[autofocus]").count():  # a browser gives the focus away only after the page has loaded
        expect(page.locator("[autofocus]:focus")).to_be_attached()


def begin(window: Visit) -> Page:
    """Go from the plan to the first action of a new meeting."""
    window.go(PLAN)
    window.submit("text=Sitzungsansicht")
    window.submit("a[rel=next]")
    return window.page


def test_a_filter_just_chosen_goes_along(visit: Callable[..., Visit], town: World) -> None:
    window = visit(town.anna)
    page = window.go(PLAN)
    page.select_option("#f-unit", label="Fachbereich Soziales")
    expect(page.locator("#result-line")).to_contain_text("1 von 6 Maßnahmen")
    window.submit("text=Sitzungsansicht")

    expect(page.locator(".screen-head strong")).to_have_text("1 Maßnahme")


def test_status_with_its_reason_by_keyboard_alone(visit: Callable[..., Visit], town: World) -> None:
    page = begin(visit(town.anna, viewport={"width": 1280, "height": 720}))
    expect(page.locator(".screen-head strong")).to_have_text("1 von 6")

    press(page, "ArrowRight")
    expect(page.locator("h1")).to_contain_text("M-002")
    press(page, "u")
    expect(page.locator("input[value=not_started]")).to_be_focused()
    for _step in range(5):
        page.keyboard.press("ArrowDown")
    expect(page.locator("input[value=paused]")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("Kein Geld im Haushalt.")
    press(page, "Enter")
    expect(page.locator(".screen-saved")).to_be_focused()
    expect(page.locator(".screen-decision")).to_contain_text("zurückgestellt")
    assert town.action("M-002").status is Status.PAUSED


def test_deadline_note_and_list_by_keyboard_alone(visit: Callable[..., Visit], town: World) -> None:
    page = begin(visit(town.anna))
    press(page, "ArrowRight")
    press(page, "t")
    page.keyboard.press("Control+A")
    page.keyboard.type("IV. Quartal 2027")
    page.keyboard.press("Tab")
    page.keyboard.type("Erst nach dem Haushalt.")
    press(page, "Enter")
    press(page, "n")
    page.keyboard.type("Frau Sommer fragt nach.")
    press(page, "Control+Enter")
    press(page, "v")

    expect(page.locator("#decided-M-002 del")).to_contain_text(["31.01.2020"])
    expect(page.locator("#decided-M-002 ins")).to_contain_text(["IV. Quartal 2027"])
    for note in ("Erst nach dem Haushalt.", "Frau Sommer fragt nach."):
        expect(page.locator("#decided-M-002")).to_contain_text(note)
    assert town.action("M-002").deadline_text == "IV. Quartal 2027"


def test_home_end_help_and_escape(visit: Callable[..., Visit], town: World) -> None:
    page = begin(visit(town.anna))
    press(page, "End")
    expect(page.locator(".screen-head strong")).to_have_text("6 von 6")
    press(page, "PageUp")
    press(page, "Home")
    expect(page.locator(".screen-head strong")).to_have_text("1 von 6")

    page.keyboard.press("?")
    expect(page.locator(".screen-help-panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".screen-help-panel")).to_be_hidden()
    press(page, "f")
    expect(page.locator("select[name=owner_id]")).to_be_focused()
    page.keyboard.type("Job")
    press(page, "Escape")
    expect(page.locator(".screen-form")).to_have_count(0)
    assert town.action("M-001").owner_id == town.unit("Fachbereich Soziales").id


def test_a_key_meant_for_the_page_to_come_does_nothing_to_the_old_one(visit: Callable[..., Visit], town: World) -> None:
    page = begin(visit(town.anna))
    held: list[Route] = []
    page.route("**/screen/M-002?*", lambda route: held.append(route))  # noqa: PLW0108 (a builtin has no room for its own mark)
    with page.expect_navigation():
        with page.expect_request("**/screen/M-002?*"):
            page.keyboard.press("ArrowRight")
        for key in "ntv":
            page.keyboard.press(key)
        held[0].continue_()
    page.unroute_all()

    expect(page.locator("h1")).to_contain_text("M-002")
    expect(page.locator(".screen-form")).to_have_count(0)
    press(page, "n")
    expect(page.locator("h1")).to_contain_text("M-002")


def test_typing_is_no_command(visit: Callable[..., Visit], town: World) -> None:
    page = begin(visit(town.anna))
    press(page, "n")
    page.keyboard.type("unvollständig? tuf")

    expect(page.locator("textarea[name=text]")).to_have_value("unvollständig? tuf")
    page.locator("textarea[name=text]").fill("")


def test_a_written_note_is_not_thrown_away_unasked(visit: Callable[..., Visit], town: World) -> None:
    page = begin(visit(town.anna))
    press(page, "n")
    page.keyboard.type("Wichtig.")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    with page.expect_event("dialog"):
        page.keyboard.press("Escape")

    assert asked == ["beforeunload"]
    expect(page.locator("textarea[name=text]")).to_have_value("Wichtig.")
    page.locator("textarea[name=text]").fill("")
    press(page, "Escape")


def test_theirs_and_mine_stand_beside_each_other(visit: Callable[..., Visit], town: World) -> None:
    window = visit(town.anna)
    page = begin(window)
    press(page, "u")
    town.act(town.eda, lambda action, by: action.set_status(Status.STANDING, by=by))
    page.check("input[value=done]")
    window.submit(".screen-form button")

    expect(page.locator(".screen-form .alert")).to_contain_text("Daueraufgabe")
    expect(page.locator("input[value=done]")).to_be_checked()
    window.submit(".screen-form button")
    assert town.action("M-001").status is Status.DONE


def test_without_scripts_it_is_links_and_forms(visit: Callable[..., Visit], town: World) -> None:
    window = visit(town.anna, java_script_enabled=False)
    page = begin(window)
    window.submit("a[rel=next]")
    window.submit(".screen-fact:nth-child(2) .screen-change a")
    page.fill("input[name=deadline_text]", "2028")
    window.submit(".screen-form button")
    window.submit(".screen-foot > a")
    page.fill("textarea[name=text]", "Ohne Skript.")
    window.submit(".screen-form button")
    window.submit(".screen-nav >> text=Heute vereinbart")

    expect(page.locator("#decided-M-002")).to_contain_text("2028")
    expect(page.locator("#decided-M-002")).to_contain_text("Ohne Skript.")


@pytest.mark.parametrize("scheme, width", [("light", 1280), ("light", 390), ("dark", 320)])
def test_readable_and_whole_everywhere(visit: Callable[..., Visit], town: World, scheme: str, width: int) -> None:
    window = visit(town.anna, color_scheme=scheme, viewport={"width": width, "height": 720})
    page = begin(window)
    first = page.url
    press(page, "n")
    page.fill("textarea[name=text]", "Ein sehr langes Wort: Aufenthaltserlaubnisverlängerungsverfahrensvorschrift.")
    press(page, "Control+Enter")
    pages = [first, *(page.locator(f"[data-keys={key}]").get_attribute("href") for key in "futnlv")]
    for address in pages:
        page.goto(address if address == first else window.address + (address or ""))
        assert window.violations() == []
        assert window.overflow() <= 0
    page.goto(first)
    page.keyboard.press("?")
    assert window.violations() == []
    assert window.overflow() <= 0


def test_all_of_an_action_is_seen_without_scrolling(visit: Callable[..., Visit], town: World) -> None:
    page = begin(visit(town.anna, viewport={"width": 1280, "height": 720}))

    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.screen-fact dd')).fontSize)") >= 24
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)") >= 36


def test_the_list_is_copied_and_printed(visit: Callable[..., Visit], town: World) -> None:
    window = visit(town.anna, permissions=["clipboard-read", "clipboard-write"])
    page = begin(window)
    press(page, "n")
    page.keyboard.type("Zum Mitnehmen.")
    press(page, "Control+Enter")
    expect(page.locator("main form textarea")).to_have_count(0)
    press(page, "v")
    page.click("text=Als Text kopieren")

    expect(page.locator("#live")).to_have_text("Kopiert")
    expect(page.locator("[data-copy] + .copied")).to_have_text("Kopiert")
    assert "- Notiz: Zum Mitnehmen." in page.evaluate("navigator.clipboard.readText()")

    page.evaluate("window.print = () => document.body.setAttribute('data-printed', '')")
    page.click("text=Drucken")
    expect(page.locator("body[data-printed]")).to_be_attached()
