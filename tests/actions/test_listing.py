"""Filters, sums and sorting, without a database: lines in, lines out."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workspace.actions import board
from workspace.actions.facts import Reach
from workspace.actions.listing import FLAGS, SORTS, Filter, arrange, funding_ends, is_due_soon, select_shown
from workspace.actions.words import RUNNING, Part, Priority, Status
from workspace.members.models import Member
from workspace.members.words import Role

TODAY = date(2026, 11, 22)
BEN = Member(id=7, workspace_id=1, user_id=1, unit_id=3, role=Role.CONTRIBUTOR)
PLAIN = Reach(
    id=1,
    code="M-001",
    field_id="governance",
    theme_id="strategy",
    title="Maßnahme",
    owner_id=None,
    responsible_id=None,
    deadline_text=None,
    due_on=None,
    status=Status.NOT_STARTED,
    status_reason=None,
    priority=Priority.NORMAL,
    part=Part.OWN,
    funding_ends_on=None,
    principle_ids=[],
    target_groups=[],
    participation=None,
    changed_at=datetime(2026, 11, 1, tzinfo=UTC),
)
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2035, 1, 1))
LINES = st.builds(
    replace,
    st.just(PLAIN),
    status=st.sampled_from(Status),
    due_on=DAYS,
    owner_id=st.none() | st.integers(1, 4),
    field_id=st.sampled_from(["governance", "health"]),
    priority=st.sampled_from(Priority),
    funding_ends_on=DAYS,
)
ARGS = st.dictionaries(
    st.sampled_from(["q", "field", "theme", "unit", "status", "priority", "sort", *FLAGS, "fremd"]),
    st.sampled_from(["1", "0", "", "done", "key", "deadline", "governance", "x" * 300, "١", "-1", "9" * 30]),
)


@given(ARGS)
def test_any_address_is_a_filter_and_comes_back_as_itself(args: dict[str, str]) -> None:
    wanted = Filter.read(args)

    assert wanted.sort in SORTS
    assert Filter.read(wanted.parts()) == wanted


@given(st.lists(LINES, max_size=12))
def test_a_filter_that_leaves_nothing_out_shows_everything(lines: list[Reach]) -> None:
    assert list(select_shown(lines, Filter(sort="deadline"), member=BEN, today=TODAY)) == lines


@given(st.lists(LINES, max_size=12), st.sampled_from([name for name in FLAGS if name not in ("mine", "reminded")]))
def test_a_number_and_the_rows_behind_it_agree(lines: list[Reach], flag: str) -> None:
    shown = select_shown(lines, Filter.read({flag: "1"}), member=BEN, today=TODAY)
    counted = board.attention(lines, TODAY)
    numbers = {"overdue": counted.overdue, "no_owner": counted.no_owner, "no_deadline": counted.no_deadline}

    assert len(shown) == numbers.get(flag, len(shown))
    assert all(line.status is not Status.PROPOSED for line in shown)


@given(LINES)
def test_overdue_due_soon_and_lacking_exclude_each_other(line: Reach) -> None:
    assert line.is_overdue(TODAY) + is_due_soon(line, TODAY) + line.lacks_deadline <= 1


@pytest.mark.parametrize("status", Status)
def test_only_what_runs_can_be_overdue(status: Status) -> None:
    line = replace(PLAIN, status=status, due_on=TODAY - timedelta(days=1))

    assert line.is_overdue(TODAY) is (status in RUNNING)
    assert not replace(line, due_on=TODAY).is_overdue(TODAY)


def test_a_standing_task_needs_an_owner_but_no_deadline() -> None:
    standing = replace(PLAIN, status=Status.STANDING)

    assert standing.lacks_owner
    assert not standing.lacks_deadline


def test_funding_that_ends_matters_while_the_action_goes_on() -> None:
    ending = replace(PLAIN, funding_ends_on=TODAY + timedelta(days=90))

    assert funding_ends(ending, TODAY)
    assert not funding_ends(replace(ending, status=Status.DONE), TODAY)
    assert not funding_ends(replace(ending, funding_ends_on=TODAY + timedelta(days=91)), TODAY)


@given(st.lists(LINES, max_size=12), st.sampled_from(SORTS))
def test_sorting_keeps_every_line_and_puts_what_lacks_the_value_last(lines: list[Reach], sort: str) -> None:
    found = arrange(lines, sort, {1: "Amt A", 2: "Amt B"})

    assert sorted(map(id, found)) == sorted(map(id, lines))
    if sort == "deadline":
        dated = [line.due_on is not None for line in found]
        assert dated == sorted(dated, reverse=True)


@given(st.lists(LINES, max_size=12))
def test_progress_counts_all_but_proposals(lines: list[Reach]) -> None:
    counted = dict(board.progress(lines))

    assert Status.PROPOSED not in counted
    assert sum(counted.values()) == sum(line.status is not Status.PROPOSED for line in lines)
