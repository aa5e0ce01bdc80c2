"""A minute to take back what was just chosen, as far as nobody has gone on with it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient

from tests.world import World
from workspace.actions.words import Status
from workspace.db import clock, now

As = Callable[[Any], FlaskClient]
PLAN = "/w/musterstadt/plans/1"
CHOOSE = f"{PLAN}/choose"


def test_a_minute_to_take_it_back(world: World, as_: As) -> None:
    anna = as_(world.anna)
    anna.post(f"{CHOOSE}/all", data={"start": "not_started", "do": "single"})
    assert "Rückgängig" in anna.get(CHOOSE).text
    answer = anna.post(f"{CHOOSE}/undo")

    assert answer.status_code == 303
    assert world.latest().kind == "action.taken_back"
    page = anna.get(CHOOSE).text
    assert "77 Maßnahmen sind wieder heraus" in page
    assert "Rückgängig" not in page
    assert "M-007" not in anna.get(f"{PLAN}/").text
    anna.post(CHOOSE, data={"principles": ["gov-shared-goal"], "start": "not_started"})
    assert world.action("M-084").principle_ids == ["gov-shared-goal"]  # codes are never used again


def test_what_somebody_went_on_with_stays(world: World, as_: As) -> None:
    anna = as_(world.anna)
    anna.post(CHOOSE, data={"principles": ["gov-shared-goal", "gov-budget-line"], "start": "not_started"})
    world.act(world.eda, lambda action, eda: action.set_status(Status.PREPARING, by=eda), "M-007")
    anna.post(f"{CHOOSE}/undo")

    assert world.action("M-007").status is Status.PREPARING
    assert world.action("M-008").turned_down_at is not None
    assert "Im Plan geblieben, weil schon weitergearbeitet wurde: M-007" in anna.get(CHOOSE).text


def test_only_the_one_who_chose_and_only_for_a_minute(world: World, as_: As) -> None:
    anna, eda = as_(world.anna), as_(world.eda)
    anna.post(CHOOSE, data={"principles": ["gov-shared-goal"], "start": "not_started"})
    with anna.session_transaction() as hers, eda.session_transaction() as stolen:
        stolen["taken"] = hers["taken"]
    eda.post(f"{CHOOSE}/undo")
    assert world.action("M-007").turned_down_at is None

    with clock(now() + timedelta(minutes=2)):
        anna.post(f"{CHOOSE}/undo")
        assert "Die Minute zum Rückgängigmachen ist vorbei" in anna.get(CHOOSE).text
    assert world.action("M-007").status is Status.NOT_STARTED
