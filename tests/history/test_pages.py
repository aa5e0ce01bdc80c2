"""The pages of the history: what each person sees of it, and that it's only ever read."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.counting import count_queries
from tests.world import World
from workspace.actions.models import Action
from workspace.actions.words import Status
from workspace.members.models import Member

TOWN, ACTION = "/w/musterstadt/history", "/w/musterstadt/actions/M-001/history"
Browser = Callable[[Any], FlaskClient]


@pytest.mark.parametrize("address", [TOWN, ACTION])
def test_members_read_and_outsiders_find_nothing(world: World, as_: Browser, address: str) -> None:
    for person in (world.anna, world.eda, world.ben, world.bea, world.rosa):
        assert as_(person).get(address).status_code == 200
    assert as_(world.olaf).get(address).status_code == 404
    assert as_(None).get(address).status_code == 303


def test_what_just_happened_stands_on_both_pages(world: World, as_: Browser) -> None:
    world.act(world.ben, lambda action, ben: action.set_status(Status.PAUSED, by=ben, reason="Stelle unbesetzt"))

    for address in (TOWN, ACTION):
        page = as_(world.rosa).get(address).text
        assert "<strong>Fachbereich Soziales (Ben)</strong> hat den Umsetzungsstand von „" in page
        assert "Stelle unbesetzt" in page


def test_the_towns_page_links_to_what_it_tells_of(world: World, as_: Browser) -> None:
    page = as_(world.rosa).get(TOWN).text

    assert '„<a href="/w/musterstadt/actions/M-001">Integrationskonzept beschließen</a>“' in page
    assert '<a href="/w/musterstadt/plans/1/">Integrationskonzept</a>' in page


@pytest.mark.parametrize("address", [TOWN, ACTION])
def test_internal_notes_stay_inside(world: World, as_: Browser, address: str) -> None:
    def note(action: Action, anna: Member) -> None:
        action.edit("notes", {"notes": "Streng intern"}, drawn_from=0, by=anna)

    world.act(world.anna, note)

    for person in (world.anna, world.eda, world.ben):
        assert "Streng intern" in as_(person).get(address).text
    for person in (world.bea, world.rosa):
        assert "intern" not in as_(person).get(address).text.lower()


def test_only_the_coordination_reads_of_access(world: World, as_: Browser) -> None:
    assert "Zugänge und Leselinks" in as_(world.anna).get(TOWN).text
    assert "ist dazugekommen" in as_(world.anna).get(f"{TOWN}?thing=access").text
    assert "Zugänge und Leselinks" not in as_(world.rosa).get(TOWN).text
    assert "ist dazugekommen" not in as_(world.rosa).get(f"{TOWN}?thing=access").text


def test_the_town_can_be_narrowed_to_a_kind_of_thing(world: World, as_: Browser) -> None:
    page = as_(world.rosa).get(f"{TOWN}?thing=units").text

    assert "Fachbereich Soziales" in page
    assert "Sprachcafé" not in page
    assert 'aria-current="page">Ämter' in page


def test_earlier_pages_keep_what_was_asked_for(world: World, as_: Browser) -> None:
    for _round in range(26):
        world.act(world.anna, lambda action, anna: action.set_status(Status.DONE, by=anna))
        world.act(world.anna, lambda action, anna: action.set_status(Status.UNDER_WAY, by=anna))
    page = as_(world.rosa).get(f"{TOWN}?thing=actions").text
    link = page.split('rel="next"')[0].rpartition('href="')[2].split('"')[0].replace("&amp;", "&")
    assert link.startswith(f"{TOWN}?thing=actions&before=")

    earlier = as_(world.rosa).get(link).text
    assert "Sprachcafé" in earlier
    assert "dazugekommen" not in earlier
    assert f'href="{TOWN}?thing=actions">Neueste' in earlier


@pytest.mark.parametrize(
    "query", ["before=abc", "before=-1", f"before={10**30}", "before=0", "thing=%00", "thing=x&thing=y"]
)
def test_an_address_that_makes_no_sense_shows_everything(world: World, as_: Browser, query: str) -> None:
    answer = as_(world.rosa).get(f"{TOWN}?{query}")

    assert answer.status_code == 200
    assert "Integrationskonzept beschließen" in answer.text


def test_typed_markup_is_text(world: World, as_: Browser) -> None:
    def write(action: Action, anna: Member) -> None:
        bad = '<img src=x onerror=alert(1)><b hx-get="/x">'
        action.edit("purpose", {"title": bad, "situation": bad * 9, "purpose": bad}, drawn_from=1, by=anna)

    world.act(world.anna, write)

    for address in (TOWN, ACTION):
        page = as_(world.anna).get(address).text
        assert "&lt;img" in page
        assert "<img" not in page
        assert "<b hx" not in page


@pytest.mark.parametrize(("address", "most"), [(TOWN, 5), (ACTION, 6)])
def test_a_page_asks_the_database_few_questions(world: World, as_: Browser, address: str, most: int) -> None:
    browser = as_(world.anna)
    browser.get(address)
    with count_queries(world.app) as sent:
        browser.get(address)

    assert len([statement for statement in sent if statement.startswith("SELECT")]) <= most


def test_an_unknown_action_has_no_history(as_: Browser, world: World) -> None:
    assert as_(world.anna).get("/w/musterstadt/actions/M-999/history").status_code == 404
