"""Who is asked to assess finds it on their first screen until their group has finished or the assessment is closed."""

from tests.assessments.conftest import Round, opened
from tests.world import TOWN

__all__ = ["opened"]
ASKED = "Ihre Einschätzung ist gefragt"


def test_the_units_members_are_asked_and_nobody_else(opened: Round) -> None:
    page = opened.member().get(f"{TOWN}/").text

    assert ASKED in page
    assert opened.own in page
    assert "Antworten bis 31.12.2099" in page
    for person in (opened.world.anna, opened.world.bea, opened.world.rosa):
        assert ASKED not in opened.as_(person).get(f"{TOWN}/").text


def test_once_finished_it_is_gone(opened: Round) -> None:
    ends = opened.own.replace("/answers", "/finished")
    opened.member().post(ends)
    assert ASKED not in opened.member().get(f"{TOWN}/").text

    opened.member().post(ends, data={"again": "1"})
    assert ASKED in opened.member().get(f"{TOWN}/").text


def test_once_closed_it_is_gone(opened: Round) -> None:
    opened.close()

    assert ASKED not in opened.member().get(f"{TOWN}/").text
