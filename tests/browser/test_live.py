"""Two windows on one town: what one does, the other sees, and loses nothing of its own over it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.world import World
from workspace.actions.words import Status
from workspace.comments.talk import Comment
from workspace.live.hub import Hub
from workspace.members.directory import Directory
from workspace.plans.deadline import parse

PLAN, ACTION = "/w/musterstadt/plans/1/", "/w/musterstadt/actions/M-001"
LOOK = """hidden => {
  Object.defineProperty(document, "hidden", {value: hidden, configurable: true});
  document.dispatchEvent(new Event("visibilitychange"));
}"""
IN_THE_DARK_ON_A_PHONE = {"color_scheme": "dark", "viewport": {"width": 390, "height": 800}}


def listens(page: Page) -> Page:
    """Wait until a page listens."""
    expect(page.locator("#liveness")).to_have_attribute("data-state", "on")
    return page


def due(town: World, text: str, code: str = "M-001") -> None:
    """Let Ben move a deadline."""
    town.act(town.ben, lambda action, by: action.set_deadline(parse(text), by=by), code)


def comment(town: World, text: str) -> None:
    """Let Ben say something."""
    town.act(town.ben, lambda action, by: Comment.write(action, text, by=by, directory=Directory(by.workspace_id)))


def test_a_row_changes_under_the_eyes_of_others(town: World, hub: Hub, visit: Callable[..., Any]) -> None:
    page = listens(visit(town.anna).go(PLAN))
    page.check("#pick-M-003")
    page.focus("#owner-M-001")
    due(town, "24.12.2031")

    expect(page.locator("#action-M-001 .deadline")).to_contain_text("24.12.2031")
    expect(page.locator("#heard")).to_have_text("Fachbereich Soziales hat die Frist von „M-001“ geändert")
    assert page.evaluate("document.activeElement.id") == "owner-M-001"
    assert page.is_checked("#pick-M-003")


def test_a_row_being_changed_here_stays_as_it_is(town: World, hub: Hub, visit: Callable[..., Any]) -> None:
    page = listens(visit(town.anna).go(PLAN))
    page.click("#deadline-M-001")
    page.fill("#action-M-001 input[name=deadline_text]", "31.12.20")
    town.act(town.eda, lambda action, by: action.set_status(Status.PREPARING, by=by))

    expect(page.locator("#action-M-001 .state")).to_contain_text("in Vorbereitung")
    assert page.input_value("#action-M-001 input[name=deadline_text]") == "31.12.20"
    assert page.evaluate("document.activeElement.name") == "deadline_text"


def test_a_row_that_leaves_the_filter_fades_where_it_stands(town: World, hub: Hub, visit: Callable[..., Any]) -> None:
    window = visit(town.anna)
    page = listens(window.go(f"{PLAN}?status=under_way"))
    town.act(town.eda, lambda action, by: action.set_status(Status.DONE, by=by))

    expect(page.locator("#action-M-001.is-leaving")).to_contain_text("Passt nicht mehr zum Filter")
    assert window.violations() == []


def test_a_new_action_comes_into_the_list(town: World, hub: Hub, visit: Callable[..., Any]) -> None:
    page = listens(visit(town.rosa).go(f"{PLAN}?status=not_started"))
    expect(page.locator("tr.action-row")).to_have_count(2)
    town.act(town.eda, lambda action, by: action.accept(by=by), "M-004")

    expect(page.locator("#action-M-004")).to_contain_text("Sprachcafé")
    expect(page.locator("tr.action-row")).to_have_count(3)


def test_what_one_types_in_stays_where_it_is_on_the_screen(town: World, hub: Hub, visit: Callable[..., Any]) -> None:
    page = listens(visit(town.anna, viewport={"width": 390, "height": 800}).go(ACTION))
    box = page.locator("#add-comment textarea")
    box.fill("Ich schreibe gerade.")
    top = "box => Math.round(box.getBoundingClientRect().top)"
    before = box.evaluate(top)
    for number in range(3):
        comment(town, f"Ein Kommentar von Ben, Nummer {number}.")

    expect(page.locator("#comment-list")).to_contain_text("Nummer 2")
    assert abs(box.evaluate(top) - before) <= 2
    expect(box).to_be_focused()


def test_typed_text_focus_and_what_is_folded_open_stay(town: World, hub: Hub, visit: Callable[..., Any]) -> None:
    page = listens(visit(town.anna).go(ACTION))
    page.click("#edit-purpose")
    text = page.locator("#group-purpose textarea").first
    text.fill("Was ich gerade schreibe")
    text.evaluate("box => box.setSelectionRange(4, 7)")
    details = page.locator("aside details").first
    details.evaluate("box => { box.open = !box.open; }")
    was_open = details.evaluate("box => box.open")
    due(town, "24.12.2031")

    expect(page.locator("#group-deadline")).to_contain_text("24.12.2031")
    expect(page.locator("#timeline")).to_contain_text("24.12.2031")
    assert text.input_value() == "Was ich gerade schreibe"
    assert page.evaluate("[document.activeElement.selectionStart, document.activeElement.selectionEnd]") == [4, 7]
    assert details.evaluate("box => box.open") == was_open


def purpose(town: World, text: str) -> None:
    """Let Eda save what the action is about."""
    town.act(
        town.eda,
        lambda action, by: action.edit("purpose", {"purpose": text}, drawn_from=action.group_version("purpose"), by=by),
    )


@pytest.mark.parametrize("how", [{}, IN_THE_DARK_ON_A_PHONE], ids=["light", "dark phone"])
def test_who_types_is_told_that_somebody_else_has_saved(
    town: World, hub: Hub, visit: Callable[..., Any], how: dict[str, Any]
) -> None:
    window = visit(town.anna, **how)
    page = listens(window.go(ACTION))
    page.click("#edit-purpose")
    page.locator("#group-purpose textarea").first.fill("Meins.")
    purpose(town, "Das Ihre.")

    expect(page.locator("#group-purpose .meanwhile")).to_contain_text("Ihr Text bleibt")
    expect(page.locator("#heard")).to_contain_text("Redaktion")
    assert page.locator("#group-purpose textarea").first.input_value() == "Meins."
    assert window.violations() == []
    assert window.overflow() <= 0
    page.click("#group-purpose button[type=submit]")
    expect(page.locator("#group-purpose")).to_contain_text("Das Ihre.")
    expect(page.locator("#group-purpose")).to_contain_text("Meins.")


def test_what_came_in_with_a_save_stays_said(town: World, hub: Hub, visit: Callable[..., Any]) -> None:
    purpose(town, "Hilfe kommt spät. Niemand weiß es.")
    page = listens(visit(town.anna).go(ACTION))
    page.click("#edit-purpose")
    page.fill("#group-purpose-purpose", "Hilfe kommt spät. Niemand weiß es. Bald mehr.")
    purpose(town, "Hilfe kommt früh. Niemand weiß es.")
    expect(page.locator("#group-purpose .meanwhile")).to_be_visible()
    with page.expect_response(lambda answer: "after=" in answer.url and f"{ACTION}?" in answer.url):
        page.click("#group-purpose button[type=submit]")
    due(town, "24.12.2031")

    expect(page.locator("#group-deadline")).to_contain_text("24.12.2031")
    expect(page.locator("#group-purpose .saved")).to_contain_text("gespeichert")
    expect(page.locator("#group-purpose .merged")).to_contain_text("eingearbeitet")


@pytest.mark.parametrize("how", [{}, IN_THE_DARK_ON_A_PHONE], ids=["light", "dark phone"])
def test_one_sees_which_unit_is_here_and_what_it_is_changing(
    town: World, hub: Hub, visit: Callable[..., Any], how: dict[str, Any]
) -> None:
    window = visit(town.anna, **how)
    page = listens(window.go(ACTION))
    other = visit(town.ben)
    there = listens(other.go(ACTION))
    expect(page.locator("#here")).to_contain_text("Auch hier: Fachbereich Soziales")
    there.click("#edit-purpose")
    there.locator("#group-purpose textarea").first.fill("Neu.")

    expect(page.locator("#group-purpose .typing")).to_have_text("Fachbereich Soziales ändert dies gerade")
    assert "Ben" not in page.locator("#here").inner_text()
    assert window.violations() == []
    assert window.overflow() <= 0
    other.go("/w/musterstadt/plans/") if not there.on("dialog", lambda box: box.accept()) else None
    expect(page.locator("#here")).to_be_empty()
    expect(page.locator("#group-purpose .typing")).to_have_count(0)


def test_an_ended_stream_comes_back_and_catches_up(town: World, hub: Hub, visit: Callable[..., Any]) -> None:
    page = listens(visit(town.anna).go(PLAN))
    hub.close()
    due(town, "24.12.2031")

    expect(page.locator("#action-M-001 .deadline")).to_contain_text("24.12.2031")


def test_who_has_a_network_again_hears_at_once(town: World, hub: Hub, visit: Callable[..., Any]) -> None:
    window = visit(town.anna)
    page = listens(window.go(PLAN))
    page.context.set_offline(True)
    hub.close()
    expect(page.locator("#liveness")).to_have_attribute("data-state", "off", timeout=15_000)
    page.wait_for_timeout(4_000)  # by now the next try by itself is more than five seconds off
    due(town, "24.12.2031")
    page.context.set_offline(False)

    expect(page.locator("#liveness")).to_have_attribute("data-state", "on", timeout=4_000)
    expect(page.locator("#action-M-001 .deadline")).to_contain_text("24.12.2031")
    window.wrong.clear()  # the browser itself reports the requests that failed


def test_a_page_nobody_looks_at_rests_and_catches_up(town: World, hub: Hub, visit: Callable[..., Any]) -> None:
    page = listens(visit(town.anna).go(PLAN))
    page.evaluate(LOOK, True)
    due(town, "24.12.2031")
    page.evaluate(LOOK, False)

    expect(page.locator("#action-M-001 .deadline")).to_contain_text("24.12.2031")


def test_the_history_and_the_first_screen_keep_up(town: World, hub: Hub, visit: Callable[..., Any]) -> None:
    history, desk = (
        listens(visit(one).go(f"/w/musterstadt/{end}")) for one, end in ((town.rosa, "history"), (town.ben, ""))
    )
    due(town, "01.02.2020")

    expect(history.locator("#history")).to_contain_text("01.02.2020")
    expect(desk.locator("#desk")).to_contain_text("überfällig")


def test_announcements_can_be_switched_off(town: World, hub: Hub, visit: Callable[..., Any]) -> None:
    window = visit(town.anna)
    page = listens(window.go(PLAN))
    window.submit("text=Änderungen nicht ansagen")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "heard" in request.url else None)
    listens(page)
    due(town, "24.12.2031")
    expect(page.locator("#action-M-001 .deadline")).to_contain_text("24.12.2031")
    page.wait_for_timeout(1500)

    assert asked == []
    expect(page.locator("text=Änderungen wieder ansagen")).to_be_visible()
