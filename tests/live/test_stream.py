"""The stream: the names of what has changed, each once, to those who may know of it, until they may not any more."""

import time
from collections.abc import Callable
from random import Random
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import delete, update

from tests.streams import Stream
from tests.world import World
from workspace.accounts.models import Session
from workspace.actions.words import Priority, Status
from workspace.comments.talk import Comment
from workspace.db import db
from workspace.live.hub import Hub
from workspace.live.watch import OFTEN
from workspace.members.directory import Directory
from workspace.members.models import Member
from workspace.members.words import Role

As = Callable[[Any], FlaskClient]


def turn(world: World, code: str = "M-003") -> int:
    """Change an action; return the number of the event."""
    now = world.action(code).priority
    world.act(
        world.eda, lambda a, m: a.set_priority(Priority.NORMAL if now is Priority.KEY else Priority.KEY, by=m), code
    )
    return world.latest().seq


def say(world: World) -> None:
    """Comment on M-001."""
    world.act(
        world.eda, lambda a, m: Comment.write(a, "Unter uns.", by=m, directory=Directory(m.workspace_id)), "M-001"
    )


def test_a_change_is_told_by_name_alone(world: World, as_: As, live: Hub) -> None:
    stream = Stream(as_(world.rosa))
    seq = turn(world)

    assert stream.message() == {"id": str(seq), "event": "changed", "data": "action-M-003"}


def test_what_a_sleeping_laptop_missed_comes_when_it_wakes(world: World, as_: As, live: Hub) -> None:
    before = world.latest().seq
    turn(world, "M-003")
    turn(world, "M-001")
    seq = turn(world, "M-003")

    told = Stream(as_(world.anna), last=before).message()

    assert (told["id"], set(told["data"].split())) == (str(seq), {"action-M-003", "action-M-001"})


def test_a_page_begins_where_it_was_drawn(world: World, as_: As, live: Hub) -> None:
    before = world.latest().seq
    seq = turn(world)
    told = Stream(as_(world.anna), f"/w/musterstadt/live?after={before}").message()

    assert told["id"] == str(seq)


def test_two_hundred_dropped_streams_miss_nothing_and_hear_nothing_twice(world: World, as_: As, live: Hub) -> None:
    client, chance = as_(world.rosa), Random(4711)
    last = first = world.latest().seq
    heard: list[int] = []
    for _ in range(200):
        seq = turn(world, "M-003") if chance.random() < 0.2 else last
        stream = Stream(client, last=last)
        if seq > last and chance.random() < 0.8:  # else it is dropped before it has heard anything
            last = int(stream.message()["id"])
            heard.append(last)
        stream.close()

    assert heard == sorted(set(heard))
    told = Stream(client, last=last)
    final = turn(world, "M-003")
    assert told.message()["id"] in {str(final), str(final - 1)}
    assert len(world.events()) - first >= len(heard)


def test_whoever_missed_too_much_is_told_that_everything_has_changed(world: World, as_: As, live: Hub) -> None:
    world.act(
        world.anna, lambda a, m: [a.set_priority(p, by=m) for _ in range(101) for p in (Priority.KEY, Priority.NORMAL)]
    )

    assert Stream(as_(world.anna), last=1).message()["data"] == "*"


def test_the_board_does_not_even_hear_that_somebody_commented(world: World, as_: As, live: Hub) -> None:
    board, staff = Stream(as_(world.bea)), Stream(as_(world.ben))
    say(world)
    assert staff.message()["data"].startswith("action-M-001-comment-")

    seq = turn(world)
    assert board.message() == {"id": str(seq), "event": "changed", "data": "action-M-003"}


def test_readers_do_not_hear_of_what_they_may_not_see_of(world: World, as_: As, live: Hub) -> None:
    reader, staff = Stream(as_(world.rosa)), Stream(as_(world.ben))
    world.act(world.eda, lambda action, by: action.record("edited", by=by, notes="Unter uns."), "M-001")
    assert staff.message()["data"] == "action-M-001"
    as_(world.eda).post("/w/musterstadt/presence", data={"place": "action-M-001", "tab": "abcdefgh"})
    assert staff.message()["data"] == "presence-action-M-001"

    turn(world)
    assert reader.message()["data"] == "action-M-003"


def test_who_comes_later_hears_at_once_what_they_have_missed(world: World, as_: As, live: Hub) -> None:
    before, ben = world.latest().seq, as_(world.ben)
    first = Stream(as_(world.anna))
    seq = turn(world)
    assert first.message()["id"] == str(seq)
    time.sleep(10 * OFTEN)  # the hub has looked again, and waits

    later = Stream(ben, last=before)
    assert later.message() == {"id": str(seq), "event": "changed", "data": "action-M-003"}


def test_the_neighbours_hear_nothing(world: World, as_: As, live: Hub) -> None:
    neighbour = Stream(as_(world.olaf), "/w/nachbarstadt/live")
    turn(world)
    with world.app.app_context():
        live.tell(live.ears)
    assert neighbour.answer.status_code == 200
    assert all(ear.told.empty() for ear in live.ears)
    assert as_(world.olaf).get("/w/musterstadt/live").status_code == 404


def test_a_full_house_says_when_to_ask_again(world: World, as_: As, live: Hub) -> None:
    world.app.config["STREAMS"] = 1
    first = Stream(as_(world.anna))
    answer = as_(world.ben).get("/w/musterstadt/live")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    first.close()
    assert Stream(as_(world.ben)).answer.status_code == 200


def test_nobody_takes_the_others_room(world: World, as_: As, live: Hub) -> None:
    world.app.config["STREAMS"] = 40
    anna = as_(world.anna)
    held = [Stream(anna) for _ in range(10)]

    assert anna.get("/w/musterstadt/live").status_code == 503
    assert Stream(as_(world.ben)).answer.status_code == 200
    held[0].close()
    assert Stream(anna).answer.status_code == 200


def test_signed_out_is_the_end_of_the_stream(world: World, as_: As, live: Hub) -> None:
    stream = Stream(as_(world.anna))
    world.write(delete(Session))
    live.check(live.ears)

    assert stream.message()["event"] == "bye"
    assert stream.message() == {}


def test_without_a_session_the_answer_is_401_and_no_redirect(as_: As, live: Hub) -> None:
    answer = as_(None).get("/w/musterstadt/live", headers={"HX-Request": "true"})

    assert answer.status_code == 401


def test_who_was_removed_hears_nothing_more(world: World, as_: As, live: Hub) -> None:
    stream = Stream(as_(world.ben))
    ids = [world.member(one).id for one in (world.ben, world.anna)]
    with world.app.app_context():
        member, anna = (db.session.get_one(Member, id_) for id_ in ids)
        member.remove(by=anna)
        db.session.commit()
    live.check(live.ears)
    told = [stream.message().get("event") for _ in range(2)]

    assert "bye" in told


def test_another_role_comes_back_with_its_own_rights(world: World, as_: As, live: Hub) -> None:
    stream = Stream(as_(world.ben))
    world.write(update(Member).where(Member.id == world.member(world.ben).id).values(role=Role.READER))
    live.check(live.ears)

    assert stream.message() == {}  # ended without a goodbye: the page comes back


def test_an_ending_server_ends_the_streams(world: World, as_: As, live: Hub) -> None:
    stream = Stream(as_(world.anna))
    live.close()

    assert stream.message() == {}


def test_a_stream_holds_no_connection_to_the_database(world: World, as_: As, live: Hub) -> None:
    streams = [Stream(as_(world.anna)) for _ in range(5)]
    turn(world)
    assert all(stream.message()["data"] for stream in streams)
    with world.app.app_context():
        held = db.engine.pool.checkedout()

    assert held <= 2  # the hub's own: what it watches with on SQLite, and what it reads with


def test_the_thread_ends_with_the_last_stream(world: World, as_: As, live: Hub) -> None:
    stream = Stream(as_(world.anna))
    thread = live.thread
    assert thread
    assert thread.is_alive()
    stream.close()
    thread.join(10)

    assert not thread.is_alive()


def test_nothing_of_what_was_written_is_in_the_stream(world: World, as_: As, live: Hub) -> None:
    stream = Stream(as_(world.anna))
    world.act(world.eda, lambda a, m: a.set_status(Status.PAUSED, by=m, reason="Geheimnis"))

    assert "Geheimnis" not in str(stream.message())
