"""A coordinator opens an assessment, invites groups and closes it; everybody sees how far it is."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.assessments.conftest import HOME, Round
from tests.world import TOWN, World
from workspace.assessments.models import Assessment, AssessmentGroup
from workspace.db import clock, now


def test_it_begins_with_an_invitation_to_begin(world: World, as_) -> None:
    assert "Noch gab es keine Selbsteinschätzung" in as_(world.anna).get(f"{HOME}/").text
    assert f"{HOME}/new" not in as_(world.rosa).get(f"{HOME}/").text


def test_an_open_assessment_shows_how_far_its_groups_are(opened: Round) -> None:
    opened.member().post(opened.own, data={"item": "strategy", "level": "3"})

    page = opened.as_(opened.world.rosa).get(opened.page).text

    assert "1 von 6 Themen beantwortet" in page
    assert "0 von 6 Themen beantwortet" in page
    assert "/e/" not in page
    assert "Wo stehen wir?" in opened.as_(opened.world.rosa).get(f"{HOME}/").text


def test_the_history_tells_of_it(opened: Round) -> None:
    opened.close()

    kinds = [event.kind for event in opened.world.events()]
    assert kinds[-4:] == ["assessment.opened", *["assessment_group.invited"] * 2, "assessment.closed"]
    page = opened.as_(opened.world.anna).get(f"{TOWN}/history?thing=assessments").text
    assert "hat die Selbsteinschätzung" in page
    assert "Migrantenorganisationen" in page


@pytest.mark.parametrize(
    "wrong, message",
    [
        ({"title": ""}, "Bitte geben Sie"),
        ({"title": "x" * 121}, "Höchstens 120"),
        ({"fields": "sports"}, "Auswahl"),
        ({"due": "demnächst"}, "Zeitangabe"),
    ],
)
def test_bad_input_is_told_and_kept(world: World, as_, wrong: dict[str, str], message: str) -> None:
    form = {"title": "Wo stehen wir?", "due": "", **wrong}

    answer = as_(world.anna).post(f"{HOME}/new", data=form)

    assert answer.status_code == 422
    assert 'class="error"' in answer.text
    assert form["due"] in answer.text
    assert world.one(select(func.count()).select_from(Assessment)) == 0


def test_a_group_needs_a_name_and_a_known_unit(opened: Round) -> None:
    anna = opened.as_(opened.world.anna)

    assert anna.post(f"{opened.page}/groups", data={"name": "", "unit_id": ""}).status_code == 422
    assert anna.post(f"{opened.page}/groups", data={"name": "Schulen", "unit_id": "9999"}).status_code == 422
    assert opened.world.one(select(func.count()).select_from(AssessmentGroup)) == 2


def test_a_closed_one_takes_no_group_and_closes_once(opened: Round) -> None:
    anna = opened.as_(opened.world.anna)
    opened.close()
    told = len(opened.world.events())

    assert anna.post(f"{opened.page}/groups", data={"name": "Zu spät", "unit_id": ""}).status_code == 422
    opened.close()

    assert len(opened.world.events()) == told


@pytest.mark.parametrize("way", ["link", "revocation"])
def test_a_link_can_be_renewed_and_closed(opened: Round, way: str) -> None:
    browser, sheet = opened.visitor()
    assert browser.get(sheet).status_code == 200
    number = re.findall(r'id="assessment_group-(\d+)"', opened.as_(opened.world.anna).get(opened.page).text)[1]

    opened.as_(opened.world.anna).post(f"{opened.page}/groups/{number}/{way}")

    assert browser.get(sheet).status_code == 404
    assert browser.get(opened.table).status_code == 404
    page = opened.as_(opened.world.anna).get(opened.page).text
    fresh = re.findall(r'value="http://[^/"]+(/e/[\w-]{43})"', page)
    assert len(fresh) == (2 if way == "link" else 1)
    assert opened.table not in page


def test_links_expire(opened: Round) -> None:
    browser, sheet = opened.visitor()

    with clock(now() + timedelta(days=91)):
        assert browser.get(sheet).status_code == 404
