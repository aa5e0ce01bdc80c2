"""The demo town as `flask seed` builds it: told once per database, then copied for each test."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select

from tests.conftest import SETTINGS
from tests.databases import DATABASES, Database, dispose
from workspace import create_app
from workspace.db import db
from workspace.guidance import Toolbox, toolbox


class Demo:
    """The demo town; every answer is read afresh."""

    def __init__(self, app: Flask, said: str) -> None:
        self.app, self.said = app, said

    def run(self, *command: str) -> Any:
        return self.app.test_cli_runner().invoke(args=command)

    def all(self, query: Any) -> list[Any]:
        with self.app.app_context():
            found = list(db.session.scalars(query))
            db.session.expunge_all()
            return found

    def toolbox(self) -> Toolbox:
        with self.app.app_context():
            return toolbox()

    def rows(self, model: Any) -> list[Any]:
        return self.all(select(model).order_by(model.id))


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], tuple[Flask, Database]]]:
    """Return how to get the application on a migrated database in which nobody lives."""
    opened: list[tuple[Flask, Database]] = []

    def open_(kind: str) -> tuple[Flask, Database]:
        folder = tmp_path_factory.mktemp(f"demo-{kind}")
        database = DATABASES[kind](folder)
        app = create_app({**SETTINGS, "INSTANCE": folder, "SQLALCHEMY_DATABASE_URI": database.url})
        with app.app_context():
            upgrade()
        opened.append((app, database))
        return app, database

    yield open_
    for app, database in opened:
        dispose(app)
        database.stop()


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def demo(request: pytest.FixtureRequest, empty: Callable[[str], tuple[Flask, Database]]) -> Demo:
    """Return the demo town, told once on SQLite and once on PostgreSQL; tests only read it."""
    app, _database = empty(request.param)
    result = app.test_cli_runner().invoke(args=["seed"], catch_exceptions=False)
    assert result.exit_code == 0
    return Demo(app, result.output)
