"""Drafts in a real browser: what was typed is there again after a crash, on another machine, in whatever form."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select

from tests.browser.conftest import Visit
from tests.browser.test_saving import FIELD, SAVE, SHEET, STATE, TEXT, kept, typing
from tests.world import TOWN, World
from workspace.editing.drafts import Draft

pytestmark = pytest.mark.browser
STATEMENT = "Übernommen aus Ihrem Entwurf (heute, "


def crash(page: Page) -> None:
    """End the browser as a power cut would: nothing asks, nothing is sent any more."""
    page.context.set_offline(True)
    page.evaluate("document.querySelectorAll('form[data-dirty]').forEach((form) => form.removeAttribute('data-dirty'))")
    page.context.close()


def drafts(town: World) -> list[str]:
    return town.all(select(Draft.address).order_by(Draft.id))


def test_after_a_crash_the_text_is_there_on_another_machine(visit: Callable[..., Visit], town: World) -> None:
    window = visit(town.anna)
    page = window.go(SHEET)
    typing(page)
    kept(page)
    crash(page)

    elsewhere = visit(town.anna)
    page = elsewhere.go(SHEET)
    expect(page.locator("#edit-outcome .draft-mark")).to_have_text("Entwurf")
    page.click("#edit-outcome")
    expect(page.locator(FIELD)).to_have_value(TEXT)
    expect(page.locator("#group-outcome .taken-up")).to_contain_text(STATEMENT)
    expect(page.locator(STATE)).to_have_text("noch nicht gespeichert")
    assert elsewhere.violations() == []
    page.click(SAVE)
    expect(page.locator("#group-outcome .saved")).to_be_visible()
    assert town.action("M-003").outcome == TEXT
    assert drafts(town) == []
    page.reload()
    expect(page.locator(".draft-mark")).to_have_count(0)


def test_a_draft_merges_with_what_others_saved_meanwhile(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(SHEET)
    page.click("#edit-purpose")
    page.fill("#group-purpose-purpose", "Meine Fassung.")
    kept(page)
    crash(page)
    theirs = visit(town.eda).go(SHEET)
    theirs.click("#edit-purpose")
    theirs.fill("#group-purpose-purpose", "Ihre Fassung.")
    theirs.click("#group-purpose button[type=submit]")
    expect(theirs.locator("#group-purpose .saved")).to_be_visible()

    page = visit(town.anna).go(SHEET)
    page.click("#edit-purpose")
    expect(page.locator("#group-purpose-purpose")).to_have_value("Meine Fassung.")
    page.click("#group-purpose button[type=submit]")
    expect(page.locator(".clash .theirs")).to_contain_text("Ihre Fassung.")
    expect(page.locator("#group-purpose-purpose")).to_have_value("Meine Fassung.")
    expect(page.locator("#group-purpose [data-state]")).to_contain_text("inzwischen etwas anderes gespeichert")
    page.get_by_role("button", name="Bearbeitete Fassung speichern").click()
    expect(page.locator("#group-purpose .saved")).to_be_visible()
    assert drafts(town) == []


def test_a_draft_is_discarded_and_the_form_is_as_it_was(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(SHEET)
    page.click("#edit-purpose")
    page.fill("#group-purpose-title", "Ganz anders")
    kept(page)
    crash(page)
    page = visit(town.anna).go(SHEET)
    page.click("#edit-purpose")
    expect(page.locator("#group-purpose-title")).to_have_value("Ganz anders")
    page.get_by_role("button", name="Verwerfen").click()

    expect(page.locator("#group-purpose-title")).to_have_value("Dolmetschpool aufbauen")
    expect(page.locator("#group-purpose [data-kept]")).to_be_empty()
    assert page.locator("form[data-dirty]").count() == 0
    assert drafts(town) == []


def test_what_was_typed_onto_a_draft_is_asked_about_before_it_is_discarded(
    visit: Callable[..., Visit], town: World
) -> None:
    page = visit(town.anna).go(SHEET)
    typing(page)
    kept(page)
    crash(page)
    page = visit(town.anna).go(SHEET)
    page.click("#edit-outcome")
    expect(page.locator(FIELD)).to_have_value(TEXT)
    page.locator(FIELD).press_sequentially(" Und mehr.")
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.get_by_role("button", name="Verwerfen").click()

    assert len(asked) == 1
    expect(page.locator(FIELD)).to_have_value(f"{TEXT} Und mehr.")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Verwerfen").click()
    expect(page.locator(FIELD)).to_have_value("")


def test_what_was_cancelled_can_be_had_back(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(SHEET)
    typing(page)
    page.get_by_role("link", name="Abbrechen").click()
    expect(page.locator("#edit-outcome .draft-mark")).to_be_visible()
    page.click("#edit-outcome")

    expect(page.locator(FIELD)).to_have_value(TEXT)


def test_a_comment_and_a_step_come_back_where_they_were_typed(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(SHEET)
    page.fill("#add-comment textarea", "Halb geschriebener Kommentar")
    page.click(".add-step summary")
    page.fill("#add-step-title", "Halb geschriebener Schritt")
    expect(page.locator("[data-kept]", has_text="Entwurf gesichert")).to_have_count(2)
    crash(page)
    page = visit(town.anna).go(SHEET)

    expect(page.locator("#add-comment textarea")).to_have_value("Halb geschriebener Kommentar")
    expect(page.locator("#add-step-title")).to_be_visible()
    expect(page.locator("#add-step-title")).to_have_value("Halb geschriebener Schritt")
    page.click("#add-comment button[type=submit]")
    expect(page.locator("#comment-list")).to_contain_text("Halb geschriebener Kommentar")
    expect(page.locator("#add-comment textarea")).to_have_value("")
    assert drafts(town) == [f"{SHEET}/steps"]


def test_a_table_comes_back_with_all_of_its_rows(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(SHEET)
    page.click("#edit-costs")
    page.fill("#group-costs-costs-0-once", "12.500")
    page.get_by_role("button", name="Jahr hinzufügen").click()
    page.fill("#group-costs-costs-5-once", "700")
    kept(page)
    crash(page)
    page = visit(town.anna).go(SHEET)
    page.click("#edit-costs")

    expect(page.locator("#group-costs-costs-5-once")).to_have_value("700")
    expect(page.locator("#group-costs-costs-0-once")).to_have_value("12.500")


def test_no_draft_ever_goes_over_what_was_typed_after_it(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(SHEET)
    page.click("#edit-purpose")
    page.fill("#group-purpose-purpose", "Erste Fassung")
    kept(page)
    page.fill("#group-purpose-purpose", "Zweite Fassung")
    page.fill("#group-purpose-title", "")
    page.click("#group-purpose button[type=submit]")
    expect(page.locator("#group-purpose-title-error")).to_be_visible()
    page.click("#edit-outcome")
    expect(page.locator(FIELD)).to_be_visible()
    kept(page)

    expect(page.locator("#group-purpose-purpose")).to_have_value("Zweite Fassung")
    fields = dict(town.one(select(Draft.fields)))
    assert fields["purpose"] == "Zweite Fassung"


def test_who_types_before_the_draft_is_there_is_asked(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(SHEET)
    typing(page)
    kept(page)
    crash(page)
    page = visit(town.anna).go(SHEET)
    expect(page.locator("#edit-outcome .draft-mark")).to_be_visible()
    held: list[Route] = []
    page.route("**/drafts?address=*", lambda route: held.append(route))  # noqa: PLW0108 (a builtin has no room for its own mark)
    with page.expect_request("**/drafts?address=*"):
        page.click("#edit-outcome")
    page.locator(FIELD).press_sequentially("Etwas Neues")
    held[0].continue_()
    take = page.locator("#group-outcome").get_by_role("button", name="Übernehmen")
    expect(take).to_be_visible()
    expect(page.locator(FIELD)).to_have_value("Etwas Neues")
    take.click()

    expect(page.locator(FIELD)).to_have_value(TEXT)


def test_a_plain_form_leaves_the_page_only_once_its_text_is_safe(visit: Callable[..., Visit], town: World) -> None:
    window = visit(town.anna)
    page = window.go(f"{TOWN}/plans/new")
    page.fill("#title", "Integrationskonzept 2031")
    page.context.set_offline(True)
    page.click("main .buttons button[type=submit]")
    expect(page.locator("[data-state]")).to_contain_text("Die Verbindung ist abgerissen")
    expect(page.locator("#title")).to_have_value("Integrationskonzept 2031")
    page.context.set_offline(False)
    page.fill("#first_year", "2031")
    page.fill("#last_year", "2035")
    window.submit("main .buttons button[type=submit]")

    expect(page.locator(".alert.is-success")).to_be_visible()
    assert drafts(town) == []
    window.wrong = [text for text in window.wrong if "ERR_INTERNET" not in text]


def test_a_plain_form_whose_text_is_safe_already_goes_at_the_first_press(
    visit: Callable[..., Visit], town: World
) -> None:
    window = visit(town.anna)
    page = window.go(f"{TOWN}/plans/new")
    page.fill("#title", "Integrationskonzept 2031")
    page.fill("#first_year", "2031")
    page.fill("#last_year", "2035")
    kept(page)
    window.submit("main .buttons button[type=submit]")

    expect(page.locator(".alert.is-success")).to_be_visible()


def test_a_hidden_page_keeps_the_draft_at_once_and_nothing_stays_in_the_browser(
    visit: Callable[..., Visit], town: World
) -> None:
    page = visit(town.anna).go(SHEET)
    typing(page)
    with page.expect_response("**/drafts"):
        page.evaluate("""Object.defineProperty(document, "hidden", {value: true});
                         document.dispatchEvent(new Event("visibilitychange"))""")

    assert drafts(town) == [f"{SHEET}/groups/outcome"]
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
