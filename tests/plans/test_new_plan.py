"""A plan begins: a title and its years are enough, and the next thing is choosing."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.world import World
from workspace.db import commit, db
from workspace.members.models import Workspace
from workspace.plans.models import Plan, PlanState

on_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)  # where nothing hangs on the kind of database
As = Callable[[Any], FlaskClient]
PLANS = "/w/musterstadt/plans"
WHOLE = {
    "title": "Integrationskonzept 2027 bis 2031",
    "first_year": "2027",
    "last_year": "2031",
    "vision": "Alle gehören **dazu**.",
    "responsible": "Bürgermeisteramt",
    "coordination": "Stelle für Integration",
    "reviewer": "Vorsitz des Sozialausschusses",
    "steering_group": "Fachbereiche, Rat, Beirat",
}


def newest(world: World) -> Plan:
    plan: Plan = world.one(select(Plan).where(Plan.workspace_id == 1).order_by(Plan.number.desc()))
    return plan


def test_a_title_and_the_years_are_enough(world: World, as_: As) -> None:
    anna = as_(world.anna)
    answer = anna.post(f"{PLANS}/new", data={"title": " Neuer  Plan ", "first_year": "2027", "last_year": "2031"})

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PLANS}/2/choose")
    plan = newest(world)
    assert (plan.number, plan.title, plan.state) == (2, "Neuer Plan", PlanState.DRAFTING)
    assert (world.latest().kind, world.latest().subject) == ("plan.created", "plan-2")
    page = anna.get(f"{PLANS}/2/choose").text
    assert "„Neuer Plan“ ist angelegt" in page
    assert "Alle 80 übernehmen" in page


def test_who_answers_for_it_is_kept_by_function(world: World, as_: As) -> None:
    as_(world.anna).post(f"{PLANS}/new", data=WHOLE)

    plan = newest(world)
    assert {name: str(getattr(plan, name)) for name in WHOLE} == WHOLE
    page = as_(world.rosa).get(f"{PLANS}/").text
    assert "Vorsitz des Sozialausschusses" in page
    assert "<strong>dazu</strong>" in page


def test_the_form_suggests_the_years_and_says_who_should_check(world: World, as_: As) -> None:
    page = as_(world.anna).get(f"{PLANS}/new").text

    assert 'name="first_year"' in page
    assert "Das rät die Toolbox gleich in ihrem ersten Thema" in page
    assert "Nach Funktion, nicht mit Namen" in page


@on_sqlite
@pytest.mark.parametrize(
    "wrong, message",
    [
        ({"title": "   "}, "Bitte geben Sie dem Plan einen Titel."),
        ({"title": "x" * 201}, "200"),
        ({"first_year": "1999"}, "zwischen 2000 und 2100"),
        ({"last_year": "2101"}, "zwischen 2000 und 2100"),
        ({"first_year": "bald"}, "zwischen 2000 und 2100"),
        ({"first_year": "²⁰²⁷"}, "zwischen 2000 und 2100"),
        ({"first_year": "9" * 5000}, "zwischen 2000 und 2100"),
        ({"first_year": ""}, "zwischen 2000 und 2100"),
        ({"last_year": "2026"}, "nicht vor dem ersten"),
        ({"vision": "x" * 5001}, "5.000"),
        ({"state": "adopted"}, ""),
        ({"title": ["eins", "zwei"]}, ""),
    ],
)
def test_bad_input_gets_a_message_and_keeps_what_was_typed(
    world: World, as_: As, wrong: dict[str, Any], message: str
) -> None:
    answer = as_(world.anna).post(f"{PLANS}/new", data={**WHOLE, **wrong})

    assert answer.status_code == 422
    assert message in answer.text
    assert "Vorsitz des Sozialausschusses" in answer.text
    assert newest(world).number == 1


def test_hostile_text_is_only_text(world: World, as_: As) -> None:
    hostile = '<img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a>\x00<p hx-get="/x">'
    as_(world.anna).post(f"{PLANS}/new", data={**WHOLE, "title": hostile, "vision": hostile, "reviewer": hostile})
    page = as_(world.anna).get(f"{PLANS}/").text

    assert "<img" not in page
    assert 'href="javascript' not in page
    assert "<p hx-get" not in page


def test_only_the_coordination_begins_plans(world: World, as_: As) -> None:
    for person in (world.eda, world.ben, world.bea, world.rosa):
        assert as_(person).post(f"{PLANS}/new", data=WHOLE).status_code == 403
        assert as_(person).get(f"{PLANS}/new").status_code == 403
        assert as_(person).get(f"{PLANS}/").status_code == 200
        assert f"{PLANS}/new" not in as_(person).get(f"{PLANS}/").text
    assert as_(world.olaf).post(f"{PLANS}/new", data=WHOLE).status_code == 404
    assert as_(world.olaf).get(f"{PLANS}/").status_code == 404
    assert newest(world).number == 1


def test_the_list_shows_each_plan_with_its_progress(world: World, as_: As) -> None:
    as_(world.anna).post(f"{PLANS}/new", data=WHOLE)
    page = as_(world.eda).get(f"{PLANS}/").text

    assert page.index("Integrationskonzept 2027 bis 2031") < page.index(">Integrationskonzept<")
    assert "<b>1</b> umgesetzt" in page
    assert "Noch keine Maßnahmen." in page
    assert "Geheimes" not in page
    assert "Nachbarplan" not in page


def test_a_new_draft_does_not_displace_the_adopted_plan(world: World, as_: As) -> None:
    with world.app.app_context():
        plan = db.session.scalars(select(Plan).join(Workspace).where(Workspace.slug == "musterstadt")).one()
        plan.record("edited", by=None, state=PlanState.ADOPTED)
        commit()
    as_(world.anna).post("/w/musterstadt/plans/new", data={"title": "Entwurf", "first_year": 2031, "last_year": 2035})

    assert as_(world.rosa).get("/w/musterstadt/plans/current").headers["Location"] == "/w/musterstadt/plans/1/"
    assert as_(None).get("/w/musterstadt/plans/current").headers["Location"].startswith("/login")
