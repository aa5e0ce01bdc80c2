"""Owner, time, status and priority in full, with the rules that go with them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.actions.sheets import SHEET, save
from tests.world import World
from workspace.actions.words import Part, Priority, Status

As = Callable[[Any], FlaskClient]


def test_a_unit_outside_leads_with_a_contact_inside_and_partners(world: World, as_: As) -> None:
    job, board = world.unit("Jobcenter").id, world.unit("Integrationsbeirat").id
    told = {"owner_id": job, "inside_contact": "Frau Sommer", "partner_ids": [board, job], "part": "contribution"}
    answer = save(world, as_(world.anna), "owner", **told)

    action = world.action("M-003")
    assert (action.owner_id, action.inside_contact, action.part) == (job, "Frau Sommer", Part.CONTRIBUTION)
    assert action.partner_ids == [board]  # who leads isn't a partner as well
    assert "Jobcenter" in answer.text
    assert "Mitwirkung" in answer.text
    assert world.latest().kind == "action.owner_changed"


def test_a_unit_inside_needs_no_contact(world: World, as_: As) -> None:
    unit = world.unit("Fachbereich Bildung").id
    save(world, as_(world.anna), "owner", owner_id=unit, inside_contact="Frau Sommer")

    assert world.action("M-003").inside_contact is None


def test_only_units_outside_ask_for_a_contact(world: World, as_: As) -> None:
    form = as_(world.anna).get(f"{SHEET}/groups/owner").text
    inside, outside = world.unit("Fachbereich Bildung").id, world.unit("Jobcenter").id

    assert f'<option data-outside value="{outside}">' in form
    assert f'<option value="{inside}">' in form


def test_advocacy_says_towards_whom(world: World, as_: As) -> None:
    anna = as_(world.anna)
    refused = save(world, anna, "owner", part="advocacy")
    assert refused.status_code == 422
    assert "bei wem die Kommune hinwirkt" in refused.text

    answer = save(world, anna, "owner", part="advocacy", part_towards="Land und Krankenkassen")
    assert "Hinwirken bei Land und Krankenkassen" in answer.text
    save(world, anna, "owner", part="own", part_towards="Land und Krankenkassen")
    assert world.action("M-003").part_towards is None


def test_units_and_people_of_other_towns_are_refused(world: World, as_: As) -> None:
    unit, person = world.unit("Nachbaramt").id, world.member(world.olaf).id
    for field, theirs in (("owner_id", unit), ("partner_ids", unit), ("responsible_id", person)):
        for foreign in (theirs, "999999", "9" * 30, "x", "-1"):
            answer = save(world, as_(world.anna), "owner", **{field: foreign})
            assert answer.status_code == 422
            assert "Nachbaramt" not in answer.text
    assert world.action("M-003").owner_id is None


def test_times_are_kept_as_typed_and_computed_with_as_days(world: World, as_: As) -> None:
    answer = save(
        world,
        as_(world.anna),
        "deadline",
        start_text="II. Quartal 2026",
        deadline_text="2. Halbjahr 2027",
        started_on="12.03.26",
        ended_on="2027-12-30",
    )

    action = world.action("M-003")
    assert (action.start_text, action.start_on) == ("II. Quartal 2026", date(2026, 4, 1))
    assert (action.deadline_text, action.due_on) == ("2. Halbjahr 2027", date(2027, 12, 31))
    assert (action.started_on, action.ended_on) == (date(2026, 3, 12), date(2027, 12, 30))
    assert "12.03.2026" in answer.text
    assert world.latest().kind == "action.deadline_changed"


def test_an_actual_start_alone_is_no_moved_deadline(world: World, as_: As) -> None:
    save(world, as_(world.anna), "deadline", started_on="1.4.2026")

    assert world.latest().kind == "action.edited"


NONSENSE: list[tuple[dict[str, str], str]] = [
    ({"deadline_text": "irgendwann"}, "31.12.2027"),
    ({"deadline_text": "31.12.1999"}, "zwischen 2000 und 2100"),
    ({"started_on": "März 2026"}, "einen Tag"),
    ({"ended_on": "31.2.2027"}, "einen Tag"),
    ({"start_text": "2028", "deadline_text": "2027"}, "vor dem Beginn"),
    ({"started_on": "2.1.2027", "ended_on": "1.1.2027"}, "vor dem Beginn"),
]


def test_times_that_make_no_sense_stay_typed_beside_their_message(world: World, as_: As) -> None:
    for typed, message in NONSENSE:
        answer = save(world, as_(world.anna), "deadline", **typed)

        assert answer.status_code == 422
        assert message in answer.text
        assert all(f'value="{text}"' in answer.text for text in typed.values())
    assert world.action("M-003").due_on is None


@pytest.mark.parametrize("status", ["paused", "dropped"])
def test_pausing_and_dropping_need_a_reason(world: World, as_: As, status: str) -> None:
    anna = as_(world.anna)
    refused = save(world, anna, "status", status=status)
    assert refused.status_code == 422
    assert 'id="group-status-status_reason-error"' in refused.text

    answer = save(world, anna, "status", status=status, status_reason="Kein Geld im Haushalt.")
    assert "Kein Geld im Haushalt." in answer.text
    assert world.latest().kind == "action.status_changed"

    save(world, anna, "status", status="under_way", status_reason="Kein Geld im Haushalt.")
    assert world.action("M-003").status is Status.UNDER_WAY
    assert world.action("M-003").status_reason is None


@pytest.mark.parametrize("status", ["proposed", "overdue", ""])
def test_nobody_chooses_a_status_that_is_none(world: World, as_: As, status: str) -> None:
    assert save(world, as_(world.anna), "status", status=status).status_code == 422


def test_a_proposal_is_accepted_not_set_going(world: World, as_: As) -> None:
    anna = as_(world.anna)
    page = anna.get("/w/musterstadt/actions/M-004").text

    assert save(world, anna, "status", code="M-004", status="under_way").status_code == 422
    assert save(world, anna, "status", code="M-004", status="proposed").status_code == 422
    assert world.action("M-004").status is Status.PROPOSED
    assert 'action="/w/musterstadt/actions/M-004/accept"' in page
    assert 'action="/w/musterstadt/actions/M-004/turn-down"' in page
    assert "/groups/status" not in page
    assert "/accept" not in as_(world.rosa).get("/w/musterstadt/actions/M-004").text


def test_a_key_action(world: World, as_: As) -> None:
    answer = save(world, as_(world.eda), "priority", priority="key")

    assert world.action("M-003").priority is Priority.KEY
    assert "Schlüsselmaßnahme" in answer.text
    assert world.latest().kind == "action.priority_changed"
    assert save(world, as_(world.eda), "priority", priority="highest").status_code == 422


def test_a_proposal_says_who_made_it_and_later_why_not(world: World, as_: As) -> None:
    sent = {"title": "Sprachpaten", "purpose": "", "home": "education/access"}
    as_(world.bea).post("/w/musterstadt/plans/1/actions/new", data=sent)
    page = as_(world.anna).get("/w/musterstadt/actions/M-007").text
    assert "Vorgeschlagen von Integrationsbeirat (Bea)" in page

    version = world.action("M-007").group_version("answer")
    as_(world.anna).post(
        "/w/musterstadt/actions/M-007/turn-down", data={"version": version, "answer": "Das macht schon die VHS."}
    )
    answered = as_(world.bea).get("/w/musterstadt/actions/M-007").text
    assert "Ein Vorschlag, der mit Nein beantwortet ist" in answered
    assert "<blockquote>Das macht schon die VHS.</blockquote>" in answered
