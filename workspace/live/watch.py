"""Watching a database for commits of other processes: PostgreSQL tells, on SQLite they knock; both are also asked."""

import threading
from contextlib import closing, suppress
from typing import Any, Protocol

from sqlalchemy import Engine

from workspace.bell import Listener, bell

OFTEN = 0.004  # seconds, where nobody can knock: somebody waits for half of this
NOW_AND_THEN = 0.05  # seconds; for what was committed on SQLite without a word, such as by a command
SELDOM = 1.0  # seconds; the same on PostgreSQL, which knows no cheap way of asking


class Watch(Protocol):
    """What the hub waits on."""

    pause: float

    def has_moved(self) -> bool:
        """Say whether another connection may have committed since it was last asked."""

    def close(self) -> None:
        """Give back what it holds."""


class SqliteWatch:
    """Hears other processes knock, and reads the file's change counter for what was committed without.

    The counter: https://sqlite.org/pragma.html#pragma_data_version
    """

    def __init__(self, engine: Engine) -> None:
        """Keep one connection: the counter is of use only on the same one."""
        self.connection: Any = engine.raw_connection()
        self.last = self.read()
        self.listener, self.pause = None, OFTEN
        with suppress(OSError):
            self.listener, self.pause = Listener(str(engine.url.database)), NOW_AND_THEN

    def read(self) -> int:
        """Return the counter."""
        number: int = self.connection.execute("PRAGMA data_version").fetchone()[0]
        return number

    def has_moved(self) -> bool:
        """Say whether the counter stands elsewhere."""
        before, self.last = self.last, self.read()
        return self.last != before

    def close(self) -> None:
        """Give the connection back, and hear nobody any more."""
        if self.listener:
            self.listener.close()
        with suppress(Exception):
            self.connection.close()


class PostgresWatch:
    """Listens on a connection of its own and rings the bell; the hub looks by itself as well, but seldom."""

    pause = SELDOM

    def __init__(self, engine: Engine) -> None:
        """Listen in a thread: waiting for the database and for the bell at once takes two."""
        self.address = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.listen, name="live-listen", daemon=True)
        self.thread.start()

    def listen(self) -> None:
        """Ring whenever something was committed; where the connection breaks, begin again."""
        import psycopg

        while not self.ended.is_set():
            with suppress(psycopg.Error), closing(psycopg.connect(self.address, autocommit=True)) as connection:
                connection.execute("LISTEN mitplan")
                while not self.ended.is_set():
                    for _notice in connection.notifies(timeout=SELDOM, stop_after=1):
                        bell.ring()
            self.ended.wait(SELDOM)

    def has_moved(self) -> bool:
        """Say yes: it was waited for long enough."""
        return True

    def close(self) -> None:
        """End the thread, by telling it something."""
        import psycopg

        self.ended.set()
        with suppress(psycopg.Error), closing(psycopg.connect(self.address, autocommit=True)) as hand:
            hand.execute("NOTIFY mitplan")
        self.thread.join()


def watch(engine: Engine) -> Watch:
    """Return the watch that fits the database."""
    return SqliteWatch(engine) if engine.dialect.name == "sqlite" else PostgresWatch(engine)
