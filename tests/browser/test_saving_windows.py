"""Several windows, several people, slow lines: nobody's words come under another's name, and no word is lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select

from tests.browser.conftest import Visit
from tests.browser.test_saving import FIELD, SAVE, SHEET, STATE, TEXT, kept, typing
from tests.browser.test_saving_drafts import crash, drafts
from tests.world import TOWN, Person, World
from workspace.editing.drafts import Draft

pytestmark = pytest.mark.browser
MORE = " Und noch ein Satz."
COMMENT = "#add-comment textarea"
OTHER = "Sie sind als Eda angemeldet"


def becomes(window: Visit, town: World, person: Person) -> None:
    """Sign somebody else in, in another tab of the same browser."""
    cookie = town.client(person).get_cookie("mitplan")
    window.page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": window.address}])


def held(page: Page, address: str) -> list[Route]:
    """Hold a save on its way, as a slow line does."""
    found: list[Route] = []
    page.route(address, lambda route: found.append(route) if route.request.method == "POST" else route.continue_())
    return found


def texts(town: World) -> list[str]:
    return sorted(dict(fields).get("text") or dict(fields).get("outcome") for fields in town.all(select(Draft.fields)))


@pytest.mark.parametrize("opened_before", [True, False])
def test_nothing_typed_by_one_person_is_kept_or_saved_under_another_name_unasked(
    visit: Callable[..., Visit], town: World, opened_before: bool
) -> None:
    window = visit(town.anna)
    page = window.go(SHEET)
    if opened_before:
        page.click("#edit-outcome")
        expect(page.locator(FIELD)).to_be_visible()
    becomes(window, town, town.eda)
    if not opened_before:
        page.click("#edit-outcome")
    for text in (TEXT, MORE):
        page.locator(FIELD).press_sequentially(text)
        expect(page.locator("#group-outcome [data-kept]")).to_contain_text(OTHER)
    page.click(SAVE)
    expect(page.locator(STATE)).to_contain_text(OTHER)
    assert town.action("M-003").outcome is None
    with page.expect_response("**/drafts") as answer:
        page.locator(FIELD).press_sequentially(MORE)
    assert answer.value.status == 403
    assert drafts(town) == []

    page.click(SAVE)
    expect(page.locator("#group-outcome .saved")).to_be_visible()
    assert town.latest().actor == town.member(town.eda).pseudonym


def test_a_plain_form_asks_too(visit: Callable[..., Visit], town: World) -> None:
    window = visit(town.anna)
    page = window.go(f"{TOWN}/plans/1/actions/new")
    page.fill("#title", "Sprachcafé im Stadtteil")
    page.select_option("#home", index=2)
    becomes(window, town, town.eda)
    before = town.events()
    window.submit("main .buttons button[type=submit]")

    expect(page.locator("[data-why]")).to_contain_text(OTHER)
    expect(page.locator("textarea").first).to_have_value("Sprachcafé im Stadtteil")
    assert len(town.events()) == len(before)
    window.submit("main .buttons button[type=submit]")
    assert town.latest().actor == town.member(town.eda).pseudonym


def test_what_is_typed_while_a_group_is_being_saved_stays_as_not_saved(
    visit: Callable[..., Visit], town: World
) -> None:
    page = visit(town.anna).go(SHEET)
    typing(page)
    on_its_way = held(page, "**/groups/outcome")
    page.click(SAVE)
    page.locator(FIELD).press("End")
    with page.expect_response("**/drafts"):
        page.locator(FIELD).press_sequentially(MORE)
    on_its_way[0].continue_()
    expect(page.locator("#live")).to_contain_text("gespeichert")

    expect(page.locator(FIELD)).to_have_value(TEXT + MORE)
    expect(page.locator(STATE)).to_have_text("noch nicht gespeichert")
    assert town.action("M-003").outcome == TEXT
    assert texts(town) == [TEXT + MORE]
    page.unroute_all()
    page.click(SAVE)
    expect(page.locator("#group-outcome .saved")).to_be_visible()
    assert town.action("M-003").outcome == TEXT + MORE
    assert drafts(town) == []


def test_what_is_typed_while_a_comment_is_sent_is_the_next_one(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(SHEET)
    page.fill(COMMENT, TEXT)
    on_its_way = held(page, "**/comments")
    page.click("#add-comment button[type=submit]")
    page.locator(COMMENT).press("End")
    page.locator(COMMENT).press_sequentially(MORE)
    on_its_way[0].continue_()
    expect(page.locator("#comment-list")).to_contain_text(TEXT)

    expect(page.locator(COMMENT)).to_have_value(MORE.strip())
    expect(page.locator("#add-comment [data-state]")).to_have_text("noch nicht gespeichert")
    kept(page)
    assert texts(town) == [MORE.strip()]


def test_what_is_typed_while_a_save_is_refused_stays_too(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(SHEET)
    page.click("#edit-purpose")
    page.fill("#group-purpose-title", "")
    on_its_way = held(page, "**/groups/purpose")
    page.click("#group-purpose button[type=submit]")
    page.fill("#group-purpose-purpose", TEXT)
    on_its_way[0].continue_()

    expect(page.locator("#group-purpose-title-error")).to_be_visible()
    expect(page.locator("#group-purpose-purpose")).to_have_value(TEXT)


def test_a_draft_of_another_window_is_offered_and_never_overwritten(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(SHEET)
    other = visit(town.anna).go(SHEET)
    typing(other)
    kept(other)
    crash(other)
    page.click("#edit-outcome")
    expect(page.locator(FIELD)).to_have_value(TEXT)
    page.locator(FIELD).fill("Etwas anderes")
    kept(page)
    assert texts(town) == ["Etwas anderes"]


def test_a_draft_another_window_goes_on_with_is_kept_anew(visit: Callable[..., Visit], town: World) -> None:
    window = visit(town.anna)
    page = window.go(SHEET)
    typing(page)
    kept(page)
    other = page.context.new_page()
    other.goto(window.address + SHEET)
    other.click("#edit-outcome")
    expect(other.locator(FIELD)).to_have_value(TEXT)
    with page.expect_response("**/drafts"):
        other.locator(FIELD).fill("Etwas anderes")

    assert texts(town) == [TEXT, "Etwas anderes"]
    other.close()


def test_who_types_without_a_pause_is_kept_all_the_same(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(SHEET)
    page.click("#edit-outcome")
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    for _word in range(50):  # ten seconds and more without a pause that would be one
        page.locator(FIELD).press_sequentially("weiter ")
        page.wait_for_timeout(200)
        if sent:
            break

    assert sent[0].endswith("/drafts")
    kept(page)
    assert texts(town)[0].startswith("weiter weiter")


def test_of_two_drafts_the_newest_stands_in_the_form_and_the_other_beside_it(
    visit: Callable[..., Visit], town: World
) -> None:
    other = visit(town.anna).go(SHEET)
    typing(other, "Etwas anderes")
    kept(other)
    window = visit(town.anna)
    window.page.route(
        "**/drafts", lambda route: route.fulfill(status=404) if route.request.method == "GET" else route.continue_()
    )
    third = window.go(SHEET)
    typing(third, "Im dritten Fenster")
    kept(third)
    assert texts(town) == ["Etwas anderes", "Im dritten Fenster"]
    crash(third)
    crash(other)
    page = visit(town.anna).go(SHEET)
    page.click("#edit-outcome")

    expect(page.locator(FIELD)).to_have_value("Im dritten Fenster")
    line = page.locator("#group-outcome [data-others]")
    line.get_by_role("button", name="Übernehmen").click()
    expect(page.locator(FIELD)).to_have_value("Etwas anderes")
    assert texts(town) == ["Etwas anderes", "Im dritten Fenster"]
    line.get_by_role("button", name="Verwerfen").last.click()
    expect(line.get_by_role("button")).to_have_count(0)
    assert texts(town) == ["Etwas anderes"]


def test_only_the_draft_of_the_form_that_was_sent_goes(visit: Callable[..., Visit], town: World) -> None:
    window = visit(town.anna)
    page = window.go(SHEET)
    other = visit(town.anna).go(SHEET)
    for tab, text in ((page, "In diesem Fenster"), (other, "Im anderen Fenster")):
        tab.fill(COMMENT, text)
        kept(tab)
    other.click("#add-comment button[type=submit]")
    expect(other.locator("#comment-list")).to_contain_text("Im anderen Fenster")

    assert texts(town) == ["In diesem Fenster"]


def test_a_reason_typed_on_the_big_screen_is_asked_about_before_it_goes(
    visit: Callable[..., Visit], town: World
) -> None:
    page = visit(town.anna).go(f"{TOWN}/plans/1/screen/M-003/deadline")
    page.fill("#deadline_text", "2029")
    page.fill("#why", "Weil die Stelle fehlt")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator("[data-cancel]").click(no_wait_after=True)

    expect(page.locator("#why")).to_have_value("Weil die Stelle fehlt")
    assert asked == ["beforeunload"]


def test_drafts_of_different_things_at_one_address_stay_apart(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(f"{TOWN}/plans/1/actions/new?principle=gov-strategy")
    page.fill("#title", "Eine Strategie")
    kept(page)
    crash(page)
    page = visit(town.anna).go(f"{TOWN}/plans/1/actions/new?principle=gov-reviewer")
    with page.expect_response("**/drafts"):
        page.fill("#purpose", "Ein Blick von außen")
    assert page.locator("#title").input_value() == ""
    crash(page)
    back = visit(town.anna).go(f"{TOWN}/plans/1/actions/new?principle=gov-strategy")

    expect(back.locator("#title")).to_have_value("Eine Strategie")
