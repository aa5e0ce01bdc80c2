"""`flask work`: does what is due, survives a database that is away, ends at once when told."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from threading import Event

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from tests.world import World
from workspace.mail import Mail
from workspace.notifications import worker

on_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)  # where nothing hangs on the kind of database


def test_once_does_what_is_due_and_ends(world: World, app: Flask, server, queue) -> None:
    queue()

    done = app.test_cli_runner().invoke(args=["work", "--once"])

    assert (done.exit_code, done.output) == (0, "1 sent.\n")
    assert world.one(select(Mail.sent_at)) is not None


@on_sqlite
def test_a_database_that_is_away_is_waited_for(world: World, app: Flask, server, monkeypatch) -> None:
    def away() -> None:
        raise OperationalError("select", {}, Exception("away"))

    monkeypatch.setattr("workspace.notifications.outbox.empty", away)

    assert worker.once(app, tidy=True) == 0


@pytest.fixture
def process(app: Flask) -> Iterator["subprocess.Popen[bytes]"]:
    """Return `flask work`, running on the test's database."""
    env = {**os.environ, "MITPLAN_INSTANCE": app.instance_path}
    env["MITPLAN_DATABASE_URL"] = app.config["SQLALCHEMY_DATABASE_URI"]
    env |= {"MITPLAN_MAIL_SERVER": app.config["MAIL_SERVER"], "MITPLAN_MAIL_PORT": str(app.config["MAIL_PORT"])}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "work"]
    with subprocess.Popen(command, cwd=app.config["ROOT"], env=env | {"MITPLAN_MAIL_STARTTLS": "no"}) as running:
        yield running
        if running.poll() is None:
            running.kill()


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_at_once_when_told(world: World, server, queue, process, sign: int) -> None:
    queue()
    wait_for(lambda: server.letters)
    process.send_signal(sign)

    assert process.wait(timeout=4) == 0  # it would sleep for five


@on_sqlite
def test_it_ends_at_once_in_the_middle_of_a_mail(world: World, server, queue, process) -> None:
    reached, ended = Event(), Event()
    server.while_sending = lambda: (reached.set(), ended.wait(60))  # it has no answer to wait for
    queue()
    wait_for(reached.is_set)
    process.terminate()

    assert process.wait(timeout=20) == 0
    ended.set()
    assert world.one(select(Mail.sent_at)) is None


def wait_for(what) -> None:
    until = time.monotonic() + 60
    while not what() and time.monotonic() < until:
        time.sleep(0.05)
    assert what()
