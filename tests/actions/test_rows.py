"""Owner, deadline, status and priority are set right in the row."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.counting import count_queries
from tests.world import World
from workspace.actions.words import Priority, Status

As = Callable[[Any], FlaskClient]
HTMX = {"HX-Request": "true"}
ROW = "/w/musterstadt/actions/M-003"
VERSIONS = {"status": 1, "owner": 1, "deadline": 0, "priority": 1}


def send(client: FlaskClient, fact: str, code: str = "M-003", version: int | None = None, **data: Any) -> Any:
    kept = VERSIONS[fact] if version is None else version
    return client.post(f"/w/musterstadt/actions/{code}/{fact}", data={"version": kept, **data}, headers=HTMX)


def test_setting_a_deadline_answers_with_the_row_and_tells_the_history(world: World, as_: As) -> None:
    answer = send(as_(world.eda), "deadline", deadline_text=" IV.  Quartal 2027 ")

    assert answer.status_code == 200
    assert 'id="action-M-003"' in answer.text
    assert "IV. Quartal 2027" in answer.text
    assert len(answer.data) <= 3000
    assert str(world.action("M-003").due_on) == "2027-12-31"
    assert world.latest().kind == "action.deadline_changed"
    assert world.latest().scalars["due_on"] == [None, "2027-12-31"]


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)  # elsewhere the lock comes in between
def test_a_save_asks_who_it_is_where_and_what_in_one_query(world: World, as_: As) -> None:
    browser = as_(world.eda)
    browser.get(ROW)  # a session's last-seen is noted once
    with count_queries(world.app) as sent:
        assert send(browser, "deadline", deadline_text="2027").status_code == 200

    told = [statement.split(" ", 3)[:3] for statement in sent]
    assert [one[0] for one in told].count("SELECT") == 2, "\n".join(sent)  # that one, and the names in the row
    assert [one[1:] for one in told if one[0] != "SELECT"] == [["INTO", "event"], ["head", "SET"], ["action", "SET"]]


def test_without_javascript_the_answer_is_the_actions_page(world: World, as_: As) -> None:
    answer = as_(world.anna).post(f"{ROW}/deadline", data={"version": 0, "deadline_text": "2027"})

    assert (answer.status_code, answer.headers["Location"]) == (303, ROW)


@pytest.mark.parametrize(("typed", "message"), [("irgendwann", "31.12.2027"), ("31.12.1999", "2000")])
def test_a_deadline_nobody_can_read_keeps_what_was_typed(world: World, as_: As, typed: str, message: str) -> None:
    answer = send(as_(world.anna), "deadline", deadline_text=typed)

    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.text
    assert message in answer.text
    assert answer.headers["HX-Retarget"] == "#action-M-003 .deadline"
    assert world.action("M-003").deadline_text is None


def test_an_empty_deadline_takes_it_away(world: World, as_: As) -> None:
    send(as_(world.anna), "deadline", deadline_text="", code="M-002", version=2)

    assert world.action("M-002").due_on is None


def test_the_lead_goes_to_a_unit_and_optionally_a_person(world: World, as_: As) -> None:
    unit, person = world.unit("Jobcenter"), world.member(world.ben)
    answer = send(as_(world.anna), "owner", owner_id=unit.id, responsible_id=person.id)

    action = world.action("M-003")
    assert (action.owner_id, action.responsible_id) == (unit.id, person.id)
    assert "Jobcenter" in answer.text


def test_a_unit_of_another_town_is_no_choice(world: World, as_: As) -> None:
    answer = send(as_(world.anna), "owner", owner_id=world.unit("Nachbaramt").id, responsible_id="")

    assert answer.status_code == 422
    assert world.action("M-003").owner_id is None


@pytest.mark.parametrize("status", ["paused", "dropped"])
def test_pausing_and_dropping_need_a_reason(world: World, as_: As, status: str) -> None:
    anna = as_(world.anna)

    assert send(anna, "status", status=status).status_code == 422
    assert world.action("M-003").status is Status.NOT_STARTED
    assert send(anna, "status", status=status, status_reason="Kein Geld im Haushalt.").status_code == 200
    assert world.action("M-003").status_reason == "Kein Geld im Haushalt."


def test_the_reason_goes_when_the_action_runs_again(world: World, as_: As) -> None:
    anna = as_(world.anna)
    send(anna, "status", status="paused", status_reason="Kein Geld.")
    send(anna, "status", status="under_way", version=world.action("M-003").group_version("status"))

    assert world.action("M-003").status_reason is None


def test_nobody_sets_an_action_back_to_proposed(world: World, as_: As) -> None:
    assert send(as_(world.anna), "status", status="proposed").status_code == 422


def test_a_key_action_is_marked(world: World, as_: As) -> None:
    send(as_(world.anna), "priority", priority="key")

    assert world.action("M-003").priority is Priority.KEY


def test_a_stale_cell_shows_both_and_keeps_mine(world: World, as_: As) -> None:
    send(as_(world.eda), "deadline", deadline_text="2027")
    answer = send(as_(world.anna), "deadline", deadline_text="2028", version=0)

    assert answer.status_code == 409
    assert 'value="2028"' in answer.text
    said = re.findall("<dd>(.*?)</dd>", answer.text)
    assert said == ["2027", "2028"]
    assert "Redaktion (Eda)" in answer.text
    assert world.action("M-003").deadline_text == "2027"
    handed_out = int(answer.text.split('name="version" type="hidden" value="')[1].split('"')[0])
    again = send(as_(world.anna), "deadline", deadline_text="2028", version=handed_out)
    assert again.status_code == 200
    own = send(as_(world.anna), "deadline", deadline_text="2029", version=handed_out)
    assert "selbst geändert, in einem anderen Fenster." in own.text
    assert world.action("M-003").deadline_text == "2028"


def test_saving_the_same_again_is_no_event(world: World, as_: As) -> None:
    before = len(world.events())
    send(as_(world.anna), "status", status="not_started")

    assert len(world.events()) == before


def test_a_contributor_sets_the_status_of_their_own_unit_only(world: World, as_: As) -> None:
    ben = as_(world.ben)

    assert send(ben, "status", code="M-001", status="done", version=4).status_code == 200
    assert send(ben, "status", code="M-003", status="done").status_code == 403
    assert send(ben, "deadline", code="M-001", deadline_text="2027", version=3).status_code == 403
    assert world.action("M-003").status is Status.NOT_STARTED


@pytest.mark.parametrize("fact", ["status", "owner", "deadline", "priority"])
def test_readers_may_not_and_outsiders_find_nothing(world: World, as_: As, fact: str) -> None:
    for person, code in ((world.rosa, 403), (world.bea, 403), (world.olaf, 404), (None, 401)):
        assert send(as_(person), fact, status="done", deadline_text="2027").status_code == code
    assert world.action("M-003").version == 1


@pytest.mark.parametrize("fact", ["status", "owner", "deadline"])
def test_the_cell_opens_in_place_and_leads_to_the_page_without_javascript(world: World, as_: As, fact: str) -> None:
    anna = as_(world.anna)

    drawn = anna.get(f"{ROW}/{fact}", headers=HTMX).text
    assert f'name="version" type="hidden" value="{VERSIONS[fact]}"' in drawn
    assert anna.get(f"{ROW}/{fact}").headers["Location"] == f"{ROW}/groups/{fact}"
    assert 'id="action-M-003"' in anna.get(f"{ROW}/row", headers=HTMX).text


def test_a_proposal_is_accepted_not_set_going(world: World, as_: As) -> None:
    send(as_(world.anna), "owner", code="M-004", owner_id=world.unit("Fachbereich Soziales").id, responsible_id="")

    assert send(as_(world.ben), "status", code="M-004", status="under_way").status_code == 403
    assert world.action("M-004").status is Status.PROPOSED
    assert send(as_(world.eda), "status", code="M-004", status="under_way").status_code == 422
    assert world.action("M-004").status is Status.PROPOSED
