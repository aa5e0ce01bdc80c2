"""The plan page: all actions by field and theme, filtered by an address, in a fixed number of queries."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.counting import count_queries
from tests.world import World, action
from workspace.actions.listing import Filter
from workspace.db import commit, db
from workspace.members.models import Member, Workspace
from workspace.plans.models import Plan

As = Callable[[Any], FlaskClient]
PAGE = "/w/musterstadt/plans/1/"


def codes(text: str) -> list[str]:
    return [part.split('"')[0] for part in text.split('id="action-')[1:]]


def more(world: World, count: int) -> None:
    by = world.member(world.anna).id
    with world.app.app_context():
        plan = db.session.scalars(select(Plan).join(Workspace).where(Workspace.slug == "musterstadt")).one()
        anna = db.session.get_one(Member, by)
        for number in range(count):
            action(plan, anna, f"Maßnahme {number}", theme="strategy")
        commit()


def test_every_role_reads_the_plan_and_outsiders_find_nothing(world: World, as_: As) -> None:
    for person in (world.anna, world.eda, world.ben, world.bea, world.rosa):
        assert codes(as_(person).get(PAGE).text) == ["M-001", "M-002", "M-004", "M-006", "M-003", "M-005"]
    assert as_(world.olaf).get(PAGE).status_code == 404
    assert as_(None).get(PAGE).headers["Location"] == f"/login?next={PAGE}"
    assert as_(world.anna).get("/w/musterstadt/plans/2/").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("field=governance", ["M-001", "M-002"]),
        ("theme=parents", ["M-006"]),
        ("status=standing", ["M-005"]),
        ("overdue=1", ["M-002"]),
        ("no_owner=1", ["M-002", "M-003", "M-005"]),
        ("no_deadline=1", ["M-003"]),
        ("q=dolmetsch", ["M-003"]),
        ("q=m-005", ["M-005"]),
        ("q=BESCHLIESSEN", ["M-001"]),
        ("sort=code", ["M-001", "M-002", "M-003", "M-004", "M-005", "M-006"]),
        ("sort=deadline&overdue=1", ["M-002"]),
        ("status=nonsense&unit=abc&sort=DROP+TABLE&field=governance", ["M-001", "M-002"]),
        ("unit=99999999999999999999", ["M-001", "M-002", "M-004", "M-006", "M-003", "M-005"]),
    ],
)
def test_filters_are_addresses(world: World, as_: As, query: str, found: list[str]) -> None:
    answer = as_(world.anna).get(f"{PAGE}?{query}")

    assert answer.status_code == 200
    assert codes(answer.text) == found


def test_mine_is_what_my_unit_leads(world: World, as_: As) -> None:
    assert codes(as_(world.ben).get(f"{PAGE}?mine=1").text) == ["M-001"]
    assert codes(as_(world.anna).get(f"{PAGE}?mine=1").text) == []


def test_a_unit_is_found_by_its_number(world: World, as_: As) -> None:
    unit = world.unit("Fachbereich Soziales")

    assert codes(as_(world.anna).get(f"{PAGE}?unit={unit.id}").text) == ["M-001"]


def test_htmx_gets_the_list_alone(world: World, as_: As) -> None:
    answer = as_(world.anna).get(f"{PAGE}?overdue=1", headers={"HX-Request": "true"})

    assert "<html" not in answer.text
    assert codes(answer.text) == ["M-002"]


def test_a_filter_and_its_address_say_the_same() -> None:
    wanted = Filter.read({"q": "wohn raum", "unit": "7", "overdue": "1", "sort": "deadline", "status": "done"})

    assert wanted.query() == "q=wohn+raum&unit=7&status=done&overdue=1&sort=deadline"
    assert Filter.read(wanted.parts()) == wanted
    assert wanted.query(overdue=None, sort=None) == "q=wohn+raum&unit=7&status=done"


def test_readers_see_no_controls_and_no_persons(world: World, as_: As) -> None:
    page = as_(world.rosa).get(PAGE).text

    assert "cell-edit" not in page
    assert "data-pick" not in page


def test_six_queries_whatever_the_size(world: World, as_: As) -> None:
    anna = as_(world.anna)
    with count_queries(world.app) as few:
        anna.get(PAGE)
    more(world, 74)
    anna = as_(world.anna)
    with count_queries(world.app) as many:
        answer = anna.get(PAGE, headers={"Accept-Encoding": "gzip"})

    assert len(many) <= 6, "\n".join(many)
    assert len(few) == len(many)
    assert len(answer.data) <= 15_000
