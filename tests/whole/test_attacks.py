"""What an attacker has found once: it stays mended."""

from threading import Event, Thread

import pytest
from flask.testing import FlaskClient

from tests.actions.sheets import SHEET, save
from tests.databases import dispose
from tests.world import TOWN, World
from workspace import prose
from workspace.db import db
from workspace.editing.differences import inline, only

HTMX = {"HX-Request": "true"}


@pytest.mark.parametrize("sign", ["- ", "+ ", "1. ", "> "])
def test_lists_within_lists_within_lists_are_shown_as_typed(sign: str) -> None:
    text = sign * 1500 + "x"

    assert str(prose.render(text)).count("x") == 1
    assert "<ul><ul>" not in prose.render(text)
    assert str(prose.render(f"**nach {sign.strip()}**")).startswith("<p><strong>")  # the next text is none the worse


def test_a_note_of_nested_lists_takes_no_page_down(world: World, as_) -> None:
    form = {"kind": "note", "title": "", "text": "- " * 1500 + "x"}
    as_(world.ben).post(f"{TOWN}/guidance/principles/gov-reviewer/notes/new", data=form)

    for page in ("guidance/notes", "guidance/governance/strategy", "guidance/search?q=wohn"):
        assert as_(world.rosa).get(f"{TOWN}/{page}").status_code == 200


@pytest.mark.parametrize(("mine", "theirs"), [("a\nb\n" * 4900, "b\na\n" * 4900), ("ja nein " * 900, "nein ja " * 900)])
def test_comparing_endless_texts_takes_no_time(mine: str, theirs: str) -> None:
    pieces = inline(mine, theirs)

    assert "".join(text for _kind, text in only(mine, theirs)) == theirs
    assert len(pieces) <= 4  # no more than begin, middle, end: word by word it took 20 seconds


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_locked_database_says_try_again(world: World, as_, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workspace.db.PATIENCE", 500)
    dispose(world.app)  # connections made from now on are less patient
    anna, held, done = as_(world.anna), Event(), Event()

    def hold() -> None:
        with world.app.app_context(), db.engine.connect():  # outside requests, it begins with the write lock
            db.session.connection()
            held.set()
            done.wait()

    holder = Thread(target=hold)
    holder.start()
    held.wait()
    answer = save_without_reading(anna)
    done.set()
    holder.join()

    assert answer.status_code == 503
    assert answer.headers["Retry-After"]


def save_without_reading(client: FlaskClient):
    """Save a group as htmx does, without a look at what stands there."""
    form = {"version": 0, "outcome": "Ein Pool."}
    return client.post(f"{SHEET}/groups/outcome", data=form, headers=HTMX)


def test_a_way_back_with_any_sign_is_quoted(world: World, as_) -> None:
    form = {"kind": "note", "title": "", "text": "Text", "back": f"{TOWN}/€"}
    answer = as_(world.ben).post(f"{TOWN}/guidance/principles/gov-reviewer/notes/new", data=form, headers=HTMX)

    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"].isascii()


def test_an_endless_way_back_is_none(world: World, as_) -> None:
    form = {"kind": "note", "title": "", "text": "Text", "back": f"{TOWN}/" + "x" * 20_000}
    answer = as_(world.ben).post(f"{TOWN}/guidance/principles/gov-reviewer/notes/new", data=form)

    assert len(answer.headers.get("Location", "")) < 2000


@pytest.mark.parametrize("number", ["-99999999999999999999999", "99999999999999999999999", "0", "x", ""])
def test_a_number_without_sense_is_no_assessment(world: World, as_, number: str) -> None:
    form = {"do": "press", "whose": "Land", "principles": "edu-parent-involvement", "assessment": number}

    assert as_(world.anna).post(f"{TOWN}/plans/1/declined", data=form).status_code in {303, 422}


def test_what_was_written_is_shown_again_when_the_session_is_over(world: World, as_) -> None:
    form = {"text": "Viele ziehen zu.", "figures-0-what": "Arbeitslosenquote", "figures-0-source": "BA Statistik"}

    page = as_(None).post(f"{TOWN}/plans/1/situation/governance", data=form)

    assert page.status_code == 401
    for words in form.values():
        assert words in page.text


def test_a_conflict_holds_nobody_up(world: World, as_) -> None:
    version = world.action("M-003").group_version("purpose")
    save(world, as_(world.eda), "purpose", purpose="Hilfe in zwei Tagen.")

    assert save(world, as_(world.anna), "purpose", purpose="Hilfe in drei Tagen.", version=version).status_code == 409
    assert save(world, as_(world.eda), "outcome", outcome="Es geht weiter.").status_code == 200
