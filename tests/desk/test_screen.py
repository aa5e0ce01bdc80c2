"""The meeting view: the filtered plan on a big screen, one action at a time, and who may decide what there."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.desk.sitting import SCREEN, at, begin, codes, decide, key_of, note, own_key
from tests.world import TOWN, World
from workspace.actions.words import Status
from workspace.comments.talk import Comment
from workspace.plans.deadline import parse

As = Callable[[Any], FlaskClient]


def test_the_plan_page_leads_there_with_its_filter(world: World, as_: As) -> None:
    for person, shown in ((world.anna, True), (world.ben, True), (world.bea, False), (world.rosa, False)):
        page = as_(person).get(f"{TOWN}/plans/1/?overdue=1").text
        assert (f'href="{SCREEN}?overdue=1">Sitzungsansicht</a>' in page) is shown


def test_a_list_filtered_in_place_leads_there_with_the_filter_just_chosen(world: World, as_: As) -> None:
    part = as_(world.anna).get(f"{TOWN}/plans/1/?overdue=1", headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert f'href="{SCREEN}?overdue=1">Sitzungsansicht</a>' in part
    assert f'href="{TOWN}/plans/1/export.xlsx?overdue=1"' in part


def test_one_action_at_a_time_in_the_order_of_the_plan(world: World, as_: As) -> None:
    anna = as_(world.anna)
    listed = codes(anna.get(SCREEN).text)
    assert listed == ["M-001", "M-002", "M-004", "M-006", "M-003", "M-005"]
    first = begin(anna)
    page = anna.get(first).text

    assert listed[0] in first
    assert "1 von 6" in page
    assert 'rel="prev"' not in page
    assert f'rel="next" href="{at(key_of(first), listed[1])}"' in page
    last = anna.get(at(key_of(first), listed[-1])).text
    assert "6 von 6" in last
    assert f'rel="next" href="{at(key_of(first), "decided")}"' in last


def test_the_overview_says_in_which_order_it_goes(world: World, as_: As) -> None:
    anna = as_(world.anna)
    assert "in der Reihenfolge des Plans" in anna.get(SCREEN).text
    assert "in der Reihenfolge Ihres Filters" in anna.get(f"{SCREEN}?sort=deadline").text


def test_it_shows_what_is_open_and_what_the_room_needs(world: World, as_: As) -> None:
    page = as_(world.anna).get(at(own_key(world, world.anna), "M-002")).text

    assert "Eine Federführung fehlt noch." in page
    assert "überfällig." in page
    assert "31.01.2020" in page
    assert "hat die Frist von „M-002“ geändert: 31.01.2020" in page
    assert "site-nav" not in page


def test_nothing_internal_is_thrown_on_the_wall(world: World, as_: As) -> None:
    as_(world.anna).post(f"{TOWN}/actions/M-001/comments", data={"text": "Das bleibt unter uns.", "after": "0"})

    assert "unter uns" not in as_(world.anna).get(at(own_key(world, world.anna), "M-001")).text


def test_owner_deadline_and_status_are_set_right_there(world: World, as_: As) -> None:
    anna, key = as_(world.anna), own_key(world, world.anna)
    unit = world.unit("Jobcenter").id
    for place, data in (
        ("M-003/owner", {"owner_id": unit, "responsible_id": ""}),
        ("M-003/deadline", {"deadline_text": "IV. Quartal 2027"}),
        ("M-003/status", {"status": "paused", "status_reason": "Kein Geld."}),
    ):
        answer = decide(world, anna, key, place, **data)
        assert answer.status_code == 303
        assert answer.location.startswith(f"{SCREEN}/M-003?meeting={key}&saved=")

    action = world.action("M-003")
    assert (action.owner_id, action.deadline_text, action.status) == (unit, "IV. Quartal 2027", Status.PAUSED)
    told = world.events("action-M-003")[-3:]
    assert [event.kind for event in told] == [
        "action.owner_changed",
        "action.deadline_changed",
        "action.status_changed",
    ]
    assert {event.batch for event in told} == {f"sitting-1-{key}"}
    page = anna.get(answer.location).text
    assert "Gespeichert. Es steht in der Maßnahme" in page
    assert ">zurückgestellt</ins>" in page


def test_what_is_sent_twice_is_agreed_on_once(world: World, as_: As) -> None:
    anna, key = as_(world.anna), own_key(world, world.anna)
    for _time in range(2):
        assert note(anna, key, "Bitte bis März klären.", "M-003").status_code == 303

    assert world.one(select(func.count()).select_from(Comment).where(Comment.text.contains("bis März"))) == 1


def test_bad_input_comes_back_with_what_was_typed(world: World, as_: As) -> None:
    anna, key = as_(world.anna), own_key(world, world.anna)
    answers = [
        decide(world, anna, key, "M-001/deadline", deadline_text="irgendwann", why="Weil es klemmt."),
        decide(world, anna, key, "M-001/status", status="dropped"),
        decide(world, anna, key, "M-004/status", status="done"),
        note(anna, key, " "),
    ]

    assert [answer.status_code for answer in answers] == [422] * 4
    assert 'value="irgendwann"' in answers[0].text
    assert 'value="Weil es klemmt."' in answers[0].text
    assert "Der Rat liest" in answers[1].text
    assert "noch ein Vorschlag" in answers[2].text
    assert "Bitte schreiben Sie, was vereinbart wurde." in answers[3].text


def test_a_stale_form_shows_theirs_and_keeps_mine(world: World, as_: As) -> None:
    anna, key = as_(world.anna), own_key(world, world.anna)
    before = world.action("M-001").group_version("deadline")
    world.act(world.eda, lambda action, by: action.set_deadline(parse("2028"), by=by))
    answer = anna.post(at(key, "M-001/deadline"), data={"version": before, "deadline_text": "2029", "why": ""})

    assert answer.status_code == 409
    assert "<strong>2028</strong>" in answer.text
    assert 'value="2029"' in answer.text
    assert world.action("M-001").deadline_text == "2028"
    assert decide(world, anna, key, "M-001/deadline", deadline_text="2029").status_code == 303


def test_who_decides_what_another_has_just_decided_is_not_asked(world: World, as_: As) -> None:
    anna, key = as_(world.anna), own_key(world, world.anna)
    before = world.action("M-001").group_version("deadline")
    world.act(world.eda, lambda action, by: action.set_deadline(parse("2028"), by=by))
    answer = anna.post(at(key, "M-001/deadline"), data={"version": before, "deadline_text": "2028", "why": ""})

    assert answer.status_code == 303


def test_a_lead_unit_decides_on_its_own_and_notes_anywhere(world: World, as_: As) -> None:
    ben, key = as_(world.ben), own_key(world, world.ben)
    page = ben.get(at(key, "M-001")).text

    assert f'href="{at(key, "M-001/status")}"' in page
    assert f'href="{at(key, "M-001/deadline")}"' not in page
    assert decide(world, ben, key, "M-001/status", status="done").status_code == 303
    assert decide(world, ben, key, "M-002/status", status="done").status_code == 403
    assert decide(world, ben, key, "M-001/deadline", deadline_text="2030").status_code == 403
    assert note(ben, key, "Ben kümmert sich.", "M-002").status_code == 303


@pytest.mark.parametrize("place", ["", "/M-001", "/M-001/note", "/decided"])
def test_boards_readers_and_outsiders_have_no_screen(world: World, as_: As, place: str) -> None:
    for person, code in ((world.bea, 403), (world.rosa, 403), (world.olaf, 404), (world.anna, 200)):
        assert as_(person).get(f"{SCREEN}{place}").status_code == code


def test_addresses_that_make_no_sense(world: World, as_: As) -> None:
    anna = as_(world.anna)
    assert anna.get(f"{TOWN}/plans/2/screen/M-001").status_code == 404
    assert anna.get(f"{SCREEN}/M-999").status_code == 404
    for key in ("", "x", "20261399-1-1", "99991231-1-1", "20200101-1-1", "२०२६११२६-1-1"):
        assert own_key(world, world.anna) in anna.get(at(key, "M-001")).text


def test_letters_can_be_turned_off(world: World, as_: As) -> None:
    anna, key = as_(world.anna), own_key(world, world.anna)
    assert 'data-keys="u"' in anna.get(at(key, "M-001")).text
    page = anna.get(at(key, "M-001", keys="off")).text

    assert 'data-keys="u"' not in page
    assert "<kbd aria-hidden" not in page
    assert f'href="{at(key, "M-001/status", keys="off")}"' in page.replace("&amp;", "&")
