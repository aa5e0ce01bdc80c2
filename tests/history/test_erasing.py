"""What has to be forgotten is forgotten everywhere in the history; the history itself stays provable."""

from collections.abc import Callable

import pytest
from click.testing import Result
from sqlalchemy import select, text

from tests.world import World
from workspace.db import db
from workspace.history.models import Event, EventText

SECRET = "Frau Beispielhaft ist seit März krank."


@pytest.fixture
def flask(world: World) -> Callable[..., Result]:
    """Return how to run a command of ours."""
    return lambda *words: world.app.test_cli_runner().invoke(args=list(words))


@pytest.fixture
def written(world: World) -> World:
    """Return the town after somebody wrote a name into a text, and took it out again."""

    def write(value: str | None) -> None:
        world.act(
            world.anna,
            lambda action, anna: action.edit(
                "notes", {"notes": value}, drawn_from=action.group_version("notes"), by=anna
            ),
        )

    write(SECRET)
    write("Vertretung ist geregelt.")
    return world


def test_a_name_is_gone_and_the_chain_still_holds(written: World, flask: Callable[..., Result]) -> None:
    report = flask("erase", "musterstadt", "--text", "beispielhaft", "--yes")

    assert report.exit_code == 0, report.output
    assert "Beispielhaft" not in everything(written)
    assert flask("verify").exit_code == 0, flask("verify").output


def test_the_erasure_itself_is_told_without_its_content(written: World, flask: Callable[..., Result]) -> None:
    seqs = [event.seq for event in written.events("action-M-001")[-2:]]
    flask("erase", "musterstadt", "--text", SECRET, "--yes")

    assert written.latest().kind == "history.texts_erased"
    assert written.latest().scalars == {"texts": [None, [f"{seq}.notes" for seq in seqs]]}


def test_only_what_was_asked_for_is_erased(written: World, flask: Callable[..., Result]) -> None:
    before = count(written)
    flask("erase", "musterstadt", "--text", "krank", "--subject", "action-M-002", "--yes")
    assert count(written) == before

    flask("erase", "musterstadt", "--subject", "action-M-001", "--yes")
    assert count(written) == before - 3  # its title and both notes


def test_nothing_of_the_neighbouring_town_is_touched(written: World, flask: Callable[..., Result]) -> None:
    flask("erase", "nachbarstadt", "--text", "krank", "--yes")

    assert SECRET in everything(written)


def test_texts_that_still_stand_are_pointed_out(written: World, flask: Callable[..., Result]) -> None:
    report = flask("erase", "musterstadt", "--text", "geregelt", "--yes")

    assert "action-M-001  notes  (still stands there: change it in Mitplan too)" in report.output
    assert flask("verify").exit_code == 0


def test_it_asks_before_and_leaves_all_as_it_was_on_no(written: World, flask: Callable[..., Result]) -> None:
    report = flask("erase", "musterstadt", "--text", "krank")

    assert "Erase these 2 text(s) for good?" in report.output
    assert SECRET in everything(written)


@pytest.mark.parametrize("words", [["erase", "musterstadt"], ["erase", "nirgends", "--text", "x"]])
def test_a_question_that_makes_no_sense_erases_nothing(written: World, flask: Callable[..., Result], words) -> None:
    before = count(written)

    assert flask(*words).exit_code != 0
    assert count(written) == before


def test_the_page_says_that_a_text_was_removed(written: World, as_, flask: Callable[..., Result]) -> None:
    flask("erase", "musterstadt", "--text", "krank", "--yes")

    page = as_(written.anna).get("/w/musterstadt/actions/M-001/history").text
    assert page.count("[entfernt]") == 2
    assert SECRET not in page


def everything(world: World) -> str:
    """Return every text the history and the action hold."""
    with world.app.app_context():
        texts = db.session.execute(select(EventText.old, EventText.new)).all()
        events = db.session.execute(select(Event.scalars)).all()
        rows = db.session.execute(text("SELECT notes FROM action")).all()
        return repr([texts, events, rows])


def count(world: World) -> int:
    with world.app.app_context():
        return len(db.session.scalars(select(EventText).where(EventText.salt.is_not(None))).all())
