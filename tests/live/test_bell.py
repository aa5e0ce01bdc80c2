"""The bell: a commit is heard at once in every process of the machine; who can't hear asks often."""

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import create_engine

from tests.world import World
from workspace.bell import Listener, bell, hall, knock
from workspace.db import db
from workspace.live.watch import NOW_AND_THEN, OFTEN, SqliteWatch

LISTEN = """
import sys
from workspace.bell import Listener, bell
Listener(sys.argv[1])
print("here", flush=True)
print(bell.wait(0, 20), flush=True)
"""
As = Callable[[Any], FlaskClient]


@pytest.fixture
def file(folder: Path) -> str:
    """Return where a database could be."""
    return str(folder / "x.sqlite")


@contextmanager
def other_process(database: str) -> Iterator[Any]:
    """Let another process listen to a database; return what it says."""
    with subprocess.Popen([sys.executable, "-c", LISTEN, database], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "here\n"
        yield process.stdout
        process.kill()


def test_a_save_is_heard_in_another_process(world: World, as_: As) -> None:
    with world.app.app_context():
        file, kind = str(db.engine.url.database), db.engine.dialect.name
    if kind != "sqlite":
        pytest.skip("PostgreSQL tells by itself")

    with other_process(file) as said:
        as_(world.eda).post("/w/musterstadt/actions/M-003/status", data={"status": "done", "version": "0"})

        assert said.readline() == "1\n"


def test_who_knocks_does_not_wake_itself_twice(file: str) -> None:
    with closing(Listener(file)):
        before = bell.rung
        knock(file)

        assert bell.wait(before, 0.2) == before


def test_who_has_gone_is_taken_off_the_list(file: str) -> None:
    with closing(Listener(file)), closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as gone:
        gone.bind(str(hall(file) / "1-killed"))
        gone.close()
        knock(file)

        assert [path.name for path in hall(file).iterdir() if path.name == "1-killed"] == []


def test_what_cannot_be_taken_away_keeps_nobody_from_hearing(file: str) -> None:
    with closing(Listener(file)), other_process(file) as said:
        for name in ("0-folder", "zz-folder"):
            (hall(file) / name / "in").mkdir(parents=True)
        knock(file)

        assert said.readline() == "1\n"


def test_whoever_does_not_answer_holds_no_commit_up(file: str) -> None:
    with closing(Listener(file)), closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as deaf:
        deaf.bind(str(hall(file) / "1-deaf"))
        for _ in range(50):  # its queue has room for some ten
            knock(file)

        assert deaf.recv(1)


def test_nobody_listens_and_nothing_is_said(file: str) -> None:
    knock(file)

    assert not hall(file).exists()


def test_a_listener_leaves_nothing_behind(file: str) -> None:
    listener = Listener(file)
    listener.close()
    listener.thread.join()

    assert list(hall(file).iterdir()) == []


def test_where_no_socket_can_be_the_file_is_asked_often(folder: Path) -> None:
    deep = folder / ("tief" * 40)
    deep.mkdir()
    watches = {}
    for place in (folder, deep):
        with closing(SqliteWatch(create_engine(f"sqlite:///{place}/x.sqlite"))) as watch:
            watches[place] = watch.pause

    assert watches == {folder: NOW_AND_THEN, deep: OFTEN}
