"""Streams that end, answers that come late or never: the page keeps what it has, and says how it stands."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete

from tests.browser.test_live import ACTION, PLAN, due, listens
from tests.world import PASSWORD, World
from workspace.accounts.models import Session
from workspace.live import views
from workspace.live.hub import Hub

BREAKS_OFF = """() => {
  const real = window.fetch;
  window.asked = 0;
  window.fetch = async (address, ...more) => {
    if (!/M-001[?]after=/.test(String(address))) return real(address, ...more);
    window.asked += 1;
    return new Response(new ReadableStream({ pull: (body) => body.error(new TypeError("broken off")) }));
  };
}"""


def test_a_full_house_touches_nothing_and_is_asked_again(
    town: World, hub: Hub, visit: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "AGAIN", 1)
    hub.app.config["STREAMS"] = 1
    first = visit(town.ben)
    listens(first.go(PLAN))
    window = visit(town.anna)
    with window.page.expect_response(lambda answer: "/live?" in answer.url) as refused:
        window.go(PLAN)
    assert refused.value.status == 503
    expect(window.page.locator("tr.action-row")).to_have_count(6)
    hub.app.config["STREAMS"] = 2

    listens(window.page)
    window.wrong.clear()  # the browser itself writes a 503 into its console


def test_signed_out_elsewhere_ends_the_stream_and_leaves_the_page_alone(
    town: World, hub: Hub, visit: Callable[..., Any]
) -> None:
    page = listens(visit(town.anna).go(ACTION))
    page.click("#edit-purpose")
    page.locator("#group-purpose textarea").first.fill("Noch nicht gespeichert")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/live" in request.url else None)
    town.write(delete(Session))
    hub.check(hub.ears)

    expect(page.locator("#liveness")).to_have_attribute("data-state", "out")
    expect(page.locator("#liveness")).to_contain_text("abgemeldet")
    due(town, "24.12.2031")
    page.wait_for_timeout(1500)
    assert asked == []
    assert page.locator("#group-purpose textarea").first.input_value() == "Noch nicht gespeichert"


def test_what_was_asked_before_a_save_puts_nothing_back(town: World, hub: Hub, visit: Callable[..., Any]) -> None:
    page, late = listens(visit(town.anna).go(ACTION)), []
    page.route("**/M-001?after=*", lambda route: late.append((route, route.fetch())), times=1)
    with page.expect_request("**/M-001?after=*"):
        due(town, "24.12.2031")
    page.click("#edit-purpose")
    page.locator("#group-purpose textarea").first.fill("Eben gespeichert.")
    page.click("#group-purpose .buttons > button[type=submit]")
    expect(page.locator("#group-purpose .saved")).to_be_visible()
    route, old = late[0]
    route.fulfill(response=old)

    expect(page.locator("#group-deadline")).to_contain_text("24.12.2031")
    expect(page.locator("#group-purpose")).to_contain_text("Eben gespeichert.")
    expect(page.locator("#group-purpose .saved")).to_be_visible()


@pytest.mark.parametrize("answer", [None, 502])
def test_a_refresh_that_fails_once_is_asked_again_soon(
    town: World, hub: Hub, visit: Callable[..., Any], answer: int | None
) -> None:
    window = visit(town.anna)
    page = listens(window.go(ACTION))
    page.route("**/M-001?after=*", lambda one: one.fulfill(status=answer) if answer else one.abort(), times=1)
    due(town, "24.12.2031")

    expect(page.locator("#group-deadline")).to_contain_text("24.12.2031")
    window.wrong.clear()  # the browser's word on the dead line


def test_a_refresh_that_keeps_failing_is_said_and_taken_back(town: World, hub: Hub, visit: Callable[..., Any]) -> None:
    window = visit(town.anna)
    page = listens(window.go(ACTION))
    page.route("**/M-001?after=*", lambda one: one.abort())
    due(town, "24.12.2031")
    expect(page.locator("#liveness")).to_have_attribute("data-state", "off", timeout=10_000)
    page.unroute("**/M-001?after=*")
    page.evaluate("window.dispatchEvent(new Event('online'))")

    expect(page.locator("#group-deadline")).to_contain_text("24.12.2031")
    listens(page)
    window.wrong.clear()


def test_an_answer_that_breaks_off_is_not_asked_for_without_end(
    town: World, hub: Hub, visit: Callable[..., Any]
) -> None:
    window = visit(town.anna)
    page = listens(window.go(ACTION))
    page.evaluate(BREAKS_OFF)
    due(town, "24.12.2031")
    expect(page.locator("#liveness")).to_have_attribute("data-state", "off", timeout=10_000)

    assert page.evaluate("window.asked") <= 6
    window.wrong.clear()


def test_who_is_signed_out_while_nothing_is_answered_is_told_that(
    town: World, hub: Hub, visit: Callable[..., Any]
) -> None:
    window = visit(town.anna)
    page = listens(window.go(ACTION))
    page.route("**/M-001?after=*", lambda one: one.abort(), times=2)
    due(town, "24.12.2031")
    town.write(delete(Session))
    expect(page.locator("#liveness")).to_have_attribute("data-state", "out")
    page.wait_for_timeout(5_500)

    expect(page.locator("#liveness")).to_have_attribute("data-state", "out")
    window.wrong.clear()


def test_what_stands_there_though_its_answer_was_lost_stands_there_once(
    town: World, hub: Hub, visit: Callable[..., Any]
) -> None:
    window = visit(town.anna)
    page = listens(window.go(ACTION))

    def lose(route: Any) -> None:
        route.fetch()
        route.abort()

    page.route("**/steps", lose, times=1)
    page.click(".add-step summary")
    page.fill("#add-step-title", "Bedarf abfragen")
    page.click("#add-step button[type=submit]")
    expect(page.locator("#step-list > li", has_text="Bedarf abfragen")).to_have_count(1)
    page.click("#add-step button[type=submit]")

    expect(page.locator("#add-step-title")).to_have_value("")
    expect(page.locator("#step-list > li", has_text="Bedarf abfragen")).to_have_count(1)
    window.wrong.clear()  # the browser's word on the dead line


def test_who_signs_in_again_with_a_save_hears_again(town: World, hub: Hub, visit: Callable[..., Any]) -> None:
    page = listens(visit(town.anna).go(ACTION))
    page.click("#edit-purpose")
    page.locator("#group-purpose textarea").first.fill("Wieder da.")
    town.write(delete(Session))
    hub.check(hub.ears)
    expect(page.locator("#liveness")).to_have_attribute("data-state", "out")
    page.click("#group-purpose .buttons > button[type=submit]")
    page.fill("#again-password", PASSWORD)
    page.keyboard.press("Enter")

    listens(page)
    due(town, "24.12.2031")
    expect(page.locator("#group-deadline")).to_contain_text("24.12.2031")


def test_the_page_for_signing_in_is_read_to_nobody(town: World, hub: Hub, visit: Callable[..., Any]) -> None:
    window = visit(town.anna)
    page = listens(window.go(ACTION))

    def end(opening: Any) -> None:
        form = opening.fetch()
        town.write(delete(Session))
        opening.fulfill(response=form)

    page.route("**/groups/purpose", end, times=1)
    with page.expect_response("**/musterstadt/drafts") as drafts:
        page.click("#edit-purpose")
    with page.expect_response("**/live/heard?after=*") as heard:
        due(town, "24.12.2031")

    assert (drafts.value.status, heard.value.status) == (303, 303)
    expect(page.locator("#heard")).to_be_empty()
    assert [text for text in window.wrong if "JSON" in text] == []
    window.wrong.clear()


def test_a_session_that_ended_between_two_streams_isnt_asked_for_ever(
    town: World, hub: Hub, visit: Callable[..., Any]
) -> None:
    window = visit(town.anna)
    page = listens(window.go(PLAN))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/live?" in request.url else None)
    town.write(delete(Session))
    hub.close()

    expect(page.locator("#liveness")).to_have_attribute("data-state", "out")
    page.wait_for_timeout(2500)
    assert len(asked) == 1
    assert page.url.endswith(PLAN)
    window.wrong.clear()  # htmx writes the 401 into the console
