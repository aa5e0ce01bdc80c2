"""Mitplan: a shared workspace in which a town writes, carries out and accounts for its local integration plan."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask

from workspace import config, db, i18n, web
from workspace.application import Application

__version__ = "0.1.0"


def create_app(overrides: Mapping[str, Any] | None = None) -> Flask:
    """Build the application. `overrides` replace settings; raises ValueError or ContentError if it can't work."""
    given = dict(overrides or {})
    instance = Path(given.pop("INSTANCE", os.environ.get("MITPLAN_INSTANCE", config.ROOT / "instance"))).resolve()
    app = Application(
        __name__,
        instance_path=str(instance),
        static_folder=None,
        template_folder=str(config.ROOT / "templates"),
    )
    app.config.update(config.settings(instance), ROOT=config.ROOT, VERSION=__version__)
    app.config.update(given)
    db.init_app(app)
    web.init_app(app)
    i18n.init_app(app)
    open_rooms(app)
    return app


def open_rooms(app: Flask) -> None:
    """Connect the rooms, in the order of the house; refuses to start while a route is unclassified."""
    from workspace import cli, errors, rooms
    from workspace.accounts import returning, security, visits
    from workspace.editing import telling
    from workspace.guidance import library
    from workspace.live import hub
    from workspace.members import access

    security.init_app(app)
    visits.init_app(app)
    returning.init_app(app)
    access.init_app(app)
    library.init_app(app)
    rooms.init_app(app)
    hub.init_app(app)
    errors.init_app(app)
    telling.init_app(app)
    cli.init_app(app)
    if forgotten := access.unguarded(app):
        raise RuntimeError(f"Nobody has said who may use: {', '.join(forgotten)}")
