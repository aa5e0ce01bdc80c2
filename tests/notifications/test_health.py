"""Whoever watches over an installation learns that it lives, and what isn't ready."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import text

from tests.world import World
from workspace.db import clock, now
from workspace.notifications import health


def test_a_living_process_says_so(world: World, as_) -> None:
    answer = as_(None).get("/healthz")

    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_everything_is_ready_and_nothing_is_said_of_it(world: World, as_) -> None:
    answer = as_(None).get("/readyz")

    assert (answer.status_code, answer.text) == (200, "ready\n")


def test_a_database_that_is_behind_is_named(world: World, as_) -> None:
    world.write(text("UPDATE alembic_version SET version_num = '0000'"))

    assert (as_(None).get("/readyz").status_code, as_(None).get("/readyz").text) == (503, "migrations\n")


def test_a_full_disk_is_named(world: World, as_, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _path: SimpleNamespace(free=1))

    assert as_(None).get("/readyz").text == "disk\n"


def test_a_mail_that_waits_too_long_is_named(world: World, app: Flask, as_, server, queue) -> None:
    queue()
    assert as_(None).get("/readyz").status_code == 200

    with clock(now() + timedelta(hours=2)):
        assert as_(None).get("/readyz").text == "outbox\n"
