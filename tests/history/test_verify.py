"""`flask verify` finds whatever was changed past Mitplan, and says where."""

from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result
from flask.testing import FlaskClient
from sqlalchemy import text

from tests.world import World
from workspace.actions.words import Status
from workspace.db import db
from workspace.history import triggers

Tampering = tuple[str, str]
EVENTS: list[Tampering] = [
    ("UPDATE event SET kind = 'action.accepted' WHERE seq = 12 AND workspace_id = 1", "event 12 (action.accepted"),
    ("UPDATE event SET actor = 'p-jemand' WHERE seq = 12 AND workspace_id = 1", "its hash doesn’t fit"),
    ("UPDATE event SET at = '2020-01-01 00:00:00' WHERE seq = 12 AND workspace_id = 1", "its hash doesn’t fit"),
    ("UPDATE event SET scalars = '{}' WHERE seq = 14 AND workspace_id = 1", "its hash doesn’t fit"),
    ("DELETE FROM event WHERE seq = 12 AND workspace_id = 1", "1 event(s) before it are missing: the last one was 11"),
    ("DELETE FROM event WHERE seq = 1 AND workspace_id = 1", "the last one was 0"),
    ("UPDATE event_text SET new = 'umgeschrieben' WHERE field = 'title'", "its text “title” was changed"),
    ("DELETE FROM event_text WHERE field = 'title'", "its text “title” is missing"),
    ("UPDATE event_text SET field = 'notes' WHERE field = 'title'", "a text “notes” was added to it later"),
    ("UPDATE event_text SET old = NULL, new = NULL, salt = NULL", "its text was emptied, but no erasure tells of it"),
    ("UPDATE event_text SET workspace_id = 2", "its text “title” was moved to another town"),
    (
        "UPDATE event_text SET event_id = (SELECT max(id) FROM event) WHERE workspace_id = 1",
        "belong to no event of this",
    ),
    ("UPDATE head SET seq = seq - 1 WHERE workspace_id = 1", "but its head remembers event"),
    ("DELETE FROM head WHERE workspace_id = 1", "but its head remembers nothing"),
]
ROWS: list[Tampering] = [
    ("UPDATE action SET status = 'done' WHERE code = 'M-001'", "action-M-001: its “status” isn’t what"),
    ("UPDATE action SET title = 'Anderes' WHERE code = 'M-001'", "action-M-001: its “title” isn’t what"),
    ("UPDATE action SET part = 'advocacy' WHERE code = 'M-003'", "action-M-003: its “part” isn’t what"),
    ("UPDATE action SET funding = 'secured' WHERE code = 'M-003'", "action-M-003: its “funding” isn’t what"),
    ("UPDATE action SET principle_ids = '[]' WHERE code = 'M-001'", "action-M-001: its “principle_ids” isn’t what"),
    ("UPDATE action SET changed_at = '2020-01-01 00:00:00'", "action-M-001: it claims to have changed at 2020-01-01"),
    ("UPDATE action SET version = 9 WHERE code = 'M-001'", "action-M-001: its version is 9, its events make 4"),
    ("UPDATE member SET role = 'coordinator' WHERE role = 'reader'", "its “role” isn’t what"),
    ("UPDATE unit SET name = 'Anders' WHERE name = 'Jobcenter'", "its “name” isn’t what"),
    ("UPDATE plan SET title = 'Anders'", "plan-1: its “title” isn’t what"),
    ("DELETE FROM action WHERE code = 'M-003'", "action-M-003: 1 event(s) tell of it, but it isn’t there"),
    ("UPDATE action SET code = 'M-777' WHERE code = 'M-003'", "action-M-777: no event tells of it"),
]


@pytest.fixture
def verify(world: World) -> Callable[..., Result]:
    """Return how to run `flask verify`."""
    return lambda *options: world.app.test_cli_runner().invoke(args=["verify", *options])


def test_an_untouched_house_is_in_order(world: World, verify: Callable[..., Result]) -> None:
    report = verify()

    assert report.exit_code == 0, report.output
    assert report.output.splitlines() == [f"✓ musterstadt  {head(world, 1)}", f"✓ nachbarstadt  {head(world, 2)}"]


def test_it_stays_in_order_whatever_people_do(world: World, verify: Callable[..., Result]) -> None:
    def work(action: Any, anna: Any) -> None:
        action.edit(
            "purpose", {"title": "Neu", "situation": "Lang"}, drawn_from=action.group_version("purpose"), by=anna
        )
        action.edit("costs", {"costs": [{"year": 2027, "once": "500"}]}, drawn_from=0, by=anna)
        action.edit("indicators", {"indicators": [{"name": "Treffen"}]}, drawn_from=0, by=anna)
        action.set_status(Status.PAUSED, by=anna, reason="Stelle nicht besetzt")
        action.set_status(Status.UNDER_WAY, by=anna)
        action.set_owner(None, by=anna)

    world.act(world.anna, work)

    assert verify().exit_code == 0, verify().output


@pytest.mark.parametrize("statement, says", EVENTS)
def test_a_changed_past_is_found(world: World, verify: Callable[..., Result], statement: str, says: str) -> None:
    without_triggers(world, statement)

    report = verify("musterstadt")

    assert report.exit_code == 1
    assert says in report.output
    assert "✗ musterstadt" in report.output


@pytest.mark.parametrize("statement, says", ROWS)
def test_a_row_its_events_do_not_tell_of_is_found(
    world: World, verify: Callable[..., Result], statement: str, says: str
) -> None:
    world.write(text(statement))

    report = verify("musterstadt")

    assert report.exit_code == 1
    assert says in report.output


def test_private_texts_are_not_printed(world: World, verify: Callable[..., Result]) -> None:
    world.write(text("UPDATE action SET notes = 'Streng vertraulich' WHERE code = 'M-001'"))

    report = verify("musterstadt")

    assert "its “notes” isn’t what" in report.output
    assert "vertraulich" not in report.output


def test_a_fallen_trigger_is_named(world: World, verify: Callable[..., Result]) -> None:
    drop_triggers(world)

    report = verify()

    assert report.exit_code == 1
    assert "trigger event_no_update: it doesn’t stand" in report.output


def test_a_history_cut_short_is_found_by_the_printed_head(world: World, verify: Callable[..., Result]) -> None:
    printed = head(world, 1)
    last = int(printed.partition(":")[0])
    without_triggers(
        world,
        f"DELETE FROM event_text WHERE event_id IN (SELECT id FROM event WHERE seq = {last} AND workspace_id = 1)",
        f"DELETE FROM event WHERE seq = {last} AND workspace_id = 1",
        f"UPDATE head SET seq = {last - 1}, hash = (SELECT hash FROM event WHERE seq = {last - 1} AND workspace_id = 1)"
        " WHERE workspace_id = 1",
        "UPDATE action SET status = 'not_started', version = 1 WHERE code = 'M-006'",
    )

    assert f"event {last} was printed earlier" in verify("musterstadt", "--head", printed).output


def test_a_printed_head_is_recognised(world: World, verify: Callable[..., Result]) -> None:
    printed = head(world, 1)
    world.act(world.anna, lambda action, anna: action.set_status(Status.DONE, by=anna))

    assert verify("musterstadt", "--head", printed).exit_code == 0
    assert verify("musterstadt", "--head", printed[:-4] + "0000").exit_code == 1
    assert (
        "it isn’t the event that was printed earlier" in verify("musterstadt", "--head", printed[:-4] + "0000").output
    )


@pytest.mark.parametrize("options", [["--head", "12:abc", "musterstadt"], ["--head", "12:" + "a" * 64], ["nirgends"]])
def test_a_question_that_makes_no_sense_is_answered_in_a_sentence(verify: Callable[..., Result], options) -> None:
    report = verify(*options)

    assert report.exit_code in {1, 2}
    assert report.output.splitlines()[-1].startswith("Error: ")
    assert "Traceback" not in report.output


def test_another_key_fits_nothing(world: World, verify: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(world.app.config, "HISTORY_KEY", "k" * 48)

    assert "event 1 (workspace.created workspace): its hash doesn’t fit" in verify().output


def head(world: World, workspace_id: int) -> str:
    with world.app.app_context():
        query = text("SELECT seq, hash FROM head WHERE workspace_id = :town")
        seq, hash_ = db.session.execute(query, {"town": workspace_id}).one()
        return f"{seq}:{hash_}"


def without_triggers(world: World, *statements: str) -> None:
    drop_triggers(world)
    for statement in statements:
        world.write(text(statement))
    with world.app.app_context():
        triggers.create(db.session.connection())
        db.session.commit()


def drop_triggers(world: World) -> None:
    with world.app.app_context():
        sqlite = triggers.is_sqlite(db.session.connection())
        for name, (table, _verb, _refused) in triggers.rules(db.session.connection()).items():
            db.session.execute(text(f"DROP TRIGGER {name}" if sqlite else f"DROP TRIGGER {name} ON {table}"))
            if not sqlite:
                db.session.execute(text(f"DROP FUNCTION {name}"))
        db.session.commit()


def test_it_stays_in_order_when_a_link_is_made_through_the_page(
    world: World, verify: Callable[..., Result], as_: Callable[..., FlaskClient]
) -> None:
    data = {"label": "Rat", "plan": "1", "expires": "31.12.2027"}  # a moment in the town's zone, not in UTC
    assert as_(world.anna).post("/w/musterstadt/shares", data=data).status_code == 303

    assert verify().exit_code == 0
