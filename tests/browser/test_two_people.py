"""Two people on one text in two real browsers: nothing they typed is lost, and nothing is overwritten unseen."""

import pytest
from playwright.sync_api import expect

from tests.browser.two import CONFLICT, MINE, SHEET, TEXT, THEIRS, Pair, met, opened, saved

pytestmark = pytest.mark.browser


def purpose(pair: Pair) -> str:
    return pair.town.action("M-003").purpose or ""


def test_different_groups_do_not_meet(pair: Pair) -> None:
    mine, theirs = pair.begin("purpose", "outcome")
    pair.types(theirs, "Ein Pool für alle.", "outcome-outcome")
    saved(theirs, "outcome")
    pair.types(mine, MINE)
    saved(mine)

    assert (purpose(pair), pair.town.action("M-003").outcome) == (MINE, "Ein Pool für alle.")


def test_different_fields_of_a_group_are_merged_and_told(pair: Pair) -> None:
    mine, theirs = pair.begin("purpose")
    pair.types(theirs, "Dolmetschen für alle", "purpose-title")
    saved(theirs)
    pair.types(mine, MINE)
    saved(mine)

    expect(mine.locator("#group-purpose .merged")).to_contain_text("eingearbeitet")
    expect(mine.locator("h1")).to_have_text("Dolmetschen für alle")
    assert purpose(pair) == MINE


def test_different_sentences_are_merged_looked_at_and_undone(pair: Pair) -> None:
    mine, theirs = pair.begin("purpose")
    pair.types(theirs, THEIRS)
    saved(theirs)
    pair.types(mine, f"{TEXT} Und zwar bald.")
    saved(mine)
    assert purpose(pair) == f"{THEIRS} Und zwar bald."

    pair.anna.submit(mine.get_by_role("link", name="Ansehen, was dazukam"))
    expect(mine.locator(".came-in ins")).to_have_text("überhaupt nicht")
    expect(mine.locator(".source-list").last.locator("li").first).to_contain_text("Redaktion (Eda)")
    assert pair.anna.violations() == []
    pair.anna.submit(mine.get_by_role("button", name="Zurücknehmen"))
    expect(mine.locator(".messages")).to_contain_text("Wiederhergestellt")
    assert purpose(pair) == f"{TEXT} Und zwar bald."


def test_a_merge_is_undone_where_it_is_told(pair: Pair) -> None:
    mine, theirs = pair.begin("purpose")
    pair.types(theirs, f"Vorweg. {TEXT}")
    saved(theirs)
    pair.types(mine, f"{TEXT} Zuletzt.")
    saved(mine)
    pair.anna.submit("#group-purpose .merged button")

    expect(mine.locator("#group-purpose")).to_contain_text("Zuletzt.")
    assert purpose(pair) == f"{TEXT} Zuletzt."


def test_both_append_to_the_end_and_choose_both(pair: Pair) -> None:
    mine, theirs = pair.begin("purpose")
    pair.types(theirs, f"{TEXT} Das sagt Eda.")
    saved(theirs)
    pair.types(mine, f"{TEXT} Das sagt Anna.")
    met(mine)
    both = f"{TEXT} Das sagt Eda. Das sagt Anna."
    pair.types(mine, both)
    saved(mine)

    assert purpose(pair) == both


def test_the_same_sentence_keeping_mine(pair: Pair) -> None:
    pair.clash()
    page = pair.anna.page
    for side, text in (("base", "spät"), ("theirs", "überhaupt nicht"), ("mine", "rechtzeitig")):
        expect(page.locator(f".clash .{side}")).to_contain_text(text)
    expect(page.locator(".clash .theirs")).to_contain_text("Redaktion (Eda)")
    expect(page.locator("#group-purpose-purpose")).to_have_value(MINE)
    assert page.locator(".ways").evaluate("(ways) => parseFloat(getComputedStyle(ways).rowGap)") >= 8  # for thumbs
    page.get_by_role("button", name="Meine Fassung behalten").click()
    saved(page)

    assert purpose(pair) == MINE


def test_the_same_sentence_taking_theirs(pair: Pair) -> None:
    pair.clash()
    pair.typed.remove(MINE)  # dropped on purpose
    before = len(pair.town.events())
    pair.anna.page.get_by_role("link", name="Die andere übernehmen").click()

    expect(pair.anna.page.locator(CONFLICT)).to_have_count(0)
    expect(pair.anna.page.locator("#group-purpose")).to_contain_text("überhaupt nicht")
    expect(pair.anna.page.locator("#group-purpose form")).to_have_count(0)
    assert (purpose(pair), len(pair.town.events())) == (THEIRS, before)


def test_the_same_sentence_edited_by_keyboard_alone(pair: Pair) -> None:
    pair.clash()
    page = pair.anna.page
    expect(page.locator("#group-purpose .alert")).to_be_focused()
    for _press in range(2):
        page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Die andere übernehmen")).to_be_focused()
    for _press in range(3):
        page.keyboard.press("Tab")
    expect(page.locator("#group-purpose-purpose")).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Beide haben recht.")
    pair.typed.append(f"{MINE} Beide haben recht.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    saved(page)

    assert purpose(pair) == f"{MINE} Beide haben recht."


@pytest.mark.parametrize("way", ["Meine Fassung behalten", "Die andere übernehmen"])
def test_who_has_begun_to_put_both_together_is_asked_before_it_goes(pair: Pair, way: str) -> None:
    pair.clash()
    page = pair.anna.page
    both = f"{MINE} Beide haben recht."
    page.fill("#group-purpose-purpose", both)
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.get_by_text(way, exact=True).click()

    expect(page.locator("#group-purpose-purpose")).to_have_value(both)
    assert asked == ["Was Sie hier seitdem bearbeitet haben, geht dann verloren. Trotzdem?"]
    pair.types(page, both)
    saved(page)
    assert purpose(pair) == both


def test_a_third_save_before_i_decide_is_met_again(pair: Pair) -> None:
    pair.clash()
    mine, theirs = pair.pages
    opened(theirs, "purpose")
    pair.types(theirs, THEIRS.replace("überhaupt", "fast"))
    saved(theirs)
    pair.types(mine, f"{MINE} Wirklich.")
    met(mine)
    expect(mine.locator(".clash .theirs")).to_contain_text("fast nicht")
    expect(mine.locator("#group-purpose-purpose")).to_have_value(f"{MINE} Wirklich.")
    mine.get_by_role("button", name="Meine Fassung behalten").click()
    saved(mine)

    assert purpose(pair) == f"{MINE} Wirklich."


def test_what_nobody_disputes_stays_whatever_i_choose(pair: Pair) -> None:
    mine, theirs = pair.begin("purpose")
    theirs.fill("#group-purpose-title", "Titel von Eda")
    pair.types(theirs, THEIRS)
    saved(theirs)
    mine.fill("#group-purpose-situation", "Lage von Anna.")
    pair.types(mine, MINE)
    met(mine)
    pair.typed.remove(MINE)
    mine.get_by_role("button", name="Hier die andere übernehmen").click()
    saved(mine)

    action = pair.town.action("M-003")
    assert (action.title, action.situation, action.purpose) == ("Titel von Eda", "Lage von Anna.", THEIRS)


def test_a_restored_version_is_met_by_who_is_still_typing(pair: Pair) -> None:
    mine, theirs = pair.begin("purpose")
    pair.types(theirs, THEIRS)
    saved(theirs)
    pair.eda.go(f"{SHEET}/versions/purpose")
    pair.eda.submit(theirs.get_by_role("button", name="Diese Fassung wiederherstellen").first)
    assert purpose(pair) == TEXT
    pair.types(mine, MINE)
    saved(mine)

    assert purpose(pair) == MINE
    pair.eda.go(f"{SHEET}/versions/purpose")
    expect(theirs.locator(".version")).to_contain_text(["Koordination", "wiederhergestellt", "überhaupt nicht", "spät"])
