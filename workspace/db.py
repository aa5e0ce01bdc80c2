"""The database: one typed base class, one clock, and transactions whose kind is known before their first statement."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import Enum as PyEnum
from typing import Any

from flask import Flask, g, has_request_context, request
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Engine, Enum, MetaData, event, text
from sqlalchemy.exc import InvalidRequestError, OperationalError
from sqlalchemy.orm import DeclarativeBase, declared_attr
from sqlalchemy.types import TypeDecorator

from workspace.bell import bell, knock

NOTIFY = text("NOTIFY mitplan")
PATIENCE = 15_000  # milliseconds a writer waits for its turn on SQLite, whose turns aren't fair; pages wait 20 seconds
STATEMENTS = 512  # that a SQLite connection keeps prepared: more than all pages together send
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
_set_clock: ContextVar[datetime | None] = ContextVar("set_clock", default=None)
_writing: ContextVar[bool | None] = ContextVar("writing", default=None)


class UtcDateTime(TypeDecorator[datetime]):
    """A point in time: aware in Python, stored as UTC. SQLite keeps no zone, so this puts it back."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time, store an aware one as UTC."""
        if value is not None and value.tzinfo is None:
            raise ValueError("A time without a zone can't be stored.")
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the stored UTC time its zone back."""
        return value.replace(tzinfo=UTC) if value else None


def choice(words: type[PyEnum]) -> Enum:
    """Return the column type for a closed set of words, stored by value without a database enum (cheap to extend)."""
    return Enum(words, native_enum=False, length=40, values_callable=lambda kind: [word.value for word in kind])


class Model(DeclarativeBase):
    """Base of every table. Tables are named after their class: `EventText` is `event_text`."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: UtcDateTime}

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805
        """Name the table after the class."""
        return "".join(f"_{c.lower()}" if c.isupper() else c for c in cls.__name__).lstrip("_")


db = SQLAlchemy(metadata=Model.metadata, session_options={"expire_on_commit": False})
migrate = Migrate()


def now() -> datetime:
    """Return the current time (aware, UTC): the one place that asks the clock. See `clock` for tests and seeds."""
    return _set_clock.get() or datetime.now(UTC)


@contextmanager
def clock(at: datetime) -> Iterator[None]:
    """Let `now()` answer `at` inside the block: for seeds that tell a story over months, and for tests."""
    token = _set_clock.set(at)
    try:
        yield
    finally:
        _set_clock.reset(token)


def commit() -> None:
    """End the request's one transaction, and let open pages know. Views call this once; models never do.

    What is read after it, to draw the answer, holds no writer up.
    """
    if db.engine.dialect.name == "postgresql":
        db.session.execute(NOTIFY)  # for the other processes and machines; sent when, and only if, it is committed
    db.session.commit()
    if has_request_context():
        g.only_reads = True
    bell.ring()
    if db.engine.dialect.name == "sqlite":
        knock(str(db.engine.url.database))


@contextmanager
def writing() -> Iterator[None]:
    """Run a block in a write transaction of its own inside a GET (a session's last-seen, a look at what is new).

    Ends the reading transaction first and commits at the end of the block.
    """
    db.session.rollback()
    token = _writing.set(True)
    try:
        yield
        db.session.commit()
    finally:
        db.session.rollback()
        _writing.reset(token)


@contextmanager
def reading() -> Iterator[None]:
    """Run a block outside requests on one unchanging picture of the database, without holding writers up."""
    db.session.rollback()
    token = _writing.set(False)
    try:
        if db.engine.dialect.name == "postgresql":
            db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        yield
    finally:
        db.session.rollback()
        _writing.reset(token)


def is_writing() -> bool:
    """Say of what kind the next transaction is: reading in a GET and after the request's commit, else writing."""
    declared = _writing.get()
    if declared is not None:
        return declared
    return not has_request_context() or not (request.method in SAFE_METHODS or g.get("only_reads"))


def init_app(app: Flask) -> None:
    """Connect the application to its database and set the rules of `transactions`."""
    uri = app.config["SQLALCHEMY_DATABASE_URI"].replace("postgresql://", "postgresql+psycopg://")
    app.config["SQLALCHEMY_DATABASE_URI"] = uri
    options: dict[str, Any] = app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", {})
    options["hide_parameters"] = True  # what people typed doesn't belong into a log
    if uri.startswith("sqlite"):
        options["module"] = sqlite_module()
        options["pool_use_lifo"] = True  # the connection used last knows most pages still
        options["connect_args"] = {"cached_statements": STATEMENTS}
    db.init_app(app)
    migrate.init_app(app, db, directory=str(app.config["ROOT"] / "migrations"), render_as_batch=False)
    with app.app_context():
        listen(db.engine)


def sqlite_module() -> Any:
    """Return a SQLite without the WAL-reset corruption bug (fixed in 3.51.3); raises RuntimeError where there is none.

    Source: https://sqlite.org/wal.html#walresetbug
    """
    try:
        from pysqlite3 import dbapi2
    except ImportError:  # no wheel for this platform: the interpreter's own will do if it is new enough
        from sqlite3 import dbapi2  # type: ignore[no-redef]
    if dbapi2.sqlite_version_info < (3, 51, 3):
        found = ".".join(map(str, dbapi2.sqlite_version_info))
        raise RuntimeError(f"SQLite {found} can damage its file; 3.51.3 or newer is needed.")
    return dbapi2


def listen(engine: Engine) -> None:
    """Set what every connection and every transaction begins with."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", set_pragmas)
        event.listen(engine, "begin", begin_sqlite)
        event.listen(engine, "before_cursor_execute", keep_reading)
    else:
        event.listen(engine, "begin", begin_postgresql)


def set_pragmas(connection: Any, _record: Any) -> None:
    """Set a new SQLite connection to WAL, full synchronisation, foreign keys and triggers that can't be got around."""
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={PATIENCE}", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("PRAGMA recursive_triggers=ON")
    connection.execute("PRAGMA trusted_schema=OFF")


def begin_sqlite(connection: Any) -> None:
    """Take the write lock at once where the request may write: a lock asked for later fails without waiting."""
    raw = connection.connection.dbapi_connection
    write = connection.info["writes"] = is_writing()
    try:
        raw.execute("BEGIN IMMEDIATE" if write else "BEGIN")
    except (
        connection.dialect.loaded_dbapi.OperationalError
    ) as error:  # an event's error doesn't come as the engine's own
        raise OperationalError("BEGIN", None, error) from error


def keep_reading(connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
    """Refuse anything but a SELECT in a reading transaction on SQLite.

    Its own `PRAGMA query_only`, set anew for each transaction, would let it prepare every statement anew.
    """
    if not connection.info.get("writes", True) and statement.lstrip()[:6].upper() != "SELECT":
        raise InvalidRequestError(f"What only reads was about to {statement.split(maxsplit=1)[0]}.")


def begin_postgresql(connection: Any) -> None:
    """Make reading transactions read-only by the database's own word."""
    if not is_writing():
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
