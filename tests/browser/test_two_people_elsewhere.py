"""Two people beyond the sheet's texts: dates, rows of the plan, steps, the plan itself, and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.two import MINE, SHEET, THEIRS, Pair, met, saved
from tests.world import World

pytestmark = pytest.mark.browser
PLAN = "/w/musterstadt/plans/1"


@pytest.mark.parametrize("choice", ["Meine Fassung behalten", "Die andere übernehmen"])
def test_a_date_is_one_or_the_other_with_one_press(pair: Pair, choice: str) -> None:
    mine, theirs = pair.begin("deadline", text="")
    pair.types(theirs, "2029", "deadline-deadline_text")
    saved(theirs, "deadline")
    pair.types(mine, "2028", "deadline-deadline_text")
    met(mine)
    expect(mine.locator(".clash .theirs .diff")).to_have_text("2029")
    expect(mine.locator(".clash .mine .diff")).to_have_text("2028")
    mine.get_by_text(choice, exact=True).click()

    expect(mine.locator("#group-deadline form")).to_have_count(0)
    wanted = "2028" if choice.startswith("Meine") else "2029"
    expect(mine.locator("#group-deadline")).to_contain_text(wanted)
    assert pair.town.action("M-003").deadline_text == wanted
    pair.typed = [wanted]  # the other is dropped on purpose


@pytest.mark.parametrize("choice", ["Meine Fassung behalten", "Die andere übernehmen"])
def test_a_cell_of_the_plan_is_one_or_the_other_with_one_press(pair: Pair, choice: str) -> None:
    for window, year in ((pair.anna, "2028"), (pair.eda, "2029")):
        window.go(f"{PLAN}/").click("a#deadline-M-003")
        window.page.fill("input#deadline-M-003", year)
    mine, theirs = pair.pages
    theirs.press("input#deadline-M-003", "Enter")
    expect(theirs.locator("a#deadline-M-003")).to_contain_text("2029")
    mine.press("input#deadline-M-003", "Enter")
    expect(mine.locator(".cell-clash .theirs dd")).to_have_text("2029")
    expect(mine.locator(".cell-clash .mine dd")).to_have_text("2028")
    expect(mine.locator(".cell-clash")).to_be_focused()
    assert pair.anna.violations() == []
    mine.get_by_text(choice, exact=True).click()

    wanted = "2028" if choice.startswith("Meine") else "2029"
    expect(mine.locator("a#deadline-M-003")).to_contain_text(wanted)
    assert pair.town.action("M-003").deadline_text == wanted


def test_a_step_removed_while_i_edit_it_keeps_my_words(pair: Pair) -> None:
    for window in (pair.anna, pair.eda):
        window.go(SHEET)
    mine, theirs = pair.pages
    mine.click(".add-step summary")
    mine.fill("#add-step-title", "Bedarf abfragen")
    mine.click("#add-step button[type=submit]")
    mine.click("#edit-step-1")
    mine.fill("#step-1-title", "Bedarf gründlich abfragen")
    pair.typed.append("Bedarf gründlich abfragen")
    theirs.reload()
    theirs.click("#edit-step-1")
    theirs.get_by_role("button", name="Arbeitsschritt entfernen").click()
    expect(theirs.locator("#step-1")).to_have_count(0)
    mine.click("#step-1 button[type=submit]")

    expect(mine.locator("#step-1 .gone")).to_contain_text("Ihr Text steht noch hier")
    expect(mine.locator("#step-1-title")).to_have_value("Bedarf gründlich abfragen")


def test_the_plans_own_texts_lead_on_to_their_page(visit: Callable[..., Visit], town: World) -> None:
    pair = Pair(town, visit(town.anna), visit(town.anna))
    for window in (pair.anna, pair.eda):
        window.go(f"{PLAN}/edit")
    mine, theirs = pair.pages
    theirs.fill("#vision", "Gut zusammen leben und arbeiten.")
    pair.eda.submit("#about button[type=submit]")
    mine.fill("#vision", "Gut zusammen leben und lernen.")
    pair.anna.submit("#about button[type=submit]")
    met(mine)
    expect(mine.locator("#vision")).to_have_value("Gut zusammen leben und lernen.")
    assert pair.anna.violations() == []
    pair.anna.submit(mine.get_by_role("button", name="Meine Fassung behalten"))

    expect(mine.locator(".messages")).to_contain_text("Gespeichert")
    expect(mine.locator("#vision")).to_have_value("Gut zusammen leben und lernen.")
    mine.locator("#about .way-back").click()
    expect(mine.locator(".version")).to_have_count(3)


@pytest.mark.parametrize("choice", ["Meine Fassung behalten", "Die andere übernehmen", "Bearbeitete Fassung speichern"])
def test_without_javascript_there_are_the_same_three_ways(
    visit: Callable[..., Visit], town: World, choice: str
) -> None:
    plain = Pair(town, visit(town.anna, java_script_enabled=False), visit(town.eda))
    plain.clash()
    page = plain.anna.page
    if choice.startswith("Bearbeitete"):
        page.fill("#group-purpose-purpose", f"{MINE} Und so.")
    page.get_by_text(choice, exact=True).click()

    wanted = {"Meine": MINE, "Die": THEIRS, "Bearbeitete": f"{MINE} Und so."}[choice.split(maxsplit=1)[0]]
    expect(page.locator("#group-purpose")).to_contain_text(wanted)
    expect(page.locator("#conflict-title")).to_have_count(0)
    assert town.action("M-003").purpose == wanted


@pytest.mark.parametrize("scheme, width", [("light", 1280), ("dark", 320)])
def test_the_panel_is_accessible_and_fits(visit: Callable[..., Visit], town: World, scheme: str, width: int) -> None:
    window = visit(town.anna, color_scheme=scheme, viewport={"width": width, "height": 800})
    both = Pair(town, window, visit(town.eda))
    both.clash()
    assert (window.violations(), window.overflow() <= 0) == ([], True)
    window.page.get_by_role("button", name="Meine Fassung behalten").click()
    saved(window.page)
    window.go(f"{SHEET}/versions/purpose")
    assert (window.violations(), window.overflow() <= 0) == ([], True)
