"""What is typed while others change the page beneath it: it stays, says so, and comes back after a crash."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser.conftest import Visit
from tests.browser.test_live import listens
from tests.browser.test_saving_drafts import crash, drafts
from tests.browser.two import SHEET, Pair, met, saved
from tests.streams import listening
from tests.world import World
from workspace.actions.steps import Step
from workspace.actions.words import Priority
from workspace.live.hub import Hub

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 800}, "color_scheme": "dark"}
WORDS = "Bedarf gründlich abfragen"


@pytest.fixture
def hub(house: tuple[Flask, Any, str], town: World) -> Iterator[Hub]:
    """Let the pages listen."""
    yield from listening(house[0])


def steps(town: World, *titles: str) -> None:
    """Give the action its steps."""
    town.act(town.anna, lambda action, by: [Step.add(action, by=by, title=title) for title in titles], "M-003")


def remove_step(town: World, number: int) -> None:
    """Let Eda remove a step."""
    town.act(
        town.eda, lambda action, by: Step.at(action.workspace_id, code="M-003", step=number).remove(by=by), "M-003"
    )


def typing_into_a_step(page: Page) -> None:
    page.click("#edit-step-2")
    page.fill("#step-2-title", WORDS)
    expect(page.locator("#step-2 [data-kept]")).to_contain_text("Entwurf gesichert")


def titles(town: World) -> list[str]:
    return town.all(select(Step.title).where(Step.removed.is_(False)).order_by(Step.id))


def test_a_step_removed_while_i_type_stays_open_and_becomes_a_new_one(
    town: World, hub: Hub, visit: Callable[..., Visit]
) -> None:
    steps(town, "Auftakt", "Bedarf abfragen", "Auswerten")
    window = visit(town.anna)
    page = listens(window.go(SHEET))
    typing_into_a_step(page)
    page.locator("#step-2-title").evaluate("box => box.setSelectionRange(3, 5)")
    remove_step(town, 2)

    expect(page.locator("#step-2 .gone")).to_contain_text("Dieser Arbeitsschritt wurde inzwischen entfernt.")
    expect(page.locator("#step-2 .gone")).to_contain_text("Ihr Text steht noch hier.")
    expect(page.locator("#step-2-title")).to_have_value(WORDS)
    assert page.evaluate("[document.activeElement.id, document.activeElement.selectionStart]") == ["step-2-title", 3]
    assert [one.get_attribute("id") for one in page.locator("#step-list > li").all()] == ["step-1", "step-2", "step-3"]
    assert (window.violations(), window.overflow() <= 0) == ([], True)
    page.get_by_role("button", name="Als neuen Arbeitsschritt hinzufügen").click()

    expect(page.locator("#step-4")).to_contain_text(WORDS)
    expect(page.locator("#step-2")).to_have_count(0)
    assert titles(town) == ["Auftakt", "Auswerten", WORDS]
    assert drafts(town) == []


def test_after_a_crash_the_words_of_a_removed_step_are_on_the_page(
    town: World, hub: Hub, visit: Callable[..., Visit]
) -> None:
    steps(town, "Auftakt", "Bedarf abfragen")
    page = visit(town.anna).go(SHEET)
    typing_into_a_step(page)
    crash(page)
    remove_step(town, 2)
    page = visit(town.anna).go(SHEET)

    expect(page.locator("#step-2 .gone")).to_contain_text("Dieser Arbeitsschritt wurde inzwischen entfernt.")
    expect(page.locator("#step-2-title")).to_have_value(WORDS)
    with page.expect_response("**/drafts/removal"):
        page.locator("#step-2").get_by_text("Verwerfen", exact=True).click()
    expect(page.locator("#step-2")).to_have_count(0)
    page.reload()
    expect(page.locator("#step-1")).to_be_visible()
    assert drafts(town) == []


def clash_over_the_deadline(pair: Pair) -> Page:
    """Let Anna type a deadline that meets Eda's, and wait until her draft is kept beside both."""
    mine, theirs = pair.begin("deadline", text="")
    pair.types(theirs, "31.01.2029", "deadline-deadline_text")
    saved(theirs, "deadline")
    with mine.expect_response("**/drafts"):
        pair.types(mine, "28.02.2028", "deadline-deadline_text")
        met(mine)
    return mine


def test_taking_theirs_throws_my_draft_away(pair: Pair) -> None:
    mine = clash_over_the_deadline(pair)
    pair.typed = ["31.01.2029"]  # the other is dropped on purpose
    with mine.expect_response("**/drafts/removal"):
        mine.get_by_text("Die andere übernehmen", exact=True).click()
    mine.click("#edit-deadline")

    expect(mine.locator("#group-deadline-deadline_text")).to_have_value("31.01.2029")
    expect(mine.locator("#group-deadline [data-kept]")).to_be_empty()
    expect(mine.locator(".draft-mark")).to_have_count(0)
    assert drafts(pair.town) == []


def test_keeping_mine_leaves_no_draft_and_no_mark(pair: Pair) -> None:
    mine = clash_over_the_deadline(pair)
    pair.typed = ["28.02.2028"]
    mine.get_by_text("Meine Fassung behalten", exact=True).click()

    expect(mine.locator("#group-deadline")).to_contain_text("28.02.2028")
    expect(mine.locator("#edit-deadline")).to_be_visible()
    expect(mine.locator(".draft-mark")).to_have_count(0)
    assert drafts(pair.town) == []


def test_a_draft_that_has_met_theirs_meets_it_again_when_it_is_taken_up(
    pair: Pair, visit: Callable[..., Visit], town: World
) -> None:
    mine = clash_over_the_deadline(pair)
    crash(mine)
    page = visit(town.anna).go(SHEET)
    page.click("#edit-deadline")
    expect(page.locator("#group-deadline-deadline_text")).to_have_value("28.02.2028")
    expect(page.locator("#group-deadline .meanwhile")).to_contain_text("oder Sie werden gefragt")
    page.fill("#group-deadline-start_text", "2027")
    page.click("#group-deadline form:not([data-settles]) button[type=submit]")

    expect(page.locator(".clash .theirs .diff")).to_have_text("31.01.2029")
    assert town.action("M-003").deadline_text == "31.01.2029"
    pair.anna.page, pair.typed = page, ["31.01.2029", "28.02.2028"]


@pytest.mark.parametrize("part", ["group", "step", "row"])
def test_saved_is_said_until_the_part_is_changed_again(
    town: World, hub: Hub, visit: Callable[..., Visit], part: str
) -> None:
    steps(town, "Auftakt")
    link, field, save, place = {
        "group": ("#edit-outcome", "#group-outcome-outcome", "#group-outcome .buttons > button", "#group-outcome"),
        "step": ("#edit-step-1", "#step-1-title", "#step-1 .buttons > button", "#step-1"),
        "row": ("#deadline-M-003", "input#deadline-M-003", "#action-M-003 .cell-buttons > button", "#action-M-003"),
    }[part]
    window = visit(town.anna)
    page = listens(window.go("/w/musterstadt/plans/1/" if part == "row" else SHEET))
    page.click(link)
    page.fill(field, "31.12.2031")
    with page.expect_response(lambda answer: "after=" in answer.url and "heard" not in answer.url):
        page.locator(save).first.click()
    town.act(town.eda, lambda action, by: action.set_priority(Priority.KEY, by=by), "M-003")
    expect(page.locator("#action-M-003 .tag" if part == "row" else "#group-priority")).to_contain_text("Schlüssel")

    expect(page.locator(f"{place} .saved")).to_have_text(re.compile(r"^gespeichert \d\d:\d\d$"))
    assert (window.violations(), window.overflow() <= 0) == ([], True)
    page.click(link)
    expect(page.locator(field)).to_be_visible()
    expect(page.locator(f"{place} .saved")).to_have_count(0)


def test_others_see_which_step_is_being_changed(town: World, hub: Hub, visit: Callable[..., Visit]) -> None:
    steps(town, "Auftakt", "Bedarf abfragen")
    window, other = visit(town.anna, **PHONE), visit(town.eda)
    page, there = listens(window.go(SHEET)), listens(other.go(SHEET))
    there.click("#edit-step-2")
    there.fill("#step-2-title", WORDS)

    expect(page.locator("#step-2 .typing")).to_have_text("Redaktion ändert dies gerade")
    assert (window.violations(), window.overflow() <= 0) == ([], True)
    page.click("#edit-step-2")
    expect(page.locator("#step-2 .typing")).to_be_visible()
    assert there.evaluate("document.querySelector('#step-2 .save-state').closest('.buttons') !== null")


def test_after_a_crash_the_first_screen_names_what_was_not_saved(
    town: World, hub: Hub, visit: Callable[..., Visit]
) -> None:
    steps(town, "Auftakt", "Bedarf abfragen")
    page = visit(town.anna).go(SHEET)
    typing_into_a_step(page)
    crash(page)
    window = visit(town.anna, **PHONE)
    page = listens(window.go("/w/musterstadt/"))
    expect(page.locator("#unsaved")).to_contain_text("Nicht gespeicherte Entwürfe: M-003 Arbeitsschritte (heute, ")
    assert (window.violations(), window.overflow() <= 0) == ([], True)
    page.click("#unsaved a")

    expect(page.locator("#step-2-title")).to_have_value(WORDS)
    expect(page.locator("#step-2 .taken-up")).to_contain_text("Übernommen aus Ihrem Entwurf (heute, ")
    assert (window.violations(), window.overflow() <= 0) == ([], True)


def test_a_part_just_offered_stays_open_when_others_change_something(
    town: World, hub: Hub, visit: Callable[..., Visit]
) -> None:
    page = listens(visit(town.anna).go(SHEET))
    page.click("#edit-outcome")
    page.fill("#group-outcome-outcome", "Was noch niemand geschrieben hat")
    town.act(town.eda, lambda action, by: action.set_priority(Priority.KEY, by=by), "M-003")

    expect(page.locator("#group-priority")).to_contain_text("Schlüssel")
    expect(page.locator("#group-outcome-outcome")).to_have_value("Was noch niemand geschrieben hat")
    expect(page.locator("#group-outcome-outcome")).to_be_focused()
