"""Comments on a step, marks at what is new, and the page of what is new, in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.world import World
from workspace.actions.steps import Step
from workspace.actions.words import Priority
from workspace.live.hub import Hub

pytestmark = pytest.mark.browser
SHEET, PLAN, NEWS, DESK = (
    "/w/musterstadt/actions/M-001",
    "/w/musterstadt/plans/1/",
    "/w/musterstadt/news",
    "/w/musterstadt/",
)
FIELD, CHOICE, LIST, BUTTON = "#add-comment-text", "#add-comment-step", "#comment-list > li", "#add-comment button"
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


@pytest.fixture
def steps(town: World) -> list[int]:
    """Return the numbers of two steps of M-001."""
    titles = ("Räume finden", f"Verträge mit der {LONG}")
    return [
        town.act(town.anna, lambda action, anna, t=title: Step.add(action, by=anna, title=t).id) for title in titles
    ]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "without scripts"])
def test_a_step_is_commented_on(visit: Callable[..., Visit], town: World, steps: list[int], scripts: bool) -> None:
    window = visit(town.ben, java_script_enabled=scripts)
    page = window.go(SHEET)
    link = page.locator(f"#step-{steps[0]} [data-comment-on]")
    if scripts:
        page.fill(FIELD, "Schon getippt: ")
        link.focus()
        page.keyboard.press("Enter")
        expect(page.locator(FIELD)).to_be_focused()
        expect(page.locator(FIELD)).to_have_value("Schon getippt: ")
    else:
        window.submit(link)
    expect(page.locator(CHOICE)).to_have_value(str(steps[0]))
    page.fill(FIELD, "Zwei wären frei.")
    page.locator(BUTTON).click()

    expect(page.locator(LIST)).to_have_count(1)
    expect(page.locator("#comment-1 .comment-on")).to_have_text("Zum Arbeitsschritt: Räume finden")
    expect(page.locator(CHOICE)).to_have_value("")
    page.locator("#comment-1 .comment-on a").click()
    assert page.url.endswith(f"#step-{steps[0]}")


def test_a_step_added_meanwhile_is_offered_by_its_own_link(visit: Callable[..., Visit], town: World) -> None:
    window = visit(town.ben)
    page = window.go(SHEET)
    page.locator("#add-step summary").click()
    page.fill("#add-step-title", "Ganz neu")
    page.locator("#add-step button[type=submit]").click()
    expect(page.locator("#step-list > li")).to_have_count(1)
    window.submit("#step-list [data-comment-on]")

    expect(page.locator(f"{CHOICE} option:checked")).to_have_text("Ganz neu")


def test_what_is_new_is_found_read_and_gone(visit: Callable[..., Visit], town: World, steps: list[int]) -> None:
    ben, anna = visit(town.ben), visit(town.anna)
    page = ben.go(SHEET)
    for number in (1, 2):
        page.fill(FIELD, f"Nummer {number}")
        page.locator(BUTTON).click()
        expect(page.locator(LIST)).to_have_count(number)
    page = anna.go(PLAN)
    expect(page.locator("#action-M-001 .new-mark")).to_have_text("neu")
    anna.submit("#action-M-001 .title a")
    expect(page.locator(".news-line")).to_contain_text("2 neue Kommentare")
    expect(page.locator("#talk .new-mark")).to_have_count(2)
    page = anna.go(PLAN)
    expect(page.locator("#action-M-001 .new-mark")).to_have_count(0)

    page = anna.go(DESK)
    anna.submit(".news-line a")
    expect(page.locator(".news h4").first).to_have_text("Fachbereich Soziales (Ben)")
    page.get_by_role("button", name="Alles gelesen").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".empty h2")).to_have_text("Sie haben alles gelesen")
    page = anna.go(DESK)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".news-line")).to_have_count(0)


@pytest.mark.parametrize("scheme, width", [("light", 1280), ("dark", 320)])
def test_pages_are_accessible_and_fit(
    visit: Callable[..., Visit], town: World, steps: list[int], scheme: str, width: int
) -> None:
    options: dict[str, Any] = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    ben, anna = visit(town.ben, **options), visit(town.anna, **options)
    page = ben.go(SHEET)
    page.select_option(CHOICE, str(steps[1]))
    page.fill(FIELD, f"Hallo @Anna. {LONG * 2}")
    page.locator(BUTTON).click()
    expect(page.locator(LIST)).to_have_count(1)
    found = [ben.violations(), ben.overflow()]
    for address in (PLAN, SHEET, DESK, NEWS, f"{NEWS}?only=mine"):
        anna.go(address)
        found += [anna.violations(), anna.overflow()]
    anna.submit(anna.go(NEWS).get_by_role("button", name="Alles gelesen"))

    assert [*found, anna.violations(), anna.overflow()] == [[], 0] * 7


def test_what_is_new_stays_marked_in_a_row_one_changes_oneself(
    town: World, hub: Hub, visit: Callable[..., Visit]
) -> None:
    town.act(town.eda, lambda action, by: action.set_priority(Priority.KEY, by=by), "M-003")
    page = visit(town.anna).go(PLAN)
    expect(page.locator("#liveness")).to_have_attribute("data-state", "on")
    mark = page.locator("#action-M-003 .title .new-mark")
    expect(mark).to_have_count(1)
    page.click("a#deadline-M-003")
    page.fill("input#deadline-M-003", "2031")
    with page.expect_response("**/changes?*"):
        page.press("input#deadline-M-003", "Enter")

    expect(page.locator("#action-M-003 .deadline")).to_contain_text("2031")
    expect(mark).to_have_count(1)
    page.click("a#deadline-M-003")
    page.click("#action-M-003 [data-cancel]")
    expect(page.locator("a#deadline-M-003")).to_be_visible()
    expect(mark).to_have_count(1)
