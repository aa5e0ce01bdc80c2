"""The action's page: calm when empty, whole when full, the same few queries always."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.actions.sheets import EMPTY, HTMX, SHEET, save
from tests.counting import count_queries, reading
from tests.world import World
from workspace.actions.steps import Step
from workspace.db import commit, db
from workspace.guidance import toolbox

As = Callable[[Any], FlaskClient]
EVERYONE = ["anna", "eda", "ben", "bea", "rosa"]


@pytest.mark.parametrize("name", EVERYONE)
def test_every_member_reads_the_sheet(world: World, as_: As, name: str) -> None:
    page = as_(getattr(world, name)).get(SHEET)

    assert page.status_code == 200
    assert "Dolmetschpool aufbauen" in page.text
    assert "Federführung" in page.text


def test_outsiders_find_nothing_and_visitors_sign_in_first(world: World, as_: As) -> None:
    assert as_(world.olaf).get(SHEET).status_code == 404
    assert as_(None).get(SHEET).status_code == 303
    assert as_(world.anna).get("/w/musterstadt/actions/M-999").status_code == 404


def test_the_empty_sheet_offers_what_could_be_added_and_shows_nothing_of_it(world: World, as_: As) -> None:
    page = as_(world.anna).get(SHEET).text

    for group in ("outcome", "audience", "costs", "indicators", "participation", "origin", "notes"):
        assert f'<div class="offer" id="group-{group}">' in page
    assert "Bei Bedarf ergänzen" in page
    assert "Haushaltsstelle" not in page


def test_readers_of_an_empty_sheet_are_offered_nothing(world: World, as_: As) -> None:
    page = as_(world.rosa).get(SHEET).text

    assert 'class="offer"' not in page
    assert "/groups/" not in page
    assert "<form" not in page.split("<main", 1)[1]


def test_owner_and_deadline_that_are_missing_are_the_next_thing_to_do(world: World, as_: As) -> None:
    page = as_(world.anna).get(SHEET).text

    assert "Federführung festlegen" in page
    assert "Frist setzen" in page


def test_texts_are_set_and_stay_harmless(world: World, as_: As) -> None:
    hostile = '**wichtig** <b hx-get="/x" onclick="x()">fett</b> [hier](javascript:alert(1))'
    save(world, as_(world.anna), "purpose", purpose=hostile, title='<i hx-post="/y">Titel</i>')

    page = as_(world.rosa).get(SHEET).text
    assert "<strong>wichtig</strong>" in page
    assert 'hx-get="/x"' not in page
    assert 'onclick="' not in page
    assert 'href="javascript:' not in page
    assert "&lt;i hx-post=" in page


@pytest.mark.parametrize(("name", "sees"), [("anna", True), ("ben", True), ("bea", False), ("rosa", False)])
def test_internal_notes_stay_inside(world: World, as_: As, name: str, sees: bool) -> None:
    save(world, as_(world.anna), "notes", notes="Vorsicht, Kämmerei!")
    client = as_(getattr(world, name))

    assert ("Vorsicht, Kämmerei!" in client.get(SHEET).text) is sees
    fragment = client.get(f"{SHEET}/groups/notes/view", headers=HTMX)
    assert (fragment.status_code == 200 and "Vorsicht" in fragment.text) is sees


@pytest.mark.parametrize(("name", "sees"), [("eda", True), ("bea", False), ("rosa", False)])
def test_persons_are_named_inside_only(world: World, as_: As, name: str, sees: bool) -> None:
    unit, person = world.unit("Jobcenter").id, world.member(world.ben).id
    save(world, as_(world.anna), "owner", owner_id=unit, responsible_id=person, inside_contact="Frau Sommer")

    sheet = as_(getattr(world, name)).get(SHEET).text.split('id="timeline"')[0]
    assert "Jobcenter" in sheet
    assert ("Frau Sommer" in sheet) is sees
    assert ("Zuständig" in sheet) is sees


def test_a_full_sheet_costs_no_more_queries_than_a_bare_one(world: World, as_: As) -> None:
    anna = as_(world.anna)
    with count_queries(world.app) as bare:
        anna.get(SHEET)
    furnish(world, as_)
    with count_queries(world.app) as full:
        page = anna.get(SHEET).text

    assert "Schritt 12" in page
    assert len(bare) <= 10
    assert len(reading(full)) <= 10


def furnish(world: World, as_: As) -> None:
    anna = as_(world.anna)
    with world.app.app_context():
        principles = [principle.id for principle in toolbox().principles[:6]]
        member, action = world.member(world.anna), world.action("M-003")
        action = db.session.merge(action)
        for number in range(12):
            Step.add(action, by=member, title=f"Schritt {number + 1}")
        commit()
    save(world, anna, "principles", principle_ids=principles)
    save(world, anna, "owner", owner_id=world.unit("Jobcenter").id, responsible_id=world.member(world.ben).id)
    save(world, anna, "notes", notes="Nur für uns.")
    anna.post(f"{SHEET}/reminder", data={"on": "1.12.2026", "note": ""})


def test_every_group_opens_in_its_place_and_without_javascript_on_the_page(world: World, as_: As) -> None:
    anna = as_(world.anna)
    for group in EMPTY:
        part = anna.get(f"{SHEET}/groups/{group}", headers=HTMX)
        whole = anna.get(f"{SHEET}/groups/{group}")

        for answer in (part, whole):
            assert answer.status_code == 200
            assert f'action="{SHEET}/groups/{group}#group-{group}"' in answer.text
            assert "autofocus" in answer.text
        assert ("<html" in part.text, "<html" in whole.text) == (False, True)


def test_cancel_brings_the_group_back_as_it_stands(world: World, as_: As) -> None:
    anna = as_(world.anna)
    for group in EMPTY:
        part = anna.get(f"{SHEET}/groups/{group}/view", headers=HTMX)

        assert f'id="group-{group}"' in part.text
        assert "data-focus" in part.text
        assert "<form" not in part.text
        assert anna.get(f"{SHEET}/groups/{group}/view").headers["Location"] == f"{SHEET}#group-{group}"


def test_the_toolbox_stands_beside_with_related_principles_and_their_actions(world: World, as_: As) -> None:
    with world.app.app_context():
        principle = toolbox().principle("hea-interpreting")
        related, question = principle.related[0].id, principle.question
    save(world, as_(world.anna), "principles", code="M-002", principle_ids=[related])
    beside = as_(world.rosa).get(SHEET).text.split("<aside")[1].split("</aside>")[0]

    assert question in beside
    assert 'href="/w/musterstadt/actions/M-002"' in beside
    assert "übernehmen" not in beside
