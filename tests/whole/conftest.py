"""The whole house: both towns furnished, every route of the product, and a fresh copy for each test."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask

from tests.databases import Database
from tests.whole.contents import contents
from tests.whole.furnishing import furnish, parts
from tests.whole.routes import Route, routes
from tests.world import World


@dataclass(frozen=True)
class House:
    """The application with everything in it."""

    app: Flask
    world: World
    database: Database
    own: dict[str, str]
    theirs: dict[str, str]

    @property
    def routes(self) -> list[Route]:
        return routes(self.app)

    @property
    def is_sqlite(self) -> bool:
        return str(self.app.config["SQLALCHEMY_DATABASE_URI"]).startswith("sqlite")

    def contents(self) -> dict[str, str]:
        """Return a fingerprint of every table, but for what a page view may write."""
        return contents(self.app)

    def reset(self) -> None:
        """Begin again."""
        self.database.reset(self.app, "furnished")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def house(request: pytest.FixtureRequest, stages: Callable[[str], tuple[Flask, Database]]) -> House:
    """Return the whole house, once on SQLite and once on PostgreSQL."""
    app, database = stages(request.param)
    if "furnished" not in app.extensions:
        database.reset(app)
        furnish(app)
        database.keep(app, "furnished")
        app.extensions["furnished"] = True
    database.reset(app, "furnished")
    world = World(app)
    return House(app, world, database, parts(world, "musterstadt"), parts(world, "nachbarstadt"))
