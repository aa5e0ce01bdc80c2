"""Comments on a step: the same talk, with the step named and linked, told by the history, and staying when it goes."""

from typing import Any

import pytest
from sqlalchemy import func, select, text
from werkzeug.test import TestResponse

from tests.comments.conftest import BEN, As
from tests.comments.talking import SHEET, TALK, WITHDRAWAL, change, read, section
from tests.world import World
from workspace.actions.steps import Step
from workspace.comments.talk import Comment

HTMX = {"HX-Request": "true"}
GONE = "Diesen Arbeitsschritt gibt es nicht mehr."


@pytest.fixture
def step(world: World) -> int:
    """Return the number of a step of M-001."""
    return int(world.act(world.ben, lambda action, ben: Step.add(action, by=ben, title="Räume finden").id))


def say(as_: As, world: World, step: Any, **more: Any) -> TestResponse:
    data = {"text": "Zwei wären frei.", "after": "0", "step": step}
    return as_(world.ben).post(TALK, data=data, **more)


def test_it_names_and_links_its_step(world: World, as_: As, step: int) -> None:
    assert say(as_, world, step).status_code == 303

    assert read(world).step_id == step
    talk = section(as_(world.eda).get(SHEET).text)
    assert f'Zum Arbeitsschritt: <a href="#step-{step}">Räume finden</a>' in talk


def test_the_form_offers_the_steps_and_the_link_beside_a_step_chooses_it(world: World, as_: As, step: int) -> None:
    page, chosen = as_(world.ben).get(SHEET).text, as_(world.ben).get(f"{SHEET}?step={step}").text

    assert f'<option value="{step}">Räume finden</option>' in page
    assert f'href="{SHEET}?step={step}#add-comment"' in page
    assert f'<option selected value="{step}">Räume finden</option>' in chosen
    assert 'id="add-comment-step"' not in as_(world.ben).get(SHEET.replace("M-001", "M-002")).text
    assert as_(world.ben).get(f"{SHEET}?step=viele").status_code == 200
    assert "data-comment-on" not in as_(world.rosa).get(SHEET).text


def test_the_answer_in_place_brings_it_with_its_step(world: World, as_: As, step: int) -> None:
    answer = say(as_, world, step, headers=HTMX).text

    assert "Zum Arbeitsschritt:" in answer
    assert '<option selected value="">ganze Maßnahme</option>' in answer.split("<hx-partial")[0]


@pytest.mark.parametrize("wrong", ["999", "alle", "-1"])
def test_a_step_that_is_not_there_loses_no_text(world: World, as_: As, step: int, wrong: str) -> None:
    answer = say(as_, world, wrong)

    assert answer.status_code == 422
    assert "Zwei wären frei." in answer.text
    assert world.one(select(func.count()).select_from(Comment)) == 0


def test_a_step_of_another_action_is_refused(world: World, as_: As, step: int) -> None:
    other = world.act(world.anna, lambda action, anna: Step.add(action, by=anna, title="Anderes").id, "M-002")
    answer = say(as_, world, other)

    assert answer.status_code == 422
    assert GONE in answer.text


def test_a_removed_step_leaves_its_comments_which_say_so(world: World, as_: As, step: int) -> None:
    say(as_, world, step)
    assert as_(world.ben).post(f"{SHEET}/steps/{step}/removal").status_code == 303

    talk = section(as_(world.eda).get(SHEET).text)
    assert 'Zum Arbeitsschritt: Räume finden <span class="muted">(entfernt)</span>' in talk
    assert "Zwei wären frei." in talk
    assert GONE in say(as_, world, step).text
    assert change(as_(world.ben), "Drei wären frei.").status_code == 303


def test_the_history_names_the_step(world: World, as_: As, step: int) -> None:
    say(as_, world, step)
    change(as_(world.ben), "Drei wären frei.")
    as_(world.anna).post(WITHDRAWAL)
    link = f'<a href="{SHEET}#comment-1">Räume finden</a>'
    for page in ("/w/musterstadt/history", f"{SHEET}/history"):
        told = " ".join(as_(world.eda).get(page).text.split()).replace("Räume finden</a>", "Räume finden")
        told = told.replace(f'<a href="{SHEET}#comment-1">', "")
        assert f"<strong>{BEN}</strong> hat den Arbeitsschritt „Räume finden“ kommentiert" in told
        assert "hat einen Kommentar zum Arbeitsschritt „Räume finden“ geändert" in told
        assert "hat einen Kommentar zum Arbeitsschritt „Räume finden“ zurückgezogen" in told
    assert link in as_(world.eda).get("/w/musterstadt/history").text
    kinds = [event.kind for event in world.events(f"action-M-001-step-{step}-comment-1")]
    assert kinds == ["comment.step_written", "comment.step_edited", "comment.step_withdrawn"]


def test_verify_holds(world: World, as_: As, step: int) -> None:
    say(as_, world, step)
    assert world.app.test_cli_runner().invoke(args=["verify"]).exit_code == 0

    world.write(text("UPDATE comment SET step_id = NULL"))
    assert world.app.test_cli_runner().invoke(args=["verify"]).exit_code == 1


def test_the_first_screen_says_to_which_step_one_was_mentioned(world: World, as_: As, step: int) -> None:
    as_(world.ben).post(TALK, data={"text": "@Anna, bitte.", "after": "0", "step": step})

    assert "zum Arbeitsschritt „Räume finden“" in as_(world.anna).get("/w/musterstadt/").text


@pytest.mark.parametrize(("name", "sees"), [("anna", True), ("eda", True), ("bea", False), ("rosa", False)])
def test_it_is_for_staff_only(world: World, as_: As, step: int, name: str, sees: bool) -> None:
    say(as_, world, step)
    browser = as_(getattr(world, name))

    pages = [browser.get(page).text for page in (SHEET, f"{SHEET}/history", "/w/musterstadt/history")]
    assert ["Zwei wären frei." in page for page in pages] == [sees] * 3
    assert ["kommentiert" in page for page in pages[1:]] == [sees] * 2


def test_no_council_and_no_export_tells_of_it(world: World, as_: As, step: int) -> None:
    say(as_, world, step)
    as_(world.anna).post("/w/musterstadt/shares", data={"plan": "1", "label": "Rat", "expires": ""})
    address = as_(world.anna).get("/w/musterstadt/shares").text.split('readonly value="')[1].split('"')[0]
    council = as_(None).get(f"/s/{address.split('/s/')[1]}", follow_redirects=True).text

    assert "M-001" in council
    assert "Zwei wären frei." not in council
