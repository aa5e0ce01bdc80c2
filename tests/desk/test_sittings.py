"""A sitting lives in the history alone: it can be interrupted, gone on with, held beside another, and looked up."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask.testing import FlaskClient

from tests.desk.sitting import SCREEN, at, begin, codes, decide, key_of, note, own_key
from tests.world import TOWN, World
from workspace.history.sittings import Sitting

As = Callable[[Any], FlaskClient]


def test_what_was_decided_on_stays_on_the_agenda(world: World, as_: As) -> None:
    anna = as_(world.anna)
    key = key_of(begin(anna, "overdue=1"))
    assert decide(world, anna, key, "M-002/deadline", deadline_text="2099").status_code == 303

    page = anna.get(f"{SCREEN}?overdue=1&meeting={key}").text
    assert codes(page) == ["M-002"]
    assert "heute vereinbart" in page
    assert "1 von 1" in anna.get(at(key, "M-002", overdue="1")).text
    assert codes(anna.get(f"{SCREEN}?overdue=1").text) == []


def test_the_order_stays_as_it_was(world: World, as_: As) -> None:
    anna, key = as_(world.anna), own_key(world, world.anna)
    before = codes(anna.get(f"{SCREEN}?sort=deadline&meeting={key}").text)
    decide(world, anna, key, f"{before[0]}/deadline", deadline_text="2100")
    decide(world, anna, key, f"{before[1]}/status", status="done")

    assert codes(anna.get(f"{SCREEN}?sort=deadline&meeting={key}").text) == before


def test_a_search_is_a_filter_too(world: World, as_: As) -> None:
    assert codes(as_(world.anna).get(f"{SCREEN}?q=dolmetsch").text) == ["M-003"]


def test_an_interrupted_sitting_is_gone_on_with_from_another_browser(world: World, as_: As) -> None:
    key = key_of(begin(as_(world.anna)))
    note(as_(world.anna), key, "Erst einmal Kaffee.")
    page = as_(world.anna).get(SCREEN).text

    assert f'href="{SCREEN}?meeting={key}"' in page
    assert "Uhr fortsetzen (Anna)" in page
    assert "Erst einmal Kaffee." in as_(world.eda).get(at(key, "decided")).text
    assert key_of(begin(as_(world.anna))) == own_key(world, world.anna, 2)


def test_two_meetings_on_one_day_are_kept_apart(world: World, as_: As) -> None:
    mine, theirs = own_key(world, world.anna), own_key(world, world.eda)
    note(as_(world.anna), mine, "Aus der Lenkungsgruppe.")
    note(as_(world.eda), theirs, "Aus der Arbeitsgruppe.", "M-002")

    page = as_(world.anna).get(at(mine, "decided")).text
    assert "Aus der Lenkungsgruppe." in page
    assert "Aus der Arbeitsgruppe." not in page


def test_an_old_sitting_is_read_and_not_written_to(world: World, as_: As) -> None:
    anna, old = as_(world.anna), Sitting(1, date(2020, 1, 31), world.member(world.anna).id, 1).key
    note(anna, old, "Heute gesagt.")

    assert "Heute gesagt." not in anna.get(at(old, "decided")).text
    assert "Heute gesagt." in anna.get(at(own_key(world, world.anna), "decided")).text


def test_nobody_begins_a_sitting_that_stands_in_anothers_way(world: World, as_: As) -> None:
    anna, ben = as_(world.anna), as_(world.ben)
    for key in (
        own_key(world, world.anna, 999),
        own_key(world, world.anna, 2),
        own_key(world, world.ben)[:-3] + "9999-1",
    ):
        assert note(ben, key, "Vorgegriffen.", "M-001").status_code == 303
    noted = {event.batch for event in world.events() if event.kind.startswith("comment.")}
    assert noted == {f"sitting-1-{own_key(world, world.ben)}"}

    decide(world, anna, own_key(world, world.anna), "M-001/status", status="done")
    assert key_of(begin(anna)) == own_key(world, world.anna, 2)


def test_a_colleague_comes_to_the_screen(world: World, as_: As) -> None:
    assert note(as_(world.ben), own_key(world, world.anna), "Ben schreibt mit.", "M-001").status_code == 303
    assert world.latest().batch == f"sitting-1-{own_key(world, world.anna)}"


def test_decisions_stand_each_for_itself_in_the_history(world: World, as_: As) -> None:
    anna, key = as_(world.anna), own_key(world, world.anna)
    decide(world, anna, key, "M-001/status", status="done")
    decide(world, anna, key, "M-002/status", status="done")
    page = anna.get(f"{TOWN}/history").text

    assert page.count("in der Sitzung am") == 2
    assert "und 1 weitere" not in page


def test_a_sitting_is_not_undone_like_a_bulk_change(world: World, as_: As) -> None:
    anna, key = as_(world.anna), own_key(world, world.anna)
    decide(world, anna, key, "M-001/status", status="done")
    page = anna.post(f"{TOWN}/plans/1/undo", data={"batch": f"sitting-1-{key}"}, follow_redirects=True).text

    assert world.action("M-001").status == "done"
    assert "Die Minute zum Rückgängigmachen ist vorbei." in page


def test_marks_are_read_as_they_are_written() -> None:
    sitting = Sitting(3, date(2026, 11, 26), 12, 2)
    assert sitting.key == "20261126-12-2"
    assert Sitting.read(3, sitting.key) == Sitting.of(sitting.batch) == sitting
    for nonsense in ("", "sitting-1-20261399-1-1", "a1b2c3d4e5f60718", "sitting-1-20261126-1-1\n", None):
        assert Sitting.of(nonsense) is None
