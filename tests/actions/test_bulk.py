"""Several actions at once: one event each, all or nothing, and taken back within a minute."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient

from tests.world import World
from workspace.actions.words import Status
from workspace.db import clock, now

As = Callable[[Any], FlaskClient]
PLAN = "/w/musterstadt/plans/1"


def test_unit_person_deadline_and_status_are_set_together(world: World, as_: As) -> None:
    unit, person = world.unit("Jobcenter"), world.member(world.ben)
    before = len(world.events())
    answer = as_(world.anna).post(
        f"{PLAN}/bulk",
        data={
            "codes": ["M-002", "M-003"],
            "owner_id": unit.id,
            "responsible_id": person.id,
            "deadline_text": "2. Halbjahr 2027",
            "status": "preparing",
            "next": f"{PLAN}/?no_owner=1",
        },
    )

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PLAN}/?no_owner=1#action-M-002")
    for code in ("M-002", "M-003"):
        action = world.action(code)
        assert (action.owner_id, action.responsible_id) == (unit.id, person.id)
        assert (action.deadline_text, action.status) == ("2. Halbjahr 2027", Status.PREPARING)
    new = world.events()[before:]
    assert len(new) == 6
    assert len({event.batch for event in new}) == 1


def test_what_is_left_empty_stays(world: World, as_: As) -> None:
    as_(world.anna).post(f"{PLAN}/bulk", data={"codes": ["M-001"], "deadline_text": "2028"})

    action = world.action("M-001")
    assert action.owner_id == world.unit("Fachbereich Soziales").id
    assert action.status is Status.UNDER_WAY


def test_one_refusal_refuses_all(world: World, as_: As) -> None:
    answer = as_(world.ben).post(f"{PLAN}/bulk", data={"codes": ["M-001", "M-003"], "status": "done"})

    assert answer.status_code == 403
    assert world.action("M-001").status is Status.UNDER_WAY


def test_a_contributor_changes_their_own_units_actions(world: World, as_: As) -> None:
    assert as_(world.ben).post(f"{PLAN}/bulk", data={"codes": ["M-001"], "status": "done"}).status_code == 303
    assert world.action("M-001").status is Status.DONE


def test_bad_input_keeps_what_was_picked_and_typed(world: World, as_: As) -> None:
    anna = as_(world.anna)
    for data in (
        {"codes": ["M-001"], "deadline_text": "irgendwann"},
        {"codes": ["M-001"], "status": "paused"},
        {"codes": ["M-001"], "owner_id": "99999"},
        {"codes": ["M-001"], "owner_id": str(10**30)},
        {"codes": ["M-001"]},
        {"codes": ["M-999"], "status": "done"},
        {"codes": ["M-001\x00"], "status": "done"},
        {"codes": ["M-001", "M-004"], "status": "done"},  # M-004 is still a proposal
        {"status": "done"},
    ):
        answer = anna.post(f"{PLAN}/bulk", data=data)
        assert answer.status_code == 422, data
    assert "irgendwann" in anna.post(f"{PLAN}/bulk", data={"codes": ["M-001"], "deadline_text": "irgendwann"}).text
    assert world.action("M-001").version == 4


def test_what_has_just_changed_is_shown_and_marked(world: World, as_: As) -> None:
    anna = as_(world.anna)
    way = anna.post(
        f"{PLAN}/bulk", data={"codes": ["M-001", "M-003"], "deadline_text": "2030", "next": f"{PLAN}/?q=a#top"}
    )
    page = anna.get(f"{PLAN}/").text

    assert way.headers["Location"] == f"{PLAN}/?q=a#action-M-001"
    assert re.findall(r'is-new" id="action-([^"]+)', page) == ["M-001", "M-003"]
    assert 'is-new"' not in as_(world.anna).get(f"{PLAN}/").text


def test_where_to_go_back_to_is_nothing_to_type_into(world: World, as_: As) -> None:
    told = {"codes": ["M-001"], "deadline_text": "bald", "next": f"{PLAN}/?unit=1"}
    page = as_(world.anna).post(f"{PLAN}/bulk", data=told).text

    assert f'<input id="next" name="next" type="hidden" value="{PLAN}/?unit=1">' in page


def test_actions_of_another_town_are_not_picked(world: World, as_: As) -> None:
    as_(world.olaf).post("/w/nachbarstadt/plans/1/bulk", data={"codes": ["M-001", "M-002"], "status": "done"})

    assert world.action("M-001").status is Status.UNDER_WAY
    assert world.action("M-001", "nachbarstadt").status is Status.DONE


def test_a_minute_to_take_it_back(world: World, as_: As) -> None:
    anna = as_(world.anna)
    anna.post(f"{PLAN}/bulk", data={"codes": ["M-001", "M-002"], "status": "paused", "status_reason": "Kein Geld."})
    assert f"{PLAN}/undo" in anna.get(f"{PLAN}/").text
    anna.post(f"{PLAN}/undo")

    assert world.action("M-001").status is Status.UNDER_WAY
    assert world.action("M-001").status_reason is None
    assert world.action("M-002").status is Status.NOT_STARTED
    assert f"{PLAN}/undo" not in anna.get(f"{PLAN}/").text


def test_taking_back_twice_brings_nothing_forth(world: World, as_: As) -> None:
    anna = as_(world.anna)
    anna.post(f"{PLAN}/bulk", data={"codes": ["M-001"], "status": "done"})
    with anna.session_transaction() as cookie:
        kept = cookie["undo"]
    anna.post(f"{PLAN}/undo")
    with anna.session_transaction() as cookie:
        cookie["undo"] = kept
    anna.post(f"{PLAN}/undo")

    assert world.action("M-001").status is Status.UNDER_WAY


def test_what_has_moved_on_is_left_alone_and_named(world: World, as_: As) -> None:
    anna = as_(world.anna)
    anna.post(f"{PLAN}/bulk", data={"codes": ["M-001", "M-002"], "status": "done"})
    version = world.action("M-001").group_version("status")
    as_(world.eda).post("/w/musterstadt/actions/M-001/status", data={"version": version, "status": "standing"})
    page = anna.post(f"{PLAN}/undo", follow_redirects=True)

    assert world.action("M-001").status is Status.STANDING
    assert world.action("M-002").status is Status.NOT_STARTED
    assert "M-001" in page.text


def test_after_the_minute_it_stays(world: World, as_: As) -> None:
    anna = as_(world.anna)
    anna.post(f"{PLAN}/bulk", data={"codes": ["M-001"], "status": "done"})
    with clock(now() + timedelta(minutes=2)):
        anna.post(f"{PLAN}/undo")

    assert world.action("M-001").status is Status.DONE


def test_nobody_takes_back_anothers_change(world: World, as_: As) -> None:
    anna, eda = as_(world.anna), as_(world.eda)
    anna.post(f"{PLAN}/bulk", data={"codes": ["M-001"], "status": "done"})
    with anna.session_transaction() as cookie:
        kept = cookie["undo"]
    with eda.session_transaction() as cookie:
        cookie["undo"] = kept
    eda.post(f"{PLAN}/undo")

    assert world.action("M-001").status is Status.DONE
