"""Many people saving at once: every change is told once, numbers have no gaps, and nobody's change is lost."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from flask.testing import FlaskClient

from tests.conftest import SETTINGS
from tests.databases import dispose
from tests.world import World
from workspace import create_app
from workspace.actions.words import Status
from workspace.db import commit, db, now
from workspace.history.models import record
from workspace.members.models import Member, Unit, Workspace

THREADS, ROUNDS = 8, 4


@pytest.fixture
def beside(world: World) -> Iterator[World]:
    """Return another instance of the application on the same database, as a second worker is."""
    folder, url = world.app.instance_path, world.app.config["SQLALCHEMY_DATABASE_URI"]
    app = create_app({**SETTINGS, "INSTANCE": folder, "SQLALCHEMY_DATABASE_URI": url})
    yield World(app)
    dispose(app)


def test_eight_at_once_lose_nothing_and_leave_no_gap(world: World, beside: World) -> None:
    """Eight browsers on two instances, as with two workers, save deadlines no two of which are the same."""
    worlds = [world, beside]
    browsers = [worlds[at % 2].client(world.anna if at % 3 else world.eda) for at in range(THREADS)]
    first, start = world.latest().seq, Barrier(THREADS)

    def work(at: int) -> list[tuple[int, str]]:
        start.wait()
        return [
            save(worlds[at % 2], browsers[at], f"M-00{1 + at % 4}", f"{1 + at}.{1 + turn}.2040")
            for turn in range(ROUNDS)
        ]

    with ThreadPoolExecutor(THREADS) as pool:
        answers = [answer for done in pool.map(work, range(THREADS)) for answer in done]

    told = [event.scalars["deadline_text"][1] for event in world.events() if event.seq > first]
    assert {code for code, _typed in answers} <= {200, 409}
    assert sorted(told) == sorted(typed for code, typed in answers if code == 200)
    assert [event.seq for event in world.events()] == list(range(1, first + len(told) + 1))
    assert verified(world)


def test_whoever_waits_for_their_turn_sees_what_was_done_meanwhile(world: World) -> None:
    """A request that waits for the lock must not act on what it read before: numbers would repeat."""
    browser, eda, jobcenter = world.client(world.eda), world.member(world.eda), world.unit("Jobcenter")
    assert post(browser, "M-003", "1.1.2040", 0) == 200  # the first answer of a process takes its time
    with ThreadPoolExecutor(1) as pool:
        with world.app.app_context():
            Workspace.lock(eda.workspace_id)
            waiting = pool.submit(post, browser, "M-002", "1.1.2040", 2)
            sleep(0.5)
            db.session.get_one(Unit, jobcenter.id).record("edited", by=None, contact="Frau Neu")
            commit()
        assert waiting.result() == 200

    assert world.latest().scalars["deadline_text"] == ["31.01.2020", "1.1.2040"]
    assert verified(world)


def test_whoever_lost_their_access_while_waiting_finds_nothing(world: World) -> None:
    browser, eda = world.client(world.eda), world.member(world.eda)
    with ThreadPoolExecutor(1) as pool:
        with world.app.app_context():
            Workspace.lock(eda.workspace_id)
            waiting = pool.submit(post, browser, "M-002", "1.1.2040", 2)
            sleep(0.5)
            db.session.get_one(Member, eda.id).record("removed", by=None, removed_at=now())
            commit()
        assert waiting.result() == 404

    assert world.action("M-002").deadline_text == "31.01.2020"


def test_a_change_meanwhile_is_never_overwritten_unseen(world: World) -> None:
    """Of eight who saw the same deadline, one saves; the others learn of it."""
    version = world.action("M-002").group_version("deadline")
    browsers = [world.client(world.anna) for _ in range(THREADS)]
    start = Barrier(THREADS)

    def work(at: int) -> int:
        start.wait()
        return post(browsers[at], "M-002", f"{1 + at}.1.2040", version)

    with ThreadPoolExecutor(THREADS) as pool:
        codes = sorted(pool.map(work, range(THREADS)))

    assert codes == [200] + [409] * (THREADS - 1)
    assert len(world.events("action-M-002")) == 3
    assert verified(world)


def test_two_towns_count_each_for_itself(world: World) -> None:
    browsers = [(world.client(world.anna), "musterstadt", "M-003"), (world.client(world.olaf), "nachbarstadt", "M-001")]

    def work(at: int) -> int:
        browser, slug, code = browsers[at]
        return sum(post(browser, code, f"1.{turn}.2040", None, slug) == 200 for turn in range(1, 9))

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(work, range(2))) == [1, 1]  # later ones are stale: they carry no version
    assert verified(world)


@pytest.mark.parametrize("fault", ["the disk is full", "after the event"])
def test_a_request_that_fails_leaves_no_event(world: World, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    def broken() -> None:
        db.session.flush()
        raise RuntimeError(fault)

    before = world.latest().hash
    monkeypatch.setattr("workspace.actions.row_views.commit", broken)

    assert post(world.client(world.anna), "M-002", "1.1.2040", world.action("M-002").group_version("deadline")) == 500
    assert world.latest().hash == before
    assert world.action("M-002").deadline_text == "31.01.2020"
    assert verified(world)


def test_a_refused_request_leaves_no_event(world: World) -> None:
    before = world.latest().hash

    assert post(world.client(world.anna), "M-002", "irgendwann", 99) == 422
    assert post(world.client(world.anna), "M-002", "1.1.2040", 99) == 409
    assert post(world.client(world.rosa), "M-002", "1.1.2040", 1) == 403
    assert world.latest().hash == before


def test_a_kind_nobody_named_cannot_be_recorded(world: World) -> None:
    with world.app.app_context(), pytest.raises(KeyError):
        record(1, "action.vanished", subject="action-M-001", version=9, actor="system")


def test_without_a_difference_nothing_is_told(world: World) -> None:
    before = world.latest().seq

    world.act(world.anna, lambda action, anna: action.set_status(Status.UNDER_WAY, by=anna))
    assert world.latest().seq == before


def save(world: World, browser: FlaskClient, code: str, typed: str) -> tuple[int, str]:
    """Save a deadline as somebody does who has just opened the form."""
    return post(browser, code, typed, world.action(code).group_version("deadline")), typed


def post(browser: FlaskClient, code: str, typed: str, version: int | None, slug: str = "musterstadt") -> int:
    data = {"deadline_text": typed} | ({"version": version} if version is not None else {})
    return browser.post(f"/w/{slug}/actions/{code}/deadline", data=data, headers={"HX-Request": "true"}).status_code


def verified(world: World) -> bool:
    result = world.app.test_cli_runner().invoke(args=["verify"])
    assert result.exit_code == 0, result.output
    return True
