"""What is typed while others change the page beneath it: it stays, says so, and comes back after a crash."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser.conftest import Visit
from tests.browser.test_live import listens
from tests.browser.test_saving_drafts import crash, drafts
from tests.browser.two import SHEET
from tests.streams import listening
from tests.world import World
from workspace.actions.steps import Step
from workspace.live.hub import Hub

pytestmark = pytest.mark.browser
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
    town.act(town.eda, lambda action, by: Step.at(action.workspace_id, code="M-003", step=number).remove(by=by), "M-003")


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
