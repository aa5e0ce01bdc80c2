"""The stage for all tests: a real database of each kind, a town with its cast, and a client for each person."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.databases import DATABASES, Database, dispose
from tests.streams import listening
from tests.world import World, build
from workspace import create_app
from workspace.live.hub import Hub

QUICK = {"argon2__time_cost": 1, "argon2__memory_cost": 1024, "argon2__parallelism": 1}  # passwords here guard nothing
SETTINGS = {
    "TESTING": True,
    "WTF_CSRF_ENABLED": False,
    "SERVER_NAME": None,
    "STREAMS": 0,  # a stream outlives its page by up to fifteen seconds; `live` opens some where they are meant
    "PROPAGATE_EXCEPTIONS": False,
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": QUICK,
}


@pytest.fixture(scope="session")
def stages() -> Iterator[Callable[[str], tuple[Flask, Database]]]:
    """Return how to get the application on a kind of database, migrated and with the cast, made once per process."""
    made: dict[str, tuple[Flask, Database]] = {}

    def stage(kind: str) -> tuple[Flask, Database]:
        if kind not in made:
            folder = Path(mkdtemp(prefix=f"mitplan-{kind}-"))  # not pytest's: a run beside this one would prune it
            database = DATABASES[kind](folder)
            try:
                app = create_app({**SETTINGS, "INSTANCE": folder, "SQLALCHEMY_DATABASE_URI": database.url})
                build(app)
                database.keep(app)
            except BaseException:  # every test would begin another one
                database.stop()
                raise
            made[kind] = app, database
        return made[kind]

    yield stage
    for app, database in made.values():
        dispose(app)
        database.stop()
        rmtree(app.instance_path, ignore_errors=True)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def app(request: pytest.FixtureRequest, stages: Callable[[str], tuple[Flask, Database]]) -> Flask:
    """Return the application on a fresh copy of the town, once on SQLite and once on PostgreSQL."""
    app, database = stages(request.param)
    database.reset(app)
    return app


@pytest.fixture
def world(app: Flask) -> World:
    """Return the town and its cast."""
    return World(app)


@pytest.fixture
def as_(world: World) -> Callable[[Any], FlaskClient]:
    """Return how to get a browser in which a person of the cast is signed in; None is a visitor."""
    return world.client


@pytest.fixture
def live(app: Flask) -> Iterator[Hub]:
    """Let pages listen, and end all streams before the database is put back."""
    yield from listening(app)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty folder."""
    return tmp_path
