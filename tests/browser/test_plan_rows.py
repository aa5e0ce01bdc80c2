"""The plan page in a real browser: rows set in place by mouse and keyboard, several at once, filters."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.browser.conftest import Visit
from tests.world import World
from workspace.actions.words import Status
from workspace.editing.drafts import Draft

pytestmark = pytest.mark.browser
PLAN = "/w/musterstadt/plans/1/"


def test_owner_deadline_and_status_by_keyboard_alone(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(PLAN)
    page.focus("#owner-M-003")
    page.keyboard.press("Enter")
    expect(page.locator("select#owner-M-003")).to_be_focused()
    page.keyboard.type("Job")
    page.locator("#action-M-003 .owner button").press("Enter")
    expect(page.locator("a#owner-M-003")).to_contain_text("Jobcenter")
    expect(page.locator("a#owner-M-003")).to_be_focused()

    page.keyboard.press("Tab")
    expect(page.locator("a#deadline-M-003")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("input#deadline-M-003")).to_be_focused()
    page.keyboard.type("IV. Quartal 2027")
    page.keyboard.press("Enter")
    expect(page.locator("a#deadline-M-003")).to_contain_text("IV. Quartal 2027")
    assert town.action("M-003").deadline_text == "IV. Quartal 2027"
    assert town.action("M-003").owner_id == town.unit("Jobcenter").id


def test_nonsense_stays_in_the_field_with_its_message(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(PLAN)
    page.click("a#deadline-M-003")
    page.fill("input#deadline-M-003", "irgendwann")
    page.keyboard.press("Enter")

    expect(page.locator("#deadline-M-003-error")).to_contain_text("31.12.2027")
    expect(page.locator("input#deadline-M-003")).to_have_value("irgendwann")
    page.keyboard.press("Escape")
    expect(page.locator("a#deadline-M-003")).to_be_visible()


@pytest.mark.parametrize("sent", [False, True])
def test_what_is_cancelled_in_a_cell_leaves_nothing(visit: Callable[..., Visit], town: World, sent: bool) -> None:
    page = visit(town.anna).go(PLAN)
    page.click("a#deadline-M-003")
    page.fill("input#deadline-M-003", "irgendwann")
    if sent:
        page.keyboard.press("Enter")
        expect(page.locator("#deadline-M-003-error")).to_be_visible()
    expect(page.locator("#action-M-003 [data-kept]")).to_contain_text("Entwurf gesichert")
    with page.expect_response("**/drafts/removal"):
        page.keyboard.press("Escape")
    page.reload()

    expect(page.locator("a#deadline-M-003")).to_be_visible()
    expect(page.locator(".draft-mark")).to_have_count(0)
    assert town.all(select(Draft)) == []


def test_the_reason_appears_when_it_is_needed(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(PLAN)
    page.click("a#status-M-003")
    expect(page.locator("#status_reason-M-003")).to_be_hidden()
    page.select_option("select#status-M-003", "paused")
    page.click("#action-M-003 .state button")
    expect(page.locator("#status_reason-M-003")).to_be_focused()
    page.fill("#status_reason-M-003", "Kein Geld im Haushalt.")
    page.click("#action-M-003 .state button")

    expect(page.locator("#action-M-003 .status.is-paused")).to_be_visible()
    assert town.action("M-003").status is Status.PAUSED


def test_several_at_once_and_back(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(PLAN)
    expect(page.locator("#bulk")).to_be_hidden()
    page.check("#pick-M-002")
    page.check("#pick-M-003")
    expect(page.locator("[data-bulk-count]")).to_have_text("2")
    page.select_option("#bulk-status", "preparing")
    page.click("#bulk button")
    expect(page.locator(".toast")).to_contain_text("2 Maßnahmen")
    assert town.action("M-002").status is Status.PREPARING
    page.click(".toast button")
    expect(page.locator(".messages")).to_contain_text("wie vorher")
    assert town.action("M-002").status is Status.NOT_STARTED


def test_a_filter_changes_the_list_and_the_address(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(PLAN)
    page.select_option("#f-status", "standing")

    expect(page.locator(".action-row")).to_have_count(1)
    page.wait_for_url("**status=standing**")
    page.reload()
    expect(page.locator(".action-row")).to_have_count(1)


def test_two_people_on_one_cell(visit: Callable[..., Visit], town: World) -> None:
    anna, eda = visit(town.anna).go(PLAN), visit(town.eda).go(PLAN)
    anna.click("a#deadline-M-003")
    anna.fill("input#deadline-M-003", "2028")
    eda.click("a#deadline-M-003")
    eda.fill("input#deadline-M-003", "2027")
    eda.keyboard.press("Enter")
    expect(eda.locator("a#deadline-M-003")).to_contain_text("2027")
    anna.focus("input#deadline-M-003")
    anna.keyboard.press("Enter")
    expect(anna.locator("#action-M-003 [role=alert]")).to_contain_text("2027")
    expect(anna.locator("input#deadline-M-003")).to_have_value("2028")
    anna.click("#action-M-003 .deadline button")
    expect(anna.locator("a#deadline-M-003")).to_contain_text("2028")
    assert town.action("M-003").deadline_text == "2028"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_axe_violation_in_any_state(visit: Callable[..., Visit], town: World, scheme: str) -> None:
    window = visit(town.anna, color_scheme=scheme)
    page = window.go(PLAN)
    assert window.violations() == []
    page.click("a#status-M-003")
    page.select_option("select#status-M-003", "paused")
    page.click("#action-M-003 .state button")
    expect(page.locator("#status_reason-M-003-error")).to_be_visible()
    page.check("#pick-M-002")
    page.click("details.more summary")
    assert window.violations() == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_sticks_out(visit: Callable[..., Visit], town: World, width: int) -> None:
    window = visit(town.anna, viewport={"width": width, "height": 800})
    page = window.go(PLAN)
    page.check("#pick-M-002")
    page.click("a#status-M-003")
    expect(page.locator("select#status-M-003")).to_be_visible()

    assert window.overflow() <= 0
