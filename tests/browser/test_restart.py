"""The production server dies while somebody types, and comes back: the page goes on as if nothing had been."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.test_saving import FIELD, SAVE, SHEET, STATE, TEXT, kept, typing
from tests.storm.storm import served
from tests.world import World

pytestmark = pytest.mark.browser
LIVE = "#liveness[data-state=on]"


def test_a_server_that_dies_costs_no_word(visit: Callable[..., Visit], town: World) -> None:
    window = visit(town.anna)
    with served(town.app) as server:
        window.address = f"http://127.0.0.1:{server.port}"
        page = window.go(SHEET)
        expect(page.locator(LIVE)).to_be_attached()
        typing(page)
        kept(page)
        server.kill()
        page.locator(FIELD).press_sequentially(" Bis 2027.")
        page.click(SAVE)
        expect(page.locator(STATE)).to_contain_text("Die Verbindung ist abgerissen")
        expect(page.locator(FIELD)).to_have_value(f"{TEXT} Bis 2027.")

        server.start()
        page.click(SAVE)
        expect(page.locator("#group-outcome .saved")).to_be_visible()
        expect(page.locator(LIVE)).to_be_attached(timeout=30_000)
        page.goto("about:blank")  # before the server ends: what it then reports isn't what this is about
    assert town.action("M-003").outcome == f"{TEXT} Bis 2027."
    window.wrong = [text for text in window.wrong if not re.search("ERR_|Failed to fetch|network error", text)]
