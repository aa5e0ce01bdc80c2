"""Departments & partners: everybody reads them, the coordination keeps them, none closes while it still leads."""

from typing import Any

import pytest
from sqlalchemy import delete, select

from tests.world import TOWN, World
from workspace.members.models import Unit

on_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)  # where nothing hangs on the kind of database

UNITS = f"{TOWN}/units"
GOOD = {
    "name": "Volkshochschule",
    "kind": "ngo",
    "contact": "Frau Krüger",
    "contact_email": "Krueger@VHS.example",
    "contact_phone": "02332 700-123",
}


def about(world: World, name: str) -> str:
    return f"{UNITS}/{world.unit(name).id}/about"


def test_everybody_in_town_sees_who_is_where(world: World, as_) -> None:
    page = as_(world.rosa).get(UNITS).text

    places = [page.index(text) for text in ("Im Rathaus", "Fachbereich Soziales", "h-partners", "Jobcenter")]
    assert places == sorted(places)
    assert "Frau Sommer" in page
    assert "1 Maßnahme" in page
    assert "Nachbaramt" not in page
    assert f"{UNITS}/new" not in page


@on_sqlite
def test_an_empty_town_is_told_how_to_begin(world: World, as_) -> None:
    world.write(delete(Unit).where(Unit.name == "Nachbaramt"))

    page = as_(world.olaf).get("/w/nachbarstadt/units").text

    assert "Noch ist niemand eingetragen" in page
    assert "/w/nachbarstadt/units/new" in page


def test_the_coordination_adds_one(world: World, as_) -> None:
    answer = as_(world.anna).post(UNITS, data=GOOD)

    unit = world.unit("Volkshochschule")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{UNITS}#unit-{unit.id}")
    assert unit.contact_email == "krueger@vhs.example"
    assert world.latest().kind == "unit.added"
    assert "02332 700-123" in as_(world.rosa).get(f"{UNITS}/{unit.id}").text


@on_sqlite
def test_nothing_of_a_unit_is_told_twice(world: World, as_) -> None:
    as_(world.anna).post(UNITS, data=GOOD)

    assert set(world.latest().digests) == {"name", "contact", "contact_email", "contact_phone"}
    assert world.latest().scalars == {"kind": [None, "ngo"]}


@on_sqlite
@pytest.mark.parametrize(
    "change, message",
    [
        ({"name": ""}, "Bitte geben Sie einen Namen an."),
        ({"name": "x" * 121}, "höchstens 120 Zeichen"),
        ({"name": "jobcenter"}, "So heißt hier schon jemand."),
        ({"kind": "bakery"}, "gültige Auswahl"),
        ({"contact_email": "krueger"}, "nicht nach einer E-Mail-Adresse"),
        ({"contact_phone": "anrufen!"}, "nicht nach einer Telefonnummer"),
        ({"deputy_phone": "1"}, "nicht nach einer Telefonnummer"),
        ({"workspace_id": "2"}, "neu"),
        ({"name": ["One", "Two"]}, "nur einen Wert"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(world: World, as_, change: Any, message: str) -> None:
    before = len(world.events())
    answer = as_(world.anna).post(UNITS, data={**GOOD, **change})

    assert answer.status_code == 422
    assert message in answer.text
    assert "Frau Krüger" in answer.text
    assert len(world.events()) == before


def test_editing_tells_the_history_what_changed(world: World, as_) -> None:
    address, unit = about(world, "Jobcenter"), world.unit("Jobcenter")
    form = as_(world.anna).get(address)
    assert 'value="Jobcenter"' in form.text

    as_(world.anna).post(address, data={"version": unit.versions["about"], "name": "Jobcenter Nord", "kind": "agency"})

    assert world.latest().kind == "unit.edited"
    assert set(world.latest().digests) == {"name"}
    assert world.unit("Jobcenter Nord").id == unit.id


def test_two_who_edit_at_once_see_both_versions(world: World, as_) -> None:
    address, version = about(world, "Jobcenter"), world.unit("Jobcenter").versions["about"]
    base = {"version": version, "name": "Jobcenter", "kind": "agency"}
    as_(world.anna).post(address, data={**base, "contact": "Herr Erste"})

    answer = as_(world.anna).post(address, data={**base, "contact": "Frau Zweite"})

    assert answer.status_code == 409
    assert "Herr Erste" in answer.text
    assert "Frau Zweite" in answer.text
    assert world.unit("Jobcenter").contact == "Herr Erste"


def test_a_unit_that_leads_something_cant_be_closed(world: World, as_) -> None:
    unit = world.unit("Fachbereich Soziales")
    answer = as_(world.anna).post(f"{UNITS}/{unit.id}/closing")

    assert answer.status_code == 409
    assert "lässt sich noch nicht schließen" in answer.text
    assert "Integrationskonzept beschließen" in answer.text
    assert world.unit("Fachbereich Soziales").closed_on is None


def test_closing_and_reopening(world: World, as_) -> None:
    unit = world.unit("Jobcenter")
    address = f"{UNITS}/{unit.id}"
    anna = as_(world.anna)

    assert anna.post(f"{address}/closing").headers["Location"] == UNITS
    assert world.unit("Jobcenter").closed_on is not None
    assert world.latest().kind == "unit.closed"
    assert "Geschlossen am" in as_(world.rosa).get(address).text

    anna.post(f"{address}/opening")
    assert world.unit("Jobcenter").closed_on is None
    assert world.latest().kind == "unit.reopened"


def test_closing_twice_is_told_once(world: World, as_) -> None:
    address = f"{UNITS}/{world.unit('Jobcenter').id}/closing"
    for _ in range(2):
        as_(world.anna).post(address)

    assert [event.kind for event in world.events()].count("unit.closed") == 1


@on_sqlite
@pytest.mark.parametrize("who", ["eda", "ben", "bea", "rosa"])
def test_only_the_coordination_changes_them(world: World, as_, who: str) -> None:
    browser, unit = as_(getattr(world, who)), world.unit("Jobcenter").id

    assert browser.get(f"{UNITS}/{unit}").status_code == 200
    for method, address in (("get", "/new"), ("get", f"/{unit}/about"), ("post", ""), ("post", f"/{unit}/about")):
        assert getattr(browser, method)(UNITS + address, data=GOOD).status_code == 403
    for verb in ("closing", "opening"):
        assert browser.post(f"{UNITS}/{unit}/{verb}").status_code == 403
    assert world.unit("Jobcenter").closed_on is None


def test_another_towns_units_arent_found(world: World, as_) -> None:
    foreign = world.unit("Nachbaramt").id

    for address in (f"{UNITS}/{foreign}", f"{UNITS}/{foreign}/about"):
        assert as_(world.anna).get(address).status_code == 404
    assert as_(world.anna).post(f"{UNITS}/{foreign}/closing").status_code == 404
    assert as_(world.olaf).get(UNITS).status_code == 404


@on_sqlite
@pytest.mark.parametrize("number", ["0", "2147483647", "99999999999999999999", "x", "%00"])
def test_a_number_nobody_has_isnt_found(world: World, as_, number: str) -> None:
    assert as_(world.anna).get(f"{UNITS}/{number}").status_code == 404


@on_sqlite
def test_names_are_text_and_nothing_else(world: World, as_) -> None:
    as_(world.anna).post(UNITS, data={**GOOD, "name": '<b onclick="x">VHS</b>', "contact": "{{ 7*7 }}"})

    page = as_(world.rosa).get(UNITS).text
    assert "<b onclick" not in page
    assert "{{ 7*7 }}" in page
    assert len(world.all(select(Unit).where(Unit.name.startswith("<b")))) == 1


@pytest.mark.parametrize("place", ["settings", "units/{unit}/about", "members/{member}/access"])
def test_a_form_that_says_no_version_is_taken_as_the_oldest(world: World, as_, place: str) -> None:
    ids = {"unit": world.unit("Jobcenter").id, "member": world.member(world.ben).id}
    form = {"name": "Neu", "kind": "other", "language": "de", "role": "reader", "unit_id": "", "version": ""}
    if place == "settings":
        form["kind"] = "small"

    answer = as_(world.anna).post(f"/w/musterstadt/{place.format(**ids)}", data=form)

    assert answer.status_code in {409, 422}
