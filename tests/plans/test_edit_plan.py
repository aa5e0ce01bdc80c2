"""A plan's first sheet: two groups, each saved on its own, and nobody's text is lost when two save at once."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.world import World
from workspace.plans.models import Plan

on_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)  # where nothing hangs on the kind of database
As = Callable[[Any], FlaskClient]
PLAN = "/w/musterstadt/plans/1"
ABOUT = {"title": "Zusammen leben", "first_year": "2026", "last_year": "2029", "vision": "Ein Satz."}


def plan(world: World) -> Plan:
    found: Plan = world.one(select(Plan).where(Plan.workspace_id == 1, Plan.number == 1))
    return found


def version(world: World, group: str) -> int:
    return plan(world).group_version(group)


def test_each_group_is_saved_on_its_own(world: World, as_: As) -> None:
    anna = as_(world.anna)
    answer = anna.post(f"{PLAN}/about", data={**ABOUT, "version": version(world, "about")})

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PLAN}/edit#about")
    assert (plan(world).title, plan(world).last_year, plan(world).vision) == ("Zusammen leben", 2029, "Ein Satz.")
    assert (world.latest().kind, world.latest().scalars) == ("plan.edited", {"last_year": [2030, 2029]})

    people = {"reviewer": "Vorsitz des Rates", "version": version(world, "people")}
    assert anna.post(f"{PLAN}/people", data=people).status_code == 303
    assert (plan(world).reviewer, plan(world).title) == ("Vorsitz des Rates", "Zusammen leben")


def test_the_form_shows_what_stands_there(world: World, as_: As) -> None:
    page = as_(world.anna).get(f"{PLAN}/edit").text

    assert 'value="Integrationskonzept"' in page
    assert 'value="2026"' in page
    assert "Gut zusammenleben." in page
    assert 'id="about-version"' in page
    assert 'id="people-version"' in page
    assert as_(world.anna).get(f"{PLAN}/about").text.count("<form") == page.count("<form")


def test_a_stale_save_shows_both_and_keeps_mine(world: World, as_: As) -> None:
    anna, stale = as_(world.anna), version(world, "about")
    anna.post(f"{PLAN}/about", data={**ABOUT, "title": "Von nebenan", "version": stale})
    answer = anna.post(f"{PLAN}/about", data={**ABOUT, "title": "Von mir", "version": stale})

    assert answer.status_code == 409
    assert "<ins>Von nebenan</ins>" in answer.text
    assert 'value="Von mir"' in answer.text
    assert plan(world).title == "Von nebenan"
    mine = {**ABOUT, "title": "Von mir", "version": version(world, "about")}
    again = anna.post(f"{PLAN}/about", data=mine, headers={"HX-Request": "true"})
    assert (again.status_code, again.headers["HX-Redirect"]) == (204, f"{PLAN}/edit#about")
    assert plan(world).title == "Von mir"


def test_saving_another_group_meanwhile_is_no_conflict(world: World, as_: As) -> None:
    anna, about, people = as_(world.anna), version(world, "about"), version(world, "people")

    assert anna.post(f"{PLAN}/about", data={**ABOUT, "version": about}).status_code == 303
    assert anna.post(f"{PLAN}/people", data={"coordination": "Amt 50", "version": people}).status_code == 303


def test_saving_nothing_new_tells_nothing(world: World, as_: As) -> None:
    before = len(world.events())
    same = {"title": "Integrationskonzept", "first_year": "2026", "last_year": "2030", "vision": "Gut zusammenleben."}
    answer = as_(world.anna).post(f"{PLAN}/about", data={**same, "version": version(world, "about")})

    assert answer.status_code == 303
    assert len(world.events()) == before


@on_sqlite
@pytest.mark.parametrize(
    "group, data",
    [
        ("about", {**ABOUT, "title": ""}),
        ("about", {**ABOUT, "version": "neu"}),
        ("about", {**ABOUT, "version": "9" * 400}),
        ("about", {**ABOUT, "reviewer": "passt nicht hierher"}),
        ("people", {"steering_group": "x" * 2001}),
        ("people", {"workspace_id": "2"}),
    ],
)
def test_bad_input_changes_nothing(world: World, as_: As, group: str, data: dict[str, str]) -> None:
    before = world.latest().seq
    answer = as_(world.anna).post(f"{PLAN}/{group}", data=data)

    assert answer.status_code in {409, 422}
    assert world.latest().seq == before


def test_only_the_coordination_edits_plans(world: World, as_: As) -> None:
    for person in (world.eda, world.ben, world.bea, world.rosa):
        assert as_(person).get(f"{PLAN}/edit").status_code == 403
        assert as_(person).post(f"{PLAN}/about", data=ABOUT).status_code == 403
        assert as_(person).post(f"{PLAN}/people", data={}).status_code == 403
    assert as_(world.olaf).get(f"{PLAN}/edit").status_code == 404
    assert as_(world.olaf).post(f"{PLAN}/about", data=ABOUT).status_code == 404
    assert as_(world.anna).get("/w/musterstadt/plans/99/edit").status_code == 404
    assert plan(world).title == "Integrationskonzept"
