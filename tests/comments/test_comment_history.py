"""The history of comments: told to staff in sentences, held against the rows, erased where the law asks."""

from typing import Any

import pytest
from sqlalchemy import select, update

from tests.comments.conftest import BEN, As
from tests.comments.talking import SHEET, TALK, WITHDRAWAL, change, read, say
from tests.world import World
from workspace.comments.talk import Comment

TOWN, ACTION = "/w/musterstadt/history?thing=actions", f"{SHEET}/history"


def run(world: World, *command: str) -> Any:
    return world.app.test_cli_runner().invoke(args=command)


@pytest.fixture
def life(world: World, as_: As) -> None:
    """Let a comment be written, edited, and withdrawn by the coordination."""
    say(as_(world.ben), "Herr Quittenbaum weiß mehr, @Anna.")
    change(as_(world.ben), "Frau Sommer weiß mehr.")
    as_(world.anna).post(WITHDRAWAL)


def test_it_tells_what_was_written_edited_and_withdrawn(world: World, as_: As, life: None) -> None:
    page = " ".join(as_(world.eda).get(TOWN).text.split())
    link = f'<a href="{SHEET}#comment-1">Integrationskonzept beschließen</a>'

    assert f"<strong>{BEN}</strong> hat „{link}“ kommentiert" in page
    assert f"<strong>{BEN}</strong> hat einen Kommentar zu „{link}“ geändert" in page
    assert f"<strong>Koordination (Anna)</strong> hat einen Kommentar zu „{link}“ zurückgezogen" in page
    assert "Herr Quittenbaum weiß mehr" in page
    kinds = [event.kind for event in world.events("action-M-001-comment-1")]
    assert kinds == ["comment.written", "comment.edited", "comment.withdrawn"]


def test_the_actions_own_history_calls_it_by_its_code(world: World, as_: As, life: None) -> None:
    page = " ".join(as_(world.eda).get(ACTION).text.split())

    assert f"<strong>{BEN}</strong> hat „M-001“ kommentiert" in page
    assert "hat einen Kommentar zu „M-001“ zurückgezogen" in page


def test_the_foot_of_the_sheet_leaves_them_to_their_section(world: World, as_: As, life: None) -> None:
    page = as_(world.eda).get(SHEET).text

    assert "kommentiert" not in page
    assert "Quittenbaum" not in page
    assert "hat den Umsetzungsstand von „M-001“ geändert" in page


def test_verify_holds_and_finds_a_row_changed_behind_its_back(world: World, life: None) -> None:
    assert run(world, "verify").exit_code == 0

    world.write(update(Comment).values(text="Niemand weiß mehr."))
    result = run(world, "verify")
    assert result.exit_code == 1
    assert "action-M-001-comment-1" in result.output


def test_what_people_wrote_can_be_erased(world: World, as_: As, life: None) -> None:
    assert run(world, "erase", "musterstadt", "--text", "Quittenbaum", "--yes").exit_code == 0

    assert "Quittenbaum" not in as_(world.eda).get(ACTION).text
    assert run(world, "verify").exit_code == 0
    assert run(world, "erase", "musterstadt", "--subject", "action-M-001-comment-1", "--yes").exit_code == 0
    assert run(world, "verify").exit_code == 0
    assert read(world).text == "Frau Sommer weiß mehr."


def test_texts_stand_beside_the_event_never_in_it(world: World, life: None) -> None:
    events = world.events("action-M-001-comment-1")

    assert [set(event.digests) for event in events] == [{"text"}, {"text"}, set()]
    assert "Quittenbaum" not in str([event.scalars for event in events])


def test_comments_leave_with_their_town(world: World, as_: As, life: None) -> None:
    say(as_(world.olaf), "Bei uns auch.", TALK.replace("musterstadt", "nachbarstadt"))

    assert run(world, "remove-workspace", "musterstadt", "--yes").exit_code == 0
    assert world.all(select(Comment.workspace_id)) == [2]
    assert run(world, "verify").exit_code == 0
