"""From gaps to the plan: what an assessment proposes becomes actions that know where they come from."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.world import TOWN, World
from workspace.actions.declined import Declined
from workspace.actions.models import Action
from workspace.actions.words import Origin, Part, Status
from workspace.assessments.models import Assessment, AssessmentGroup
from workspace.assessments.ratings import Rating
from workspace.assessments.words import Level
from workspace.db import commit, db

As = Callable[[Any], FlaskClient]
SAID: dict[str, tuple[str, str, int]] = {  # theme: what the administration says, what the organisations say, weight
    "diversity": ("3", "1", 1),
    "parents": ("1", "0", 3),
    "community": ("4", "4", 3),
    "health-access": ("not_ours", "not_ours", 2),
}
GAPS = f"{TOWN}/plans/1/gaps/1"


@pytest.fixture
def closed(world: World) -> World:
    """Let two groups answer and the coordinator close."""
    with world.app.app_context():
        anna = world.member(world.anna)
        assessment = Assessment.begin(by=anna, title="Wo stehen wir?")
        for place, name in enumerate(("Verwaltung", "Migrantenorganisationen")):
            group = AssessmentGroup.invite(assessment, by=anna, name=name)
            for theme, said in SAID.items():
                level = Level(said[place])
                whose = "Landkreis" if level is Level.NOT_OURS else None
                Rating.give(group, theme, level=level, weight=said[2], whose=whose, evidence=f"{name} zu {theme}")
        assessment.close(by=anna)
        commit()
    return world


def made(world: World) -> list[Action]:
    return world.all(select(Action).where(Action.code > "M-006").order_by(Action.code))


def test_the_widest_gap_that_matters_most_comes_first_with_its_reason(closed: World, as_: As) -> None:
    page = as_(closed.anna).get(GAPS).text

    assert re.findall(r'id="theme-([\w-]+)"', page) == ["parents", "diversity", "health-access"]
    assert "Verwaltung 1, Migrantenorganisationen 0, wichtig 3" in page
    assert "Verwaltung 3, Migrantenorganisationen 1, wichtig 1" in page


def test_what_is_taken_up_takes_its_answers_along(closed: World, as_: As) -> None:
    anna = as_(closed.anna)
    form = {"themes": ["parents"], "bundle": ["parents"], "title-parents": "Eltern stärken", "start": "not_started"}
    answer = anna.post(GAPS, data={**form, "do": "take"})

    [action] = made(closed)
    assert answer.headers["Location"] == GAPS
    assert (action.title, action.origin, action.status) == ("Eltern stärken", Origin.ASSESSMENT, Status.NOT_STARTED)
    situation = closed.one(select(Action.situation).where(Action.id == action.id))
    assert "Selbsteinschätzung „Wo stehen wir?“" in situation
    assert "- **Verwaltung**: 1 erste Schritte. Verwaltung zu parents" in situation
    assert "diversity" not in situation


def test_the_link_goes_both_ways(closed: World, as_: As) -> None:
    anna = as_(closed.anna)
    anna.post(GAPS, data={"principles": ["edu-parent-involvement"], "start": "not_started", "do": "take"})

    assert "/actions/M-007" in anna.get(f"{TOWN}/assessments/1").text
    sheet = anna.get(f"{TOWN}/actions/M-007").text
    assert f"{TOWN}/assessments/1" in sheet
    assert "Entstanden aus der Selbsteinschätzung „Wo stehen wir?“" in sheet
    assert "0,5" in sheet


def test_not_ours_leads_to_pressing_for_it(closed: World, as_: As) -> None:
    anna = as_(closed.anna)
    way = re.findall(r'href="([^"]+declined/new\?[^"]+whose=Landkreis)"', anna.get(GAPS).text)[0].replace("&amp;", "&")
    page = anna.get(way).text
    assert 'value="Landkreis"' in page

    principles = re.findall(r'name="principles" value="([\w-]+)"', page)
    form = {"principles": principles, "whose": "Landkreis", "assessment": "1", "do": "press"}
    anna.post(f"{TOWN}/plans/1/declined", data=form)

    actions = made(closed)
    assert len(actions) == len(principles) > 0
    assert {(one.part, one.part_towards, one.origin) for one in actions} == {
        (Part.ADVOCACY, "Landkreis", Origin.ASSESSMENT)
    }
    assert "M-007" in anna.get(f"{TOWN}/assessments/1").text


def test_not_ours_can_be_left_out_with_the_reason(closed: World, as_: As) -> None:
    anna = as_(closed.anna)
    ticked = {"principles": ["hea-equal-access"], "start": "not_started", "do": "decline"}
    way = anna.post(GAPS, data=ticked).headers["Location"]

    assert "assessment=1" in way
    reason = {"principles": "hea-equal-access", "why": "not_ours", "whose": "Landkreis", "assessment": "1"}
    anna.post(f"{TOWN}/plans/1/declined", data={**reason, "do": "decline"})
    assert closed.one(select(Declined)).who == "Landkreis"
    assert 'id="pick-hea-equal-access"' not in anna.get(GAPS).text


def test_taking_twice_makes_nothing_twice(closed: World, as_: As) -> None:
    form = {"themes": ["parents"], "start": "proposed", "do": "take"}
    as_(closed.anna).post(GAPS, data=form)
    count = len(made(closed))
    as_(closed.eda).post(GAPS, data=form)

    assert len(made(closed)) == count == 3


@pytest.mark.parametrize("form", [{}, {"principles": ["nichts"]}, {"principles": ["gov-strategy"], "start": "done"}])
def test_bad_input_takes_nothing(closed: World, as_: As, form: dict[str, Any]) -> None:
    answer = as_(closed.anna).post(GAPS, data={"do": "take", **form})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert made(closed) == []


def test_from_the_result_one_button_leads_to_the_plan_at_work(closed: World, as_: As) -> None:
    anna = as_(closed.anna)
    assert f"{TOWN}/assessments/1/plan" in anna.get(f"{TOWN}/assessments/1").text
    assert f"{TOWN}/assessments/1/plan" not in as_(closed.ben).get(f"{TOWN}/assessments/1").text

    assert anna.get(f"{TOWN}/assessments/1/plan").headers["Location"] == GAPS


@pytest.mark.parametrize("path", [f"{TOWN}/plans/1/gaps/2", f"{TOWN}/plans/9/gaps/1", f"{TOWN}/plans/1/gaps/0"])
def test_what_isnt_there_is_not_found(closed: World, as_: As, path: str) -> None:
    assert as_(closed.anna).get(path).status_code == 404
    assert as_(closed.anna).post(path, data={"principles": ["gov-strategy"], "do": "take"}).status_code == 404
    assert made(closed) == []


def test_an_open_assessment_proposes_nothing(world: World, as_: As) -> None:
    with world.app.app_context():
        Assessment.begin(by=world.member(world.anna), title="Läuft noch")
        commit()

    assert as_(world.anna).get(GAPS).status_code == 404
    form = {"principles": ["edu-parent-involvement"], "whose": "Land", "assessment": "1", "do": "press"}
    assert as_(world.anna).post(f"{TOWN}/plans/1/declined", data=form).status_code == 303
    assert made(world)[0].assessment_id is None


def test_what_is_done_stands_beside_the_change(closed: World, as_: As) -> None:
    anna = as_(closed.anna)
    anna.post(GAPS, data={"principles": ["edu-parent-involvement"], "start": "not_started", "do": "take"})
    with closed.app.app_context():
        by, action = closed.member(closed.anna), made(closed)[0]
        db.session.merge(action).set_status(Status.DONE, by=by)
        again = Assessment.begin(by=by, title="Und jetzt?")
        for name, level in (("Verwaltung", "3"), ("Schulen", "4")):
            Rating.give(AssessmentGroup.invite(again, by=by, name=name), "parents", level=Level(level))
        again.close(by=by)
        commit()

    page = anna.get(f"{TOWN}/assessments/2/change").text
    assert "Beide Male geantwortet: Verwaltung" in " ".join(page.split())
    assert "Nur jetzt: Schulen" in " ".join(page.split())
    assert "Nur damals: Migrantenorganisationen" in " ".join(page.split())
    assert "+2,0" in page
    assert "/actions/M-007" in page
    assert f"{TOWN}/assessments/2/change" in anna.get(f"{TOWN}/assessments/2").text
    assert f"{TOWN}/assessments/1/change" not in anna.get(f"{TOWN}/assessments/1").text
    assert anna.get(f"{TOWN}/assessments/1/change").status_code == 404
