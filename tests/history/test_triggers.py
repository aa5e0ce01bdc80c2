"""The history is append-only by the database's own word, on both kinds of database."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.world import World
from workspace.db import db
from workspace.history import triggers

FORBIDDEN = [
    "UPDATE event SET kind = 'action.done' WHERE seq = 3",
    "UPDATE event SET hash = hash",
    "DELETE FROM event WHERE seq = 3",
    "DELETE FROM event_text",
    "UPDATE event_text SET new = 'etwas anderes'",
    "UPDATE event_text SET old = NULL, new = NULL, salt = NULL, field = 'andere'",
    "UPDATE event_text SET old = NULL, new = NULL, salt = NULL, workspace_id = 99",
    "UPDATE event_text SET old = NULL, new = NULL",
]
REMOVAL = "INSERT INTO removal (workspace_id, slug, at, seq, hash) VALUES (99, 'weg', '2026-01-01', 1, 'x')"
only_on_postgresql = pytest.mark.parametrize("app", ["postgresql"], indirect=True)


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_what_happened_cannot_be_changed(world: World, statement: str) -> None:
    before = history(world)

    with pytest.raises(DatabaseError, match="append-only"):
        world.write(text(statement))

    assert history(world) == before


def test_replacing_an_event_is_refused_like_changing_it(world: World) -> None:
    replace = "INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq = 3 AND workspace_id = 1"
    if not on_sqlite(world):
        replace = (
            "INSERT INTO event SELECT * FROM event WHERE seq = 3 AND workspace_id = 1"
            " ON CONFLICT (id) DO UPDATE SET kind = 'x'"
        )
    with pytest.raises(DatabaseError, match="append-only"):
        world.write(text(replace))


@only_on_postgresql
def test_emptying_the_whole_table_is_refused(world: World) -> None:
    with pytest.raises(DatabaseError, match="append-only"):
        world.write(text("TRUNCATE event CASCADE"))


def test_a_text_may_be_emptied(world: World) -> None:
    world.write(text("UPDATE event_text SET old = NULL, new = NULL, salt = NULL"))

    with world.app.app_context():
        assert db.session.execute(text("SELECT count(new), count(salt) FROM event_text")).one() == (0, 0)


def test_the_record_of_a_removal_stays_for_ever(world: World) -> None:
    world.write(
        text("INSERT INTO removal (workspace_id, slug, at, seq, hash) VALUES (99, 'weg', '2026-01-01', 1, 'x')")
    )

    for statement in ("UPDATE removal SET slug = 'da'", "DELETE FROM removal"):
        with pytest.raises(DatabaseError, match="append-only"):
            world.write(text(statement))


def test_a_removal_frees_no_other_towns_events(world: World) -> None:
    world.write(
        text("INSERT INTO removal (workspace_id, slug, at, seq, hash) VALUES (99, 'weg', '2026-01-01', 1, 'x')")
    )

    with pytest.raises(DatabaseError, match="append-only"):
        world.write(text("DELETE FROM event WHERE workspace_id = 1"))


def test_a_trigger_that_is_gone_or_does_something_else_is_noticed(world: World) -> None:
    with world.app.app_context():
        assert triggers.missing(db.session.connection()) == []
    world.write(text(f"DROP TRIGGER event_no_update{'' if on_sqlite(world) else ' ON event'}"))
    does = "BEGIN SELECT 1; END" if on_sqlite(world) else "FOR EACH ROW EXECUTE FUNCTION removal_no_delete()"
    harmless = f"CREATE TRIGGER event_no_update BEFORE UPDATE ON event {does}"

    with world.app.app_context():
        assert triggers.missing(db.session.connection()) == ["event_no_update"]
    world.write(text(harmless))

    with world.app.app_context():
        assert triggers.missing(db.session.connection()) == ["event_no_update"]


@only_on_postgresql
def test_a_trigger_that_is_switched_off_is_noticed(world: World) -> None:
    world.write(text("ALTER TABLE event DISABLE TRIGGER event_no_delete"))

    with world.app.app_context():
        assert triggers.missing(db.session.connection()) == ["event_no_delete"]


def on_sqlite(world: World) -> bool:
    return str(world.app.config["SQLALCHEMY_DATABASE_URI"]).startswith("sqlite")


def history(world: World) -> list[tuple[object, ...]]:
    with world.app.app_context():
        query = text("SELECT seq, kind, hash, field, old, new, salt FROM event JOIN event_text ON event.id = event_id")
        return [tuple(row) for row in db.session.execute(query)]
