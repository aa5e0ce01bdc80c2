"""The history of notes: told in sentences, held against the rows, erased where the law asks, gone with the town."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from tests.comments.conftest import LIST, NEW, ONE, As, read, sent
from tests.world import World
from workspace.comments.models import Note

Write = Callable[..., TestResponse]
TOLD = "/w/musterstadt/history?thing=notes"
PRINCIPLE = "Eine Person benennen, die die Umsetzung prüft"


def run(world: World, *command: str) -> Any:
    return world.app.test_cli_runner().invoke(args=command)


@pytest.fixture
def life(world: World, as_: As, write: Write) -> None:
    """Let a note be added, changed by somebody else, and withdrawn."""
    write(world.ben, title="Prüfung", text="Herr Quittenbaum macht das.")
    as_(world.eda).post(ONE, data=sent(version=1, kind="example", title="Prüfung", text="Frau Sommer macht das."))
    as_(world.ben).post(f"{ONE}/withdrawal", data={"back": ""})


def test_it_tells_what_was_added_changed_and_withdrawn(world: World, as_: As, life: None) -> None:
    page = " ".join(as_(world.rosa).get(TOLD).text.split())
    link = f'<a href="/w/musterstadt/guidance/notes#note-1">{PRINCIPLE}</a>'

    assert f"<strong>Fachbereich Soziales (Ben)</strong> hat etwas zu „{link}“ ergänzt" in page
    assert f"<strong>Redaktion (Eda)</strong> hat eine Ergänzung zu „{link}“ geändert" in page
    assert f"<strong>Fachbereich Soziales (Ben)</strong> hat eine Ergänzung zu „{link}“ zurückgezogen" in page
    assert "Herr Quittenbaum macht das." in page
    assert [event.kind for event in world.events("note-1")] == ["note.added", "note.edited", "note.withdrawn"]


def test_verify_holds_and_finds_a_row_changed_behind_its_back(world: World, life: None) -> None:
    assert run(world, "verify").exit_code == 0

    world.write(update(Note).values(text="Niemand macht das."))
    result = run(world, "verify")
    assert result.exit_code == 1
    assert "note-1" in result.output


def test_what_people_wrote_can_be_erased(world: World, as_: As, life: None) -> None:
    result = run(world, "erase", "musterstadt", "--text", "Quittenbaum", "--yes")

    assert result.exit_code == 0
    assert "note-1  text" in result.output
    assert "Quittenbaum" not in as_(world.rosa).get(TOLD).text
    assert run(world, "verify").exit_code == 0
    assert run(world, "erase", "musterstadt", "--subject", "note-1", "--yes").exit_code == 0
    assert read(world).text == "Frau Sommer macht das."


def test_texts_stand_beside_the_event_never_in_it(world: World, life: None) -> None:
    assert [set(event.digests) for event in world.events("note-1")] == [{"title", "text"}, {"text"}, set()]
    assert "Quittenbaum" not in str([event.scalars for event in world.events("note-1")])


def test_notes_leave_with_their_town(world: World, write: Write, life: None) -> None:
    write(world.olaf, NEW.replace("musterstadt", "nachbarstadt"))

    assert run(world, "remove-workspace", "musterstadt", "--yes").exit_code == 0
    assert world.all(select(Note.workspace_id)) == [2]
    assert run(world, "verify").exit_code == 0


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_note_of_an_id_that_is_gone_stands_with_its_successor(
    world: World, as_: As, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(world.ben)
    for box in world.app.extensions["guidance"].values():
        monkeypatch.setitem(box.successors, "gov-reviewer", "gov-strategy")
    page = as_(world.rosa).get(LIST).text

    assert "1.1.1 Ein Integrationskonzept" in page
    assert "Frau Sommer" in page.split('id="on-gov-strategy"')[1]
    assert "Frau Sommer" in as_(world.rosa).get(LIST.replace("notes", "governance/strategy")).text
    assert world.one(select(func.count()).select_from(Note)) == 1
    assert run(world, "verify").exit_code == 0
