"""A reminder (Wiedervorlage) is its owner's alone: on the page, not in the history, not for anybody else."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.actions.sheets import HTMX, SHEET
from tests.world import World
from workspace.actions.reminders import Reminder

As = Callable[[Any], FlaskClient]
REMINDER = f"{SHEET}/reminder"


def test_a_reminder_is_set_moved_and_cleared(world: World, as_: As) -> None:
    anna = as_(world.anna)
    answer = anna.post(REMINDER, data={"on": "1.12.2026", "note": "Kämmerei anrufen"}, headers=HTMX)
    assert "01.12.2026" in answer.text
    assert "Kämmerei anrufen" in anna.get(SHEET).text

    moved = anna.post(REMINDER, data={"on": "15.1.2027", "note": ""})
    assert moved.headers["Location"] == f"{SHEET}#reminder"
    assert [(one.on, one.note) for one in world.all(select(Reminder))] == [(date(2027, 1, 15), None)]

    anna.post(REMINDER, data={"on": "15.01.2027", "note": "", "clear": "1"}, headers=HTMX)
    assert world.all(select(Reminder)) == []


def test_nobody_else_sees_it_and_the_history_does_not_tell_it(world: World, as_: As) -> None:
    before = len(world.events())
    as_(world.anna).post(REMINDER, data={"on": "1.12.2026", "note": "Kämmerei anrufen"})

    assert len(world.events()) == before
    for other in (world.eda, world.ben, world.bea, world.rosa):
        assert "Kämmerei anrufen" not in as_(other).get(SHEET).text


def test_everybody_has_their_own(world: World, as_: As) -> None:
    as_(world.anna).post(REMINDER, data={"on": "1.12.2026", "note": "Anna"})
    as_(world.ben).post(REMINDER, data={"on": "2.12.2026", "note": "Ben"})

    assert {one.note for one in world.all(select(Reminder))} == {"Anna", "Ben"}


def test_a_day_is_needed(world: World, as_: As) -> None:
    nonsense = ["", "bald", "2027", "31.2.2027", "1.1.1999", "\x00", "x" * 5000]
    for day, headers in [(day, headers) for day in nonsense for headers in (HTMX, {})]:
        answer = as_(world.anna).post(REMINDER, data={"on": day, "note": "Notiz bleibt"}, headers=headers)
        assert answer.status_code == 422
        assert "einen Tag" in answer.text
        assert "Notiz bleibt" in answer.text
    assert world.all(select(Reminder)) == []


@pytest.mark.parametrize(("name", "code"), [("bea", 403), ("rosa", 403), ("olaf", 404), (None, 401)])
def test_who_has_none(world: World, as_: As, name: str | None, code: int) -> None:
    client = as_(getattr(world, name) if name else None)

    assert client.post(REMINDER, data={"on": "1.12.2026", "note": ""}, headers=HTMX).status_code == code
