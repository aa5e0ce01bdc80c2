"""Proposals are answered: accepted one by one or many at once, or with a no and why; whoever proposed reads it."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.counting import count_queries
from tests.world import World
from workspace.actions.declined import Declined
from workspace.actions.words import Status

As = Callable[[Any], FlaskClient]
TOWN = "/w/musterstadt"
PLAN = f"{TOWN}/plans/1"
LIST = f"{PLAN}/proposals"
NEW = f"{PLAN}/actions/new"
CAFE = {"title": "Ein Sprachcafé in der Bücherei", "home": "education/access"}
TREES = {"title": "Bäume pflanzen", "home": "housing/community"}
NO = "Die Bücherei zieht um. Fragen Sie uns 2028 noch einmal."


def test_one_is_accepted(world: World, as_: As) -> None:
    answer = as_(world.eda).post(f"{TOWN}/actions/M-004/accept")

    assert (answer.status_code, answer.headers["Location"]) == (303, LIST)
    assert world.action("M-004").status is Status.NOT_STARTED
    assert (world.latest().kind, world.latest().subject) == ("action.accepted", "action-M-004")


def test_many_are_accepted_at_once(world: World, as_: As) -> None:
    as_(world.ben).post(NEW, data=CAFE)
    as_(world.bea).post(NEW, data=TREES)
    anna, before = as_(world.anna), len(world.events())
    codes = ["M-004", "M-007", "M-008", "M-001", "M-999", "M-004", "\x00", "x" * 500]
    anna.post(f"{LIST}/accept", data={"codes": codes})

    assert {world.action(code).status for code in ("M-004", "M-007", "M-008")} == {Status.NOT_STARTED}
    assert world.action("M-001").status is Status.UNDER_WAY
    events = world.events()[before:]
    assert [event.kind for event in events] == ["action.accepted"] * 3
    assert len({event.batch for event in events}) == 1
    page = anna.get(LIST).text
    assert "3 Maßnahmen stehen im Plan. Als Nächstes: Federführung und Frist" in page


def test_accepting_twice_changes_nothing_more(world: World, as_: As) -> None:
    anna = as_(world.anna)
    anna.post(f"{TOWN}/actions/M-004/accept")
    seq = world.latest().seq
    assert anna.post(f"{TOWN}/actions/M-004/accept").status_code == 303
    assert anna.post(f"{TOWN}/actions/M-001/accept").status_code == 303

    assert world.latest().seq == seq
    assert "Schon entschieden" in anna.get(LIST).text


def test_a_no_needs_a_reason_and_the_proposer_reads_it(world: World, as_: As) -> None:
    ben, anna = as_(world.ben), as_(world.anna)
    ben.post(NEW, data=CAFE)
    empty = anna.post(f"{TOWN}/actions/M-007/turn-down", data={"answer": "  ", "version": 1})
    assert empty.status_code == 422
    assert "Bitte schreiben Sie, warum" in empty.text
    version = world.action("M-007").group_version("answer")
    answer = anna.post(f"{TOWN}/actions/M-007/turn-down", data={"answer": NO, "version": version})

    assert (answer.status_code, answer.headers["Location"]) == (303, LIST)
    assert world.latest().kind == "action.turned_down"
    assert "Mit Nein beantwortet" in ben.get(LIST).text
    assert NO in ben.get(LIST).text
    assert NO not in as_(world.bea).get(LIST).text
    assert f"{TOWN}/actions/M-007" not in anna.get(f"{PLAN}/").text


def test_colleagues_of_the_unit_read_it_too_and_the_board_its_own(world: World, as_: As) -> None:
    as_(world.bea).post(NEW, data=TREES)
    as_(world.anna).post(f"{TOWN}/actions/M-007/accept")

    page = as_(world.bea).get(LIST).text
    assert "Angenommen" in page
    assert "Bäume pflanzen" in page
    assert "Bäume pflanzen" not in as_(world.ben).get(LIST).text


def test_a_no_can_be_taken_back_and_reworded(world: World, as_: As) -> None:
    anna = as_(world.anna)
    anna.post(f"{TOWN}/actions/M-004/turn-down", data={"answer": NO, "version": 0})
    version = world.action("M-004").group_version("answer")
    better = {"answer": "Lieber gemeinsam mit der VHS.", "version": version}
    assert anna.post(f"{TOWN}/actions/M-004/turn-down", data=better).status_code == 303
    assert world.action("M-004").answer == "Lieber gemeinsam mit der VHS."

    anna.post(f"{TOWN}/actions/M-004/accept")
    action = world.action("M-004")
    assert (action.status, action.answer, action.turned_down_at) == (Status.NOT_STARTED, None, None)


def test_two_answers_at_once_lose_no_text(world: World, as_: As) -> None:
    as_(world.eda).post(f"{TOWN}/actions/M-004/turn-down", data={"answer": "Edas Antwort.", "version": 0})
    late = as_(world.anna).post(f"{TOWN}/actions/M-004/turn-down", data={"answer": "Annas Antwort.", "version": 0})
    assert late.status_code == 409
    assert "Edas Antwort." in late.text
    assert "Annas Antwort." in late.text
    assert world.action("M-004").answer == "Edas Antwort."

    as_(world.eda).post(f"{TOWN}/actions/M-004/accept")
    late = as_(world.anna).post(f"{TOWN}/actions/M-004/turn-down", data={"answer": "Annas Antwort.", "version": 2})
    assert late.status_code == 409
    assert "Annas Antwort." in late.text
    assert world.action("M-004").status is Status.NOT_STARTED


def test_accepting_ends_a_reasoned_no(world: World, as_: As) -> None:
    anna = as_(world.anna)
    why = {"principles": ["edu-school-places"], "why": "not_ours", "whose": "Schulamt"}
    anna.post(f"{PLAN}/declined", data=why)
    as_(world.ben).post(NEW, data={**CAFE, "principles": ["edu-school-places"]})
    assert world.one(select(Declined)).reopened is False
    anna.post(f"{TOWN}/actions/M-007/accept")

    assert world.one(select(Declined)).reopened is True
    assert len({event.batch for event in world.events()[-2:]}) == 1


@pytest.mark.parametrize("data", [{}, {"codes": []}, {"codes": ["M-004"], "status": "done"}])
def test_nothing_ticked_is_said_and_changes_nothing(world: World, as_: As, data: dict[str, Any]) -> None:
    answer = as_(world.anna).post(f"{LIST}/accept", data=data)

    assert answer.status_code == 422
    assert world.action("M-004").status is Status.PROPOSED


def test_the_list_asks_few_questions_however_long_it_is(world: World, as_: As) -> None:
    anna = as_(world.anna)
    with count_queries(world.app) as few:
        anna.get(LIST)
    for number in range(12):
        as_(world.ben).post(NEW, data={**CAFE, "title": f"Vorschlag {number}", "purpose": "Mit Text."})
    with count_queries(world.app) as many:
        page = anna.get(LIST).text

    assert page.count("Mit Text.") == 12
    assert len(many) == len(few) <= 6


def test_answering_is_the_editors(world: World, as_: As) -> None:
    posts = [(f"{LIST}/accept", {"codes": ["M-004"]}), (f"{TOWN}/actions/M-004/accept", {})]
    posts.append((f"{TOWN}/actions/M-004/turn-down", {"answer": "Nein.", "version": "0"}))
    for address, data in posts:
        for person in (world.ben, world.bea, world.rosa):
            assert as_(person).post(address, data=data).status_code == 403
        assert as_(world.olaf).post(address, data=data).status_code == 404
    assert as_(world.rosa).get(LIST).status_code == 403
    assert as_(world.olaf).get(LIST).status_code == 404
    assert as_(world.anna).post(f"{TOWN}/actions/M-999/accept").status_code == 404
    assert world.action("M-004").status is Status.PROPOSED
