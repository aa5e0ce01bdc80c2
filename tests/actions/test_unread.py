"""Unread: a quiet mark at what others have done since one last looked, and one look takes it away."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from tests.comments.talking import SHEET, WITHDRAWAL, change, say
from tests.counting import count_queries, reading
from tests.world import Person, World
from workspace.actions import unread
from workspace.actions.words import Status
from workspace.history.models import Event

As = Callable[[Any], FlaskClient]
PLAN, NEW = "/w/musterstadt/plans/1/", '<span class="new-mark">neu</span>'
LINE = "Neu seit Ihrem letzten Besuch:"


@pytest.fixture(autouse=True)
def all_read(world: World, as_: As) -> None:
    """Let everybody have read what happened when the town was set up."""
    newest = world.one(select(func.max(Event.seq)).where(Event.workspace_id == 1))
    for person in (world.anna, world.eda, world.ben, world.bea, world.rosa):
        assert as_(person).post("/w/musterstadt/news", data={"newest": newest}).status_code == 303


def marked(browser: FlaskClient) -> list[str]:
    """Return the codes of the plan's rows that carry the mark."""
    rows = browser.get(PLAN).text.split('<tr class="action-row')[1:]
    return [code[0] for row in rows if NEW in row.split("</tr>")[0] and (code := re.search(r"M-\d+", row))]


def pause(world: World, who: Person, code: str = "M-001") -> None:
    world.act(who, lambda action, by: action.set_status(Status.PAUSED, by=by, reason="Keine Stelle"), code)


def test_what_others_did_is_marked_until_one_looks(world: World, as_: As) -> None:
    anna = as_(world.anna)
    assert marked(anna) == []
    pause(world, world.ben)
    pause(world, world.eda, "M-002")
    assert marked(anna) == ["M-001", "M-002"]
    assert marked(as_(world.ben)) == ["M-002"]

    page = anna.get(SHEET).text
    assert LINE in page
    assert '<a href="#h-history">1 Änderung</a>' in page
    assert LINE not in anna.get(SHEET).text
    assert marked(anna) == ["M-002"]


def test_new_comments_are_counted_and_marked(world: World, as_: As) -> None:
    for number in range(3):
        say(as_(world.ben), f"Nummer {number}")
    say(as_(world.anna), "Von mir selbst.")

    page = as_(world.anna).get(SHEET).text
    assert '<a href="#talk">3 neue Kommentare</a>' in page
    assert page.count(NEW) == 3
    assert NEW not in as_(world.anna).get(SHEET).text
    assert '<a href="#talk">1 neuer Kommentar</a>' in as_(world.ben).get(SHEET).text


def test_what_one_did_oneself_is_never_new(world: World, as_: As) -> None:
    pause(world, world.anna)
    say(as_(world.anna))

    assert marked(as_(world.anna)) == []
    assert LINE not in as_(world.anna).get(SHEET).text


def test_a_comment_taken_back_or_edited_keeps_no_mark_alive(world: World, as_: As) -> None:
    anna, ben = as_(world.anna), as_(world.ben)
    say(ben)
    ben.post(WITHDRAWAL)
    assert marked(anna) == ["M-001"]
    assert LINE not in anna.get(SHEET).text
    assert marked(anna) == []

    say(ben)
    anna.get(SHEET)
    change(ben, "Anders.")
    assert marked(anna) == []


@pytest.mark.parametrize("name", ["bea", "rosa"])
def test_board_and_readers_learn_nothing_of_what_is_internal(world: World, as_: As, name: str) -> None:
    browser = as_(getattr(world, name))
    say(as_(world.ben), "@Integrationsbeirat")
    data = {"notes": "Nur für uns.", "version": "0"}
    assert as_(world.anna).post(f"{SHEET}/groups/notes", data=data).status_code == 303
    assert marked(browser) == []
    page = browser.get(SHEET).text
    assert LINE not in page

    pause(world, world.ben)
    assert marked(browser) == ["M-001"]
    assert '<a href="#h-history">1 Änderung</a>' in browser.get(SHEET).text
    assert marked(browser) == []


def test_a_look_is_noted_once_and_never_on_a_plain_second_reading(world: World, as_: As) -> None:
    pause(world, world.ben)
    anna, counts = as_(world.anna), []
    for _time in range(3):
        with count_queries(world.app) as sent:
            anna.get(SHEET)
        counts.append(len(sent) - len(reading(sent)))

    assert counts == [2, 0, 0]
    assert world.member(world.anna).looked == {"M-001": world.latest().seq}
    assert world.latest().kind == "action.status_changed"
    assert world.app.test_cli_runner().invoke(args=["verify"]).exit_code == 0


def test_many_changes_of_ones_own_hide_no_other_for_ever(world: World, as_: As) -> None:
    pause(world, world.ben)
    for number in range(9):
        world.act(world.anna, lambda action, anna, n=number: action.record("edited", by=anna, title=f"Titel {n}"))
    anna = as_(world.anna)
    assert marked(anna) == ["M-001"]
    anna.get(SHEET)

    assert marked(anna) == []


def test_a_page_is_not_lost_with_the_note(world: World, as_: As, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked() -> None:
        raise OperationalError("BEGIN", None, Exception("locked"))

    pause(world, world.ben)
    monkeypatch.setattr(unread, "writing", locked)

    assert as_(world.anna).get(SHEET).status_code == 200
    assert world.member(world.anna).looked == {}


def test_what_is_read_altogether_needs_no_marks_of_its_own(world: World, as_: As) -> None:
    pause(world, world.ben)
    anna = as_(world.anna)
    anna.get(SHEET)
    anna.post("/w/musterstadt/news", data={"newest": world.latest().seq})

    assert world.member(world.anna).looked == {}
    assert marked(anna) == []


def test_who_joins_begins_with_everything_read(world: World, as_: As) -> None:
    ben = world.member(world.ben)
    as_(world.anna).post(f"/w/musterstadt/members/{ben.id}/removal")

    joined = [event for event in world.events() if event.kind == "member.joined" and event.actor == ben.pseudonym]
    assert ben.news_seen >= joined[0].seq
