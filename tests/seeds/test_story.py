"""The story's words: days counted from any today, German as the house writes it, and everybody within their rights."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from tests.databases import Database
from workspace.accounts.models import User
from workspace.db import clock, commit, db
from workspace.guidance.rules import GENDER_MARK
from workspace.members.models import Workspace
from workspace.seeds import sheets, town
from workspace.seeds.days import Calendar
from workspace.seeds.story import FIELDS, FOLDER, page

Empty = Callable[[str], tuple[Flask, Database]]
BERLIN = ZoneInfo("Europe/Berlin")
TODAYS = st.dates(date(2026, 1, 1), date(2060, 12, 31))
FILES = sorted(FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("said, typed", [
    ("day+12", "04.12.2026"), ("day-1", "20.11.2026"), ("monthend-1", "31.10.2026"), ("monthend+3", "28.02.2027"),
    ("month+2", "Januar 2027"), ("quarter+0", "IV. Quartal 2026"), ("quarter+1", "I. Quartal 2027"),
    ("half-1", "1. Halbjahr 2026"), ("half+2", "2. Halbjahr 2027"), ("year+1", "2027"), ("yearend+1", "31.12.2027"),
    ("31.05.2027", "31.05.2027"),
])  # fmt: skip
def test_times_are_typed_as_people_type_them(said: str, typed: str) -> None:
    assert Calendar(date(2026, 11, 22)).typed(said) == typed


def test_texts_name_times() -> None:
    filled = Calendar(date(2026, 11, 22)).fill({"note": ["Zum Haushalt <year+1>, <quarter+1>", 3]})

    assert filled == {"note": ["Zum Haushalt 2027, I. Quartal 2027", 3]}


@given(TODAYS, st.lists(st.integers(1, 430), min_size=1, max_size=60))
def test_moments_never_go_backwards_whatever_the_day(today: date, agos: list[int]) -> None:
    moments = list(Calendar(today).moments(sorted(agos, reverse=True), BERLIN))

    assert moments == sorted(moments)
    assert len(moments) == len(agos)
    assert all(at.astimezone(BERLIN).weekday() < 5 and at.astimezone(BERLIN).date() < today for at in moments)


@given(TODAYS)
def test_what_is_overdue_stays_overdue_and_what_is_soon_stays_soon(today: date) -> None:
    calendar = Calendar(today)

    assert all(calendar.day(said) < today for said in ("monthend-1", "monthend-2", "quarter-1", "half-1"))
    assert all(today < calendar.day(said) for said in ("day+9", "day+16", "day+23", "half+1", "year+1", "quarter+1"))
    assert all((calendar.day(f"day+{days}") - today).days <= 30 for days in (9, 16, 23))
    assert 0 < (calendar.day("monthend+1") - today).days <= 90


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_files_are_readable_and_neutral(file: Path) -> None:
    text = file.read_text(encoding="utf-8")

    assert len(text.splitlines()) <= 250
    assert GENDER_MARK.findall(text) == []
    assert not re.search(r"0000 ?\d{5,}|\+49|\w@(?!\S+\.example)", text)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_diary_says_the_same_day_twice(file: Path) -> None:
    """YAML would silently keep the last one only."""
    assert list(doubled(yaml.compose(file.read_text(encoding="utf-8")))) == []


def test_nobody_does_what_their_role_may_not(empty: Empty) -> None:
    app, _database = empty("sqlite")
    with app.app_context():
        stage = town.build(date(2026, 11, 22), "hash")
        stage.add(1, "beirat", sheets.act, "dolmetschpool", {"deadline": "year+1"})
        with pytest.raises(PermissionError, match=r"1 beirat: .*dolmetschpool"):
            stage.play(stage.scenes[-1])


def test_a_single_account_keeps_the_demo_out(empty: Empty) -> None:
    app, _database = empty("sqlite")
    with app.app_context():
        db.session.add(User(email="echt@stadt.example", name="Echt"))
        commit()
    result = app.test_cli_runner().invoke(args=["seed"])

    assert "nichts geändert" in result.output
    with app.app_context():
        assert [user.email for user in db.session.scalars(db.select(User))] == ["echt@stadt.example"]
        assert not db.session.scalars(db.select(Workspace)).all()


@pytest.mark.parametrize("today", [date(2027, 1, 1), date(2028, 2, 29), date(2031, 6, 30)])
def test_it_can_be_told_on_any_day(empty: Empty, today: date) -> None:
    app, _database = empty("sqlite")
    with app.app_context(), clock(datetime(today.year, today.month, today.day, 12, tzinfo=UTC)):
        stage = town.build(today, "hash")
        commit()
        overdue = [name for name, action in stage.actions.items() if action.is_overdue(today)]

    assert sorted(overdue) == ["lernwerkstatt", "nachbegleitung", "seele", "vergabe", "zahlenblatt"]


def test_every_field_has_its_page() -> None:
    assert all(page(field, Calendar(date(2026, 11, 22))) for field in FIELDS)


def doubled(node: yaml.Node) -> Iterator[str]:
    if isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _value in node.value]
        yield from (key for key in keys if keys.count(key) > 1)
        for _key, value in node.value:
            yield from doubled(value)
