"""What is drawn once for a state of the town is never shown in another, and never with somebody else's token."""

import re

import pytest
from flask.testing import FlaskClient

from tests.world import TOWN, World
from workspace import web
from workspace.actions.words import Status
from workspace.members import standing

PLAN, SHEET = f"{TOWN}/plans/1/", f"{TOWN}/actions/M-001"
PAGES = pytest.mark.parametrize("page", [PLAN, SHEET])


@PAGES
def test_a_page_shows_what_has_just_changed(world: World, as_, page: str) -> None:
    anna = as_(world.anna)
    before = anna.get(page).text

    world.act(world.eda, lambda action, eda: action.set_status(Status.STANDING, by=eda))

    assert "in Umsetzung" in before
    assert "Daueraufgabe" in anna.get(page).text.split('id="action-M-001"')[-1]


@PAGES
def test_the_same_state_is_drawn_once(world: World, as_, page: str) -> None:
    anna = as_(world.anna)
    anna.get(page)
    drawn = standing._slot.cache_info().misses

    again = anna.get(page)

    assert again.status_code == 200
    assert standing._slot.cache_info().misses == drawn


@PAGES
def test_members_never_see_a_page_drawn_for_another(world: World, as_, page: str) -> None:
    as_(world.anna).get(page)

    seen = as_(world.rosa).get(page).text

    assert f"{SHEET}/status" not in seen
    assert "Rosa" in seen
    assert "Anna</strong>" not in seen.split("<main")[0]


def test_a_new_name_is_seen_at_once_and_told(world: World, as_) -> None:
    anna, ben = as_(world.anna), as_(world.ben)
    world.act(world.ben, lambda action, member: action.set_status(Status.PAUSED, by=member, reason="Geld fehlt"))
    assert "(Ben)" in anna.get(SHEET).text

    ben.post("/account/name", data={"name": "Benjamin"})

    assert "(Benjamin)" in anna.get(SHEET).text
    assert "(Ben)" not in anna.get(SHEET).text
    assert world.latest().kind == "member.renamed"


def test_a_new_name_reaches_towns_that_were_left(world: World, as_) -> None:
    anna, ben = as_(world.anna), as_(world.ben)
    world.act(world.ben, lambda action, member: action.set_status(Status.PAUSED, by=member, reason="Geld fehlt"))
    anna.post(f"{TOWN}/members/{world.member(world.ben).id}/removal")
    assert "(Ben)" in anna.get(SHEET).text

    ben.post("/account/name", data={"name": "Benjamin"})

    assert "(Benjamin)" in anna.get(SHEET).text


def test_keeping_ones_name_tells_nothing(world: World, as_) -> None:
    told = len(world.events())

    as_(world.ben).post("/account/name", data={"name": "Ben"})

    assert len(world.events()) == told


def test_a_reminder_is_seen_at_once(world: World, as_) -> None:
    anna = as_(world.anna)
    anna.get(SHEET)

    anna.post(f"{SHEET}/reminder", data={"on": "31.12.2098", "note": "Nachfragen"})

    assert "Nachfragen" in anna.get(SHEET).text
    assert "Nachfragen" not in as_(world.eda).get(SHEET).text


@PAGES
def test_every_browser_gets_a_token_of_its_own(world: World, as_, page: str) -> None:
    one, other = as_(world.anna), as_(world.anna)

    tokens = [tokens_of(browser, page) for browser in (one, other)]

    assert len(tokens[0]) == len(tokens[1]) == 1
    assert tokens[0] != tokens[1]


def test_a_text_cannot_lure_the_token_out(world: World, as_) -> None:

    assert web.TOKEN_MARK not in as_(world.anna).get(PLAN).text
    assert len(web.TOKEN_MARK) == 64


def tokens_of(browser: FlaskClient, page: str) -> set[str]:
    return set(re.findall(r'name="csrf_token" value="([^"]+)"', browser.get(page).text))


def test_an_endless_address_is_not_kept(world: World, as_) -> None:
    page = as_(world.rosa).get(f"{TOWN}/plans/?" + "'" * 3000).text

    assert len(page) < 40_000
