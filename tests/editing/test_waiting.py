"""Writers of a town take turns, so a request takes its turn once: what follows the commit only reads."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event

from tests.world import TOWN, World
from workspace.db import db, is_writing

OUTCOME = f"{TOWN}/actions/M-001/groups/outcome"


@contextmanager
def turns(app: Flask) -> Iterator[list[bool]]:
    """Collect the transactions that hold others up."""
    taken: list[bool] = []

    def begin(_connection: object) -> None:
        if is_writing():
            taken.append(True)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "begin", begin)
    yield taken
    event.remove(engine, "begin", begin)


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "fragment"])
@pytest.mark.parametrize(
    "person, form, code",
    [
        ("anna", {"version": 0, "outcome": "Ein Pool."}, None),
        ("anna", {"version": 99, "outcome": "Ein anderer."}, 409),
        ("anna", {"version": 0}, 422),
        ("rosa", {"version": 0, "outcome": "Ein Pool."}, 403),
    ],
    ids=["saved", "clashing", "incomplete", "forbidden"],
)
def test_a_save_takes_one_turn(
    world: World, as_, person: str, form: dict[str, object], code: int | None, headers: dict[str, str]
) -> None:
    browser = as_(getattr(world, person))
    with turns(world.app) as taken:
        answer = browser.post(OUTCOME, data=form, headers=headers)

    assert answer.status_code == (code or (200 if headers else 303))
    assert len(taken) == 1
