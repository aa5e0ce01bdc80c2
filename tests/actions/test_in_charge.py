"""A new lead unit doesn't keep the old one's person in charge, be it in a row, on the sheet or in a meeting."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.actions.sheets import save
from tests.desk.sitting import at, decide, own_key
from tests.world import TOWN, World

As = Callable[[Any], FlaskClient]
Lead = Callable[..., None]
CODE = "M-003"
HINT = "Wechselt die Federführung, wird ausgetragen, wer nicht zur neuen Stelle gehört."


def in_a_row(world: World, browser: FlaskClient, **who: Any) -> None:
    drawn_from = world.action(CODE).group_version("owner")
    browser.post(f"{TOWN}/actions/{CODE}/owner", data={"version": drawn_from, **who}, headers={"HX-Request": "true"})


def on_the_sheet(world: World, browser: FlaskClient, **who: Any) -> None:
    save(world, browser, "owner", **who)


def in_a_meeting(world: World, browser: FlaskClient, **who: Any) -> None:
    decide(world, browser, own_key(world, world.anna), f"{CODE}/owner", **who)


@pytest.fixture(params=[in_a_row, on_the_sheet, in_a_meeting])
def lead(request: pytest.FixtureRequest, world: World, as_: As) -> Lead:
    """Return how the lead is given to a unit by its name, and to a person."""

    def give(unit: str, person: Any) -> None:
        owner, member = world.unit(unit).id if unit else "", world.member(person).id if person else ""
        request.param(world, as_(world.anna), owner_id=owner, responsible_id=member)

    return give


@pytest.mark.parametrize("unit", ["Jobcenter", ""])
def test_the_old_units_person_goes_with_it(world: World, lead: Lead, unit: str) -> None:
    lead("Fachbereich Soziales", world.ben)
    assert world.action(CODE).responsible_id == world.member(world.ben).id

    lead(unit, world.ben)  # as it stood in the form
    action = world.action(CODE)
    assert action.owner_id == (world.unit(unit).id if unit else None)
    assert action.responsible_id is None


def test_who_is_of_the_new_unit_or_was_chosen_with_it_stays(world: World, lead: Lead) -> None:
    lead("Jobcenter", world.ben)
    lead("Fachbereich Soziales", world.ben)
    assert world.action(CODE).responsible_id == world.member(world.ben).id

    lead("Jobcenter", world.eda)
    assert world.action(CODE).responsible_id == world.member(world.eda).id
    lead("Jobcenter", world.ben)
    assert world.action(CODE).responsible_id == world.member(world.ben).id


def test_the_forms_say_so_and_the_minutes_tell_it(world: World, as_: As) -> None:
    anna, key = as_(world.anna), own_key(world, world.anna)
    in_a_row(world, anna, owner_id=world.unit("Fachbereich Soziales").id, responsible_id=world.member(world.ben).id)
    for address in (f"{TOWN}/actions/{CODE}/owner", f"{TOWN}/actions/{CODE}/groups/owner", at(key, f"{CODE}/owner")):
        assert HINT in anna.get(address, headers={"HX-Request": "true"}).text

    jobcenter = world.unit("Jobcenter").id
    in_a_meeting(world, anna, owner_id=jobcenter, responsible_id=world.member(world.ben).id)
    page = anna.get(at(key, "decided")).text
    assert "- Federführung: Fachbereich Soziales → Jobcenter" in page
    assert "- Zuständige Person: Ben → leer" in page
    assert "- Stand: Jobcenter, " in page
