"""Each group of the sheet is saved on its own: what was typed, by those who may, told to the history."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.actions.sheets import EMPTY, HTMX, SHEET, save
from tests.world import World
from workspace.actions.words import Origin, Participation

As = Callable[[Any], FlaskClient]
OWN_UNITS = ["purpose", "outcome", "audience", "status", "origin", "costs", "indicators", "participation", "notes"]
FOR_EDITORS = ["owner", "deadline", "priority", "principles"]


def test_saving_texts_answers_with_the_group_and_tells_the_history(world: World, as_: As) -> None:
    answer = save(world, as_(world.eda), "purpose", title="Dolmetschpool", purpose="Verstanden werden.\r\n\r\n- immer")

    assert answer.status_code == 200
    assert 'id="group-purpose"' in answer.text
    assert "gespeichert " in answer.text
    assert '<hx-partial hx-target="#action-title" hx-swap="innerHTML">Dolmetschpool</hx-partial>' in answer.text
    assert '<hx-partial hx-target="#timeline"' in answer.text
    action = world.action("M-003")
    assert (action.title, action.purpose) == ("Dolmetschpool", "Verstanden werden.\n\n- immer")
    assert world.latest().kind == "action.edited"
    assert set(world.latest().digests) == {"title", "purpose"}


def test_without_javascript_the_page_comes_back_and_says_saved(world: World, as_: As) -> None:
    anna = as_(world.anna)
    answer = anna.post(f"{SHEET}/groups/outcome", data={"version": 0, "outcome": "Ein Pool."})

    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{SHEET}?saved=outcome#group-outcome"
    assert 'class="saved"' in anna.get(answer.headers["Location"]).text


def test_an_unchanged_group_writes_no_event(world: World, as_: As) -> None:
    before = len(world.events())

    assert save(world, as_(world.anna), "purpose").status_code == 200
    assert len(world.events()) == before


@pytest.mark.parametrize("title", ["", "   ", "x" * 201])
def test_a_title_is_needed_and_bounded(world: World, as_: As, title: str) -> None:
    answer = save(world, as_(world.anna), "purpose", title=title, situation="Das habe ich getippt.")

    assert answer.status_code == 422
    assert "Das habe ich getippt." in answer.text
    assert 'id="group-purpose-title-error"' in answer.text
    assert world.action("M-003").title == "Dolmetschpool aufbauen"


def test_target_groups_are_kept_once_each_and_the_towns_own_beside(world: World, as_: As) -> None:
    picked = ["women", "newcomers", "women"]
    answer = save(world, as_(world.anna), "audience", target_groups=picked, other_groups="Saisonkräfte, Auszubildende")

    assert world.action("M-003").target_groups == ["newcomers", "women"]
    for word in ("neu Zugewanderte", "Frauen", "Saisonkräfte", "Auszubildende"):
        assert f'<li class="tag">{word}</li>' in answer.text


def test_a_target_group_nobody_knows_is_refused(world: World, as_: As) -> None:
    assert save(world, as_(world.anna), "audience", target_groups=["martians"]).status_code == 422
    assert world.action("M-003").target_groups == []


def test_origin_and_resolution(world: World, as_: As) -> None:
    answer = save(world, as_(world.anna), "origin", origin="council", resolution="2026/117", origin_note="Antrag")

    assert (world.action("M-003").origin, world.action("M-003").resolution) == (Origin.COUNCIL, "2026/117")
    assert "Antrag aus dem Rat" in answer.text


def test_how_migrants_take_part_can_be_settled_and_taken_back(world: World, as_: As) -> None:
    anna = as_(world.anna)
    save(world, anna, "participation", participation="co_create", participation_note="Der Beirat wählt aus.")
    assert world.action("M-003").participation is Participation.CO_CREATE

    answer = save(world, anna, "participation")
    assert world.action("M-003").participation is None
    assert 'class="offer"' in answer.text


def test_linking_and_unlinking_principles_is_told_by_name(world: World, as_: As) -> None:
    anna = as_(world.anna)
    answer = save(world, anna, "principles", principle_ids=["gov-reviewer", "hea-interpreting"])
    assert world.action("M-003").principle_ids == ["gov-reviewer", "hea-interpreting"]
    assert world.latest().kind == "action.principle_linked"
    assert 'id="beside-gov-reviewer"' in answer.text

    save(world, anna, "principles", principle_ids=["gov-reviewer"])
    assert world.latest().kind == "action.principle_unlinked"

    save(world, anna, "principles", principle_ids=["gov-reviewer"], home="governance/strategy")
    assert world.latest().kind == "action.edited"
    assert (world.action("M-003").field_id, world.action("M-003").theme_id) == ("governance", "strategy")


def test_an_action_can_stand_in_a_field_without_a_theme_and_without_principles(world: World, as_: As) -> None:
    answer = save(world, as_(world.anna), "principles", principle_ids=[], home="housing/")

    assert (world.action("M-003").field_id, world.action("M-003").theme_id) == ("housing", None)
    assert "noch mit keiner Empfehlung" in answer.text


@pytest.mark.parametrize("hostile", [{"home": "nowhere/"}, {"home": "x"}, {"principle_ids": ["gov-nothing"]}])
def test_what_the_toolbox_does_not_know_is_refused(world: World, as_: As, hostile: dict[str, Any]) -> None:
    before = world.action("M-003").version

    assert save(world, as_(world.anna), "principles", **hostile).status_code == 422
    assert world.action("M-003").version == before


@pytest.mark.parametrize(("name", "code"), [("bea", 403), ("rosa", 403), ("olaf", 404)])
def test_board_readers_and_outsiders_change_nothing(world: World, as_: As, name: str, code: int) -> None:
    client = as_(getattr(world, name))
    for group in EMPTY:
        assert save(world, client, group).status_code == code
        assert client.get(f"{SHEET}/groups/{group}", headers=HTMX).status_code == code


def test_a_unit_edits_what_it_leads_and_nothing_else(world: World, as_: As) -> None:
    ben = as_(world.ben)
    for group in OWN_UNITS:
        assert ben.get(f"/w/musterstadt/actions/M-001/groups/{group}", headers=HTMX).status_code == 200
        assert save(world, ben, group).status_code == 403


def test_a_unit_leaves_owner_deadline_priority_and_principles_to_the_editors(world: World, as_: As) -> None:
    ben = as_(world.ben)
    page = ben.get("/w/musterstadt/actions/M-001").text
    for group in FOR_EDITORS:
        assert save(world, ben, group, code="M-001").status_code == 403
        assert f"/groups/{group}" not in page


def test_a_form_cut_short_or_stuffed_empties_nothing(world: World, as_: As) -> None:
    anna, before = as_(world.anna), world.action("M-003")
    for group in EMPTY:
        sent = {"version": before.group_version(group)}
        cut = anna.post(f"{SHEET}/groups/{group}", data=sent, headers=HTMX)
        stuffed = save(world, anna, group, workspace_id="2")

        assert (cut.status_code, stuffed.status_code) == (422, 422)
        assert "unvollständig" in cut.text
        assert "verändert" in stuffed.text
    assert world.action("M-003").version == before.version


def test_a_version_that_is_none_never_breaks(world: World, as_: As) -> None:
    anna = as_(world.anna)
    for version in ("", "x", "-1", "9" * 5000, "\x00"):
        sent = {"outcome": "Neu", "version": version}
        answer = anna.post(f"{SHEET}/groups/outcome", data=sent, headers=HTMX)

        assert answer.status_code in (200, 409, 422)
        assert answer.status_code != 422 or "error" in answer.text
