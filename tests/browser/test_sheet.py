"""The action's page in a real browser: by keyboard alone, with two people at once, on a phone, without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.actions.sheets import EMPTY
from tests.browser.conftest import Visit
from tests.world import World
from workspace.actions.words import Status

pytestmark = pytest.mark.browser
SHEET = "/w/musterstadt/actions/M-003"


def opened(page: Page, group: str) -> None:
    page.click(f"#edit-{group}")
    expect(page.locator(f"#group-{group} form")).to_be_visible()


def saved(page: Page, group: str) -> None:
    page.locator(f"#group-{group} button[type=submit]").first.click()
    expect(page.locator(f"#group-{group} .saved")).to_contain_text("gespeichert")


def test_a_group_is_edited_by_keyboard_alone(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(SHEET)
    page.focus("#edit-purpose")
    page.keyboard.press("Enter")
    expect(page.locator("#group-purpose-title")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("Dolmetschpool für alle Ämter")
    page.keyboard.press("Enter")

    expect(page.locator("#group-purpose .saved")).to_contain_text("gespeichert")
    expect(page.locator("#edit-purpose")).to_be_focused()
    expect(page.locator("h1")).to_have_text("Dolmetschpool für alle Ämter")
    expect(page.locator("#timeline li").nth(1)).to_contain_text("Dolmetschpool für alle Ämter")
    assert town.action("M-003").title == "Dolmetschpool für alle Ämter"


def test_what_is_empty_is_added_when_wanted_and_cancelled_without_a_trace(
    visit: Callable[..., Visit], town: World
) -> None:
    page = visit(town.anna).go(SHEET)
    opened(page, "costs")
    expect(page.locator("#group-costs-costs-0-once")).to_be_focused()
    page.get_by_role("link", name="Abbrechen").click()
    expect(page.locator("#edit-costs")).to_be_focused()
    expect(page.locator("#group-costs")).to_have_class("offer")

    opened(page, "costs")
    page.fill("#group-costs-costs-0-once", "12.500,00")
    page.get_by_role("button", name="Jahr hinzufügen").click()
    expect(page.locator("#group-costs-costs-5-once")).to_be_focused()
    saved(page, "costs")
    expect(page.locator("#group-costs")).to_contain_text("12.500\xa0€")
    assert town.action("M-003").costs == [{"year": 2026, "once": "12500", "running": "0"}]


def test_only_what_is_needed_is_asked(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(SHEET)
    opened(page, "owner")
    expect(page.locator("#group-owner-inside_contact")).to_be_hidden()
    page.select_option("#group-owner-owner_id", label="Jobcenter")
    expect(page.locator("#group-owner-inside_contact")).to_be_visible()
    expect(page.locator("#group-owner-part_towards")).to_be_hidden()
    page.check("text=Hinwirken bei anderen")
    page.fill("#group-owner-part_towards", "Land")
    saved(page, "owner")

    opened(page, "status")
    expect(page.locator("#group-status-status_reason")).to_be_hidden()
    page.select_option("#group-status-status", "paused")
    page.click("#group-status button[type=submit]")
    expect(page.locator("#group-status-status_reason")).to_be_focused()
    page.keyboard.type("Kein Geld im Haushalt.")
    page.keyboard.press("Enter")
    expect(page.locator("#group-status .saved")).to_be_visible()
    assert town.action("M-003").status is Status.PAUSED


def test_two_people_at_once_lose_nothing(visit: Callable[..., Visit], town: World) -> None:
    anna, eda = visit(town.anna), visit(town.eda)
    mine, theirs = anna.go(SHEET), eda.go(SHEET)
    opened(mine, "purpose")
    opened(theirs, "purpose")
    theirs.fill("#group-purpose-purpose", "Hilfe in zwei Tagen.")
    saved(theirs, "purpose")
    mine.fill("#group-purpose-purpose", "Hilfe in drei Tagen.")
    mine.click("#group-purpose button[type=submit]")

    expect(mine.locator("#group-purpose .alert")).to_be_focused()
    expect(mine.locator(".clash .theirs ins")).to_have_text("zwei")
    expect(mine.locator("#group-purpose-purpose")).to_have_value("Hilfe in drei Tagen.")
    assert anna.violations() == []
    mine.get_by_role("button", name="Meine Fassung behalten").click()
    expect(mine.locator("#group-purpose .saved")).to_be_visible()
    assert town.action("M-003").purpose == "Hilfe in drei Tagen."


def test_steps_are_added_one_after_the_other_ticked_and_taken_over(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(SHEET)
    page.click(".add-step summary")
    for number in (1, 2):
        page.fill("#add-step-title", f"Schritt {number}")
        page.keyboard.press("Enter")
        expect(page.locator("#step-list li")).to_have_count(number)
        expect(page.locator("#add-step-title")).to_be_focused()
    page.fill("#add-step-title", "Noch nicht fertig getippt")
    page.locator("#step-list .tick").first.click()
    expect(page.locator("#step-progress")).to_contain_text("1 von 2 erledigt")
    expect(page.locator("#step-list .tick").first).to_be_focused()
    page.locator(".button.take-over").first.click()
    expect(page.locator("#step-list li")).to_have_count(3)
    expect(page.locator("#add-step-title")).to_have_value("Noch nicht fertig getippt")

    page.locator("#step-list .icon-button").nth(1).click()
    page.get_by_role("button", name="Arbeitsschritt entfernen").click()
    expect(page.locator("#step-list li")).to_have_count(2)
    expect(page.locator("#add-step-title")).to_have_value("Noch nicht fertig getippt")


def test_a_reminder_is_set_on_the_page(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(SHEET)
    page.click("#reminder-open")
    page.fill("#reminder-on", "bald")
    page.keyboard.press("Enter")
    expect(page.locator("#reminder .error")).to_be_visible()
    expect(page.locator("#reminder-on")).to_be_focused()
    page.fill("#reminder-on", "1.12.2026")
    page.keyboard.press("Enter")
    expect(page.locator("#reminder")).to_contain_text("01.12.2026")
    expect(page.locator("#reminder-open")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_is_accessible_and_fits_the_smallest_phone(
    visit: Callable[..., Visit], town: World, scheme: str
) -> None:
    window = visit(town.anna, color_scheme=scheme, viewport={"width": 320, "height": 700})
    page = window.go(SHEET)
    assert window.violations() == []
    linked = ["gov-strategy", "gov-reviewer"]  # two stand beside it folded
    town.act(town.anna, lambda action, by: action.record("principle_linked", by=by, principle_ids=linked), "M-003")
    page.reload()
    assert page.locator(".beside-fold[open] h3").inner_text().startswith("1.1")
    assert window.violations() == []
    for group in EMPTY:
        opened(page, group)
    page.click(".add-step summary")
    page.fill("#group-deadline-deadline_text", "irgendwann")
    page.click("#group-deadline button[type=submit]")
    expect(page.locator("#group-deadline-deadline_text-error")).to_be_visible()

    assert window.violations() == []
    assert window.overflow() <= 0


def test_all_of_it_works_without_javascript(visit: Callable[..., Visit], town: World) -> None:
    window = visit(town.anna, java_script_enabled=False)
    page = window.go(SHEET)
    page.click("#edit-outcome")
    page.fill("#group-outcome-outcome", "Ein Pool.")
    page.click("#group-outcome button[type=submit]")
    expect(page.locator("#group-outcome .saved")).to_contain_text("gespeichert")
    page.click("#edit-purpose")
    page.fill("#group-purpose-title", "")
    page.click("#group-purpose button[type=submit]")
    expect(page.locator("#group-purpose-title-error")).to_be_visible()
    page.goto(window.address + SHEET)
    page.click(".add-step summary")
    page.fill("#add-step-title", "Bedarf abfragen")
    page.click("#add-step button[type=submit]")
    page.click("#step-list .tick")
    expect(page.locator("#step-progress")).to_contain_text("1 von 1 erledigt")
    page.click(".button.take-over >> nth=0")
    expect(page.locator("#step-list li")).to_have_count(2)
    page.click("#reminder-open")
    page.fill("#reminder-on", "1.12.2026")
    page.click("#reminder button[type=submit]")
    expect(page.locator("#reminder")).to_contain_text("01.12.2026")


def test_a_full_sheet_prints_on_one_page(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(SHEET)
    texts = {"purpose": "purpose", "outcome": "outcome", "notes": "notes"}
    for group, field in texts.items():
        opened(page, group)
        page.fill(f"#group-{group}-{field}", "Wer Hilfe braucht, bekommt sie innerhalb von drei Tagen. " * 4)
        saved(page, group)
    opened(page, "costs")
    for row in range(3):
        page.fill(f"#group-costs-costs-{row}-once", "12.500")
    saved(page, "costs")
    page.click(".add-step summary")
    for number in range(6):
        page.fill("#add-step-title", f"Schritt {number}")
        page.keyboard.press("Enter")
        expect(page.locator("#step-list li")).to_have_count(number + 1)

    paper = page.pdf(prefer_css_page_size=True)
    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") == 1
    page.emulate_media(media="print")
    expect(page.locator("#group-notes")).to_be_hidden()  # what is internal isn't printed
