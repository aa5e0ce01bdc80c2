"""Two people save the same group in different places: both keep what they wrote, and the second is told."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.actions.sheets import SHEET, save
from tests.world import World
from workspace.db import clock, commit, db, now
from workspace.history.models import EventText

As = Callable[[Any], FlaskClient]
TEXT = "Hilfe kommt spät. Niemand weiß, wen man fragt. Das soll anders werden."


@pytest.fixture
def drawn_from(world: World, as_: As) -> int:
    """Give the action a text of three sentences; return the version both forms are drawn from."""
    save(world, as_(world.anna), "purpose", purpose=TEXT)
    return world.action("M-003").group_version("purpose")


def test_different_fields_are_merged_silently(world: World, as_: As, drawn_from: int) -> None:
    save(world, as_(world.eda), "purpose", title="Dolmetschpool", purpose=TEXT)
    answer = save(world, as_(world.anna), "purpose", purpose=TEXT, situation="Zehn Sprachen.", version=drawn_from)

    action = world.action("M-003")
    assert answer.status_code == 200
    assert (action.title, action.situation) == ("Dolmetschpool", "Zehn Sprachen.")


def test_different_sentences_are_merged_and_one_is_told(world: World, as_: As, drawn_from: int) -> None:
    theirs = TEXT.replace("Hilfe kommt spät.", "Hilfe kommt nach Wochen.")
    save(world, as_(world.eda), "purpose", purpose=theirs)
    answer = save(world, as_(world.anna), "purpose", purpose=f"{TEXT} Und zwar bald.", version=drawn_from)

    assert answer.status_code == 200
    assert "Was hier inzwischen gespeichert wurde" in answer.text
    assert f"{SHEET}/versions/purpose" in answer.text
    assert world.action("M-003").purpose == f"{theirs} Und zwar bald."


def test_a_save_sent_again_because_its_answer_was_lost_meets_nobody(world: World, as_: As, drawn_from: int) -> None:
    save(world, as_(world.eda), "purpose", purpose="Hilfe kommt spät. Niemand hilft.")
    mine = f"{TEXT} Und zwar bald."
    answers = [save(world, as_(world.anna), "purpose", purpose=mine, version=drawn_from) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert world.action("M-003").purpose == "Hilfe kommt spät. Niemand hilft. Und zwar bald."
    assert world.action("M-003").group_version("purpose") == drawn_from + 2  # Eda’s and the first of the two
    with clock(now() + timedelta(minutes=6)):  # after that, the same words are meant
        assert save(world, as_(world.anna), "purpose", purpose=mine, version=drawn_from).status_code == 409
    assert save(world, as_(world.eda), "purpose", purpose=mine, version=drawn_from).status_code == 409


def test_without_javascript_the_page_says_so(world: World, as_: As, drawn_from: int) -> None:
    anna = as_(world.anna)
    save(world, as_(world.eda), "purpose", title="Dolmetschpool", purpose=TEXT)
    form = {"version": drawn_from, "title": "Dolmetschpool aufbauen", "situation": "Zehn Sprachen.", "purpose": TEXT}

    page = anna.post(f"{SHEET}/groups/purpose", data=form, follow_redirects=True)

    assert "Was hier inzwischen gespeichert wurde" in page.text
    assert "Dolmetschpool</h1>" in page.text or "Dolmetschpool" in page.text.split("<h1")[1].split("</h1>")[0]


def test_who_saves_alone_is_told_nothing(world: World, as_: As, drawn_from: int) -> None:
    answer = save(world, as_(world.anna), "purpose", purpose=f"{TEXT} Bald.", version=drawn_from)

    assert "inzwischen" not in answer.text


def test_the_same_sentence_is_still_a_conflict(world: World, as_: As, drawn_from: int) -> None:
    save(world, as_(world.eda), "purpose", purpose=TEXT.replace("spät", "nach Wochen"))
    answer = save(world, as_(world.anna), "purpose", purpose=TEXT.replace("spät", "nie"), version=drawn_from)

    assert answer.status_code == 409
    assert "nach Wochen" in (world.action("M-003").purpose or "")


@pytest.mark.parametrize("version", [999, 2**31, 2**70, -1])
def test_a_version_that_never_was_overwrites_nothing(world: World, as_: As, drawn_from: int, version: int) -> None:
    answer = save(world, as_(world.anna), "purpose", purpose="Alles neu.", version=version)

    assert answer.status_code in {409, 422}
    assert world.action("M-003").purpose == TEXT


def test_what_was_erased_can_only_clash(world: World, as_: As, drawn_from: int) -> None:
    save(world, as_(world.eda), "purpose", purpose=f"{TEXT} Eda.")
    with world.app.app_context():
        for text in db.session.query(EventText).filter_by(field="purpose"):
            text.old = text.new = text.salt = None
        commit()

    answer = save(world, as_(world.anna), "purpose", purpose=f"Anna. {TEXT}", version=drawn_from)

    assert answer.status_code == 409
