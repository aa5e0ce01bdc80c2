"""The coverage map counts every action where it belongs, and each number leads to exactly its actions."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as some

from tests.world import TOWN, World
from workspace import prose
from workspace.actions import coverage
from workspace.actions.facts import Reach
from workspace.actions.words import Part, Participation, Priority, Status, TargetGroup
from workspace.config import ROOT
from workspace.guidance.loading import load

As = Callable[[Any], FlaskClient]
PAGE, PLAN = f"{TOWN}/plans/1/coverage", f"{TOWN}/plans/1/"
NUMBER = re.compile(rf'<a href="({PLAN}\?[^"]+)">(\d+)</a>')
BOX = load(ROOT / "content", prose.render)["de"]
ACTIONS = some.lists(
    some.builds(
        Reach,
        id=some.integers(1, 99),
        code=some.just("M-001"),
        field_id=some.sampled_from([field.id for field in BOX.fields]),
        theme_id=some.none(),
        title=some.just("Eine Maßnahme"),
        owner_id=some.none() | some.integers(1, 4),
        responsible_id=some.none(),
        deadline_text=some.none(),
        due_on=some.none() | some.just(date(2027, 1, 1)),
        status=some.sampled_from(Status),
        status_reason=some.none(),
        priority=some.just(Priority.NORMAL),
        part=some.just(Part.OWN),
        funding_ends_on=some.none(),
        principle_ids=some.lists(some.sampled_from([one.id for one in BOX.principles]), max_size=3),
        target_groups=some.lists(some.sampled_from([group.value for group in TargetGroup]), unique=True, max_size=3),
        participation=some.none() | some.sampled_from(Participation),
        changed_at=some.just(datetime(2026, 1, 1, tzinfo=UTC)),
    ),
    max_size=40,
)
NOES = some.sets(some.sampled_from([one.id for one in BOX.principles]))


@given(ACTIONS, NOES)
def test_every_principle_stands_in_one_pile(actions: list[Reach], noes: set[str]) -> None:
    rows = coverage.themes(BOX, actions, noes)

    piles = [one.id for row in rows for pile in (row.carried, row.proposed, row.declined, row.open) for one in pile]
    assert sorted(piles) == sorted(one.id for one in BOX.principles)
    carried = {one.id for row in rows for one in row.carried}
    assert carried == {id_ for one in actions if coverage.is_carried(one) for id_ in one.principle_ids}


@given(ACTIONS)
def test_participation_counts_each_carried_action_once(actions: list[Reach]) -> None:
    rows = coverage.participation(actions, BOX.fields)

    assert sum(row.total for row in rows) == sum(map(coverage.is_carried, actions))


@given(ACTIONS)
def test_units_count_what_is_unfinished_once(actions: list[Reach]) -> None:
    rows = coverage.units(actions, BOX.fields, {1: "A", 2: "B", 3: "C", 4: "D"})

    unfinished = [one for one in actions if one.lacks_owner or one.status in coverage.NEEDS_OWNER]
    assert sum(row.total for row in rows) == len(unfinished)
    assert [row.total for row in rows if row.label] == sorted((row.total for row in rows if row.label), reverse=True)
    assert all(row.total >= coverage.HEAVY_FROM for row in rows if row.heavy)


@given(ACTIONS)
def test_an_action_counts_for_each_group_it_names(actions: list[Reach]) -> None:
    rows = coverage.groups(actions, BOX.fields)

    carried = [one for one in actions if coverage.is_carried(one)]
    assert sum(row.total for row in rows) == sum(max(1, len(one.target_groups)) for one in carried)


@pytest.mark.parametrize("count, most, expected", [(0, 9, 0), (1, 9, 1), (9, 9, 4), (5, 9, 3), (0, 0, 0)])
def test_a_cell_is_the_darker_the_more(count: int, most: int, expected: int) -> None:
    assert coverage.shade(count, most) == expected


def test_each_number_leads_to_exactly_its_actions(world: World, as_: As) -> None:
    anna = as_(world.anna)
    soziales = world.unit("Fachbereich Soziales")
    world.act(world.anna, lambda action, by: action.record("edited", by=by, target_groups=["women", "young"]))
    world.act(world.anna, lambda action, by: action.record("edited", by=by, participation="co_create"), "M-003")
    world.act(world.anna, lambda action, by: action.set_owner(soziales, by=by), "M-003")

    numbers = NUMBER.findall(anna.get(PAGE).text)

    assert len(numbers) > 15
    for address, count in numbers:
        shown = anna.get(unescape(address)).text
        assert (address, len(re.findall(r'<tr class="action-row', shown))) == (address, int(count))


def test_orphans_forgotten_groups_and_noes_are_seen(world: World, as_: As) -> None:
    page = as_(world.anna).get(PAGE).text

    assert next(one.title for one in BOX.principles if one.id == "gov-shared-goal") in page
    assert re.search(r"Frauen\s*<span class=\"tag is-quiet\">noch keine Maßnahme", page)
    assert "noch ohne Federführung" in page
    assert f'{PLAN}?no_owner=1"' in unescape(page)


def test_readers_see_it_without_ways_to_change_things(world: World, as_: As) -> None:
    page = as_(world.rosa).get(PAGE).text

    assert "Wer was trägt" in page
    assert "/choose" not in page
    assert "/proposals" not in page
    assert as_(world.olaf).get(PAGE).status_code == 404
    assert as_(world.rosa).get(f"{TOWN}/plans/99/coverage").status_code == 404


def test_an_empty_plan_says_so(world: World, as_: As) -> None:
    anna = as_(world.anna)
    anna.post(f"{TOWN}/plans/new", data={"title": "Neu", "first_year": "2031", "last_year": "2035", "vision": ""})

    assert "Sobald es welche gibt" in anna.get(f"{TOWN}/plans/2/coverage").text


@pytest.mark.parametrize("unknown", ["group=men", "participation=always", "group=", "serves=nothing"])
def test_an_unknown_filter_means_all_or_nothing(world: World, as_: As, unknown: str) -> None:
    page = as_(world.anna).get(f"{PLAN}?{unknown}").text

    assert len(re.findall(r'<tr class="action-row', page)) == (0 if "serves" in unknown else 6)
