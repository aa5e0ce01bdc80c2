"""New for me: what others have done since I last read, as I may see it, until I say that I have read it all."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from tests.comments.talking import SHEET, TALK, say
from tests.counting import count_queries
from tests.world import TOWN, Person, World
from workspace.actions.words import Status
from workspace.desk.news import MOST, PAGE
from workspace.history.models import Event
from workspace.members.models import Member
from workspace.members.words import Role

As = Callable[[Any], FlaskClient]
NEWS, MINE, DESK = f"{TOWN}/news", f"{TOWN}/news?only=mine", f"{TOWN}/"
OTHER = TALK.replace("M-001", "M-002")


@pytest.fixture(autouse=True)
def all_read(world: World) -> None:
    """Let everybody have read what happened when the town was set up."""
    world.write(update(Member).where(Member.workspace_id == 1).values(news_seen=newest(world)))


def newest(world: World) -> int:
    return int(world.one(select(func.max(Event.seq)).where(Event.workspace_id == 1)))


def told(browser: FlaskClient, page: str = NEWS) -> list[str]:
    """Return who did what, as the page says it: a name, then sentences."""
    html = browser.get(page).text
    found = re.findall(r"<h4>(.*?)</h4>|<p>(\s*hat .*?)</p>", html, re.DOTALL)
    return [" ".join(re.sub("<[^>]*>", "", who or what).split()) for who, what in found]


def do(world: World, who: Person, status: Status = Status.STANDING, code: str = "M-001") -> None:
    world.act(who, lambda action, by: action.set_status(status, by=by), code)


def test_it_tells_who_did_what_and_nothing_of_ones_own(world: World, as_: As) -> None:
    do(world, world.ben)
    do(world, world.anna, Status.DONE)
    say(as_(world.ben), "Fertig.", OTHER)
    do(world, world.eda, code="M-002")

    assert told(as_(world.anna)) == [
        "Redaktion (Eda)",
        "hat den Umsetzungsstand von „Prüfung benennen“ geändert M-002",
        "Fachbereich Soziales (Ben)",
        "hat „Prüfung benennen“ kommentiert M-002",
        "hat den Umsetzungsstand von „Integrationskonzept beschließen“ geändert M-001",
    ]
    assert [line for line in told(as_(world.ben)) if "(" in line] == ["Redaktion (Eda)", "Koordination (Anna)"]


def test_reading_takes_it_away_until_something_new_happens(world: World, as_: As) -> None:
    anna = as_(world.anna)
    do(world, world.ben)
    page = anna.get(NEWS).text
    assert f'name="newest" value="{newest(world)}"' in page

    answer = anna.post(NEWS, data={"newest": newest(world)})
    assert (answer.status_code, answer.headers["Location"]) == (303, NEWS)
    page = anna.get(NEWS).text
    assert "Sie haben alles gelesen" in page
    assert "Sobald andere etwas ändern" in page
    assert "Alles gelesen</button>" not in page
    do(world, world.ben, Status.DONE)
    assert len(told(anna)) == 2


def test_what_came_in_while_one_read_stays_new(world: World, as_: As) -> None:
    anna = as_(world.anna)
    do(world, world.ben)
    stood = newest(world)
    do(world, world.eda, code="M-002")
    anna.post(NEWS, data={"newest": stood})

    assert told(anna)[0] == "Redaktion (Eda)"
    anna.post(NEWS, data={"newest": stood - 1})
    assert world.member(world.anna).news_seen == stood


def test_nobody_reads_ahead(world: World, as_: As) -> None:
    as_(world.anna).post(NEWS, data={"newest": newest(world) + 1000})
    do(world, world.ben)

    assert len(told(as_(world.anna))) == 2


@pytest.mark.parametrize("senseless", ["", "-1", "alle", "2147483648"])
def test_senseless_numbers_are_refused(world: World, as_: As, senseless: str) -> None:
    assert as_(world.anna).post(NEWS, data={"newest": senseless}).status_code == 400


def test_reading_tells_the_history_nothing(world: World, as_: As) -> None:
    do(world, world.ben)
    before = newest(world)
    as_(world.anna).post(NEWS, data={"newest": before})

    assert newest(world) == before
    assert world.app.test_cli_runner().invoke(args=["verify"]).exit_code == 0


def test_what_concerns_me_is_what_my_unit_leads_or_i_talk_about(world: World, as_: As) -> None:
    ben = as_(world.ben)
    for code in ("M-001", "M-002", "M-003", "M-005", "M-006"):
        do(world, world.anna, Status.PREPARING, code)
    say(ben, "Ich rede mit.", OTHER)
    say(as_(world.eda), "Auch der @Fachbereich Soziales?", TALK.replace("M-001", "M-003"))
    say(as_(world.eda), "Und @Ben?", TALK.replace("M-001", "M-005"))

    codes = {code for line in told(ben, MINE) for code in re.findall(r"M-\d+", line)}
    assert codes == {"M-001", "M-002", "M-003", "M-005"}
    assert "M-006" in str(told(ben))


def test_nothing_of_mine_says_what_would_be(world: World, as_: As) -> None:
    do(world, world.ben)
    page = as_(world.eda).get(MINE).text

    assert "Nichts Neues, das Sie betrifft" in page
    assert f'href="{NEWS}"' in page
    assert as_(world.eda).get(f"{NEWS}?only=unsinn").status_code == 200


@pytest.mark.parametrize("name", ["bea", "rosa"])
def test_board_and_readers_see_nothing_internal(world: World, as_: As, name: str) -> None:
    browser = as_(getattr(world, name))
    say(as_(world.ben), "Geheim @Integrationsbeirat @Bea")
    as_(world.anna).post(f"{SHEET}/groups/notes", data={"notes": "Nur für uns.", "version": "0"})
    as_(world.anna).post(f"{TOWN}/shares", data={"plan": "1", "label": "Rat", "expires": ""})
    assert "Neuigkeit" not in browser.get(DESK).text
    for page in (NEWS, MINE):
        assert told(browser, page) == []
    do(world, world.ben)

    assert "1 Neuigkeit für Sie" in browser.get(DESK).text
    assert told(browser)[0] == "Fachbereich Soziales (Ben)"


def test_a_mention_concerns_only_those_who_read_it(world: World, as_: As) -> None:
    say(as_(world.ben), "@Integrationsbeirat", OTHER)
    do(world, world.anna, code="M-002")

    assert told(as_(world.bea), MINE) == []
    world.write(update(Member).where(Member.id == world.member(world.bea).id).values(role=Role.CONTRIBUTOR))
    assert "M-002" in str(told(as_(world.bea), MINE))


@pytest.mark.parametrize("name", ["anna", "eda", "ben", "bea", "rosa"])
def test_the_first_screen_leads_there_with_the_number(world: World, as_: As, name: str) -> None:
    browser = as_(getattr(world, name))
    assert "news-line" not in browser.get(DESK).text
    other = world.eda if name != "eda" else world.anna
    for status in (Status.STANDING, Status.DONE):
        do(world, other, status)

    assert f'<a href="{NEWS}">' in browser.get(DESK).text
    assert "2 Neuigkeiten für Sie" in browser.get(DESK).text


def test_pages_go_back_to_the_beginning_and_counting_ends_somewhere(world: World, as_: As) -> None:
    for number in range(MOST + 1):
        world.act(world.ben, lambda action, ben, n=number: action.record("edited", by=ben, title=f"Titel {n}"))
    anna = as_(world.anna)
    page = anna.get(NEWS).text
    assert "Mehr als 99 Neuigkeiten für Sie" in anna.get(DESK).text
    assert page.count('id="event-') == PAGE
    older = re.search(r'\?before=(\d+)" rel="next"', page)
    assert older is not None

    second = anna.get(f"{NEWS}?before={older[1]}").text
    assert second.count('id="event-') == PAGE
    assert "Neueste</a>" in second


def test_it_costs_three_queries_however_much_is_new(world: World, as_: As) -> None:
    anna, counts = as_(world.anna), []
    for number in (1, 30):
        for _time in range(number):
            say(as_(world.ben), "@Anna", OTHER)
        with count_queries(world.app) as sent:
            anna.get(MINE)
        counts.append(len(sent))

    assert counts == [3, 3]


def test_neighbours_hear_nothing(world: World, as_: As) -> None:
    do(world, world.ben)

    assert told(as_(world.olaf), "/w/nachbarstadt/news") == []
    assert as_(world.olaf).get(NEWS).status_code == 404
    assert as_(world.olaf).post(NEWS, data={"newest": "1"}).status_code == 404
