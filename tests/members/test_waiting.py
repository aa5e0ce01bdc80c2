"""Waiting: what counts is what stands once a save has its turn, not what stood when it came in."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select, update

from tests.world import TOWN, World
from workspace.accounts.models import Session, User
from workspace.actions.words import Status
from workspace.db import db, now
from workspace.members.models import Member, Workspace
from workspace.members.words import Role

As = Callable[[Any], FlaskClient]
MEANWHILE: dict[str, tuple[Callable[[World], Any], int]] = {
    "removed": (lambda world: of_eda(world).values(removed_at=now()), 404),
    "another role": (lambda world: of_eda(world).values(role=Role.READER), 403),
    "signed out": (lambda _world: delete(Session), 401),
    "switched off": (lambda world: update(User).where(User.email == world.eda.email).values(active=False), 401),
}


def of_eda(world: World) -> Any:
    return update(Member).where(Member.id == world.member(world.eda).id)


@pytest.mark.parametrize("happens", MEANWHILE)
def test_who_may_no_longer_when_the_save_has_its_turn_saves_nothing(world: World, as_: As, happens: str) -> None:
    browser, before, (change, code) = as_(world.eda), world.latest().seq, MEANWHILE[happens]
    done = change(world)
    answers: list[int] = []

    def save() -> None:
        form = {"status": "done", "version": world.action("M-001").group_version("status")}
        answers.append(browser.post(f"{TOWN}/actions/M-001/status", data=form).status_code)

    with world.app.app_context():
        db.session.scalar(select(Workspace.id).where(Workspace.slug == "musterstadt").with_for_update())
        waiting = threading.Thread(target=save)
        waiting.start()
        time.sleep(0.5)  # by now it waits; if it doesn't yet, it finds the same
        db.session.execute(done)
        db.session.commit()
    waiting.join()

    assert answers == [code]
    assert world.latest().seq == before
    assert world.action("M-001").status is not Status.DONE
