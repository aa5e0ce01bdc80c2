"""What is said aloud: by unit, not by person; several in one sentence; nothing of one's own; off where not wanted."""

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from tests.world import World
from workspace.actions.steps import Step
from workspace.actions.words import Priority
from workspace.plans.deadline import parse

As = Callable[[Any], FlaskClient]
HEARD = "/w/musterstadt/live/heard"


def test_a_change_is_said_by_unit_and_without_a_name(world: World, as_: As) -> None:
    before = world.latest().seq
    world.act(world.ben, lambda action, by: action.set_deadline(parse("2030"), by=by))
    answer = as_(world.anna).get(f"{HEARD}?after={before}")

    assert answer.text == "Fachbereich Soziales hat die Frist von „M-001“ geändert"
    assert "Ben" not in answer.text
    assert answer.headers["Mitplan-Seq"] == str(before + 1)


def test_an_edited_text_is_named_as_far_as_one_may_see_it(world: World, as_: As) -> None:
    before = world.latest().seq
    world.act(world.ben, lambda action, by: action.record("edited", by=by, purpose="Alle kommen an.", notes="Knapp."))

    assert as_(world.anna).get(f"{HEARD}?after={before}").text == (
        "Fachbereich Soziales hat „M-001“ geändert: Ziel, Interne Notizen"
    )
    assert as_(world.rosa).get(f"{HEARD}?after={before}").text.endswith("geändert: Ziel")


def test_what_is_below_an_action_is_named_itself(world: World, as_: As) -> None:
    step = world.act(world.eda, lambda action, by: Step.add(action, by=by, title="Räume suchen").id, "M-003")
    url = f"/w/musterstadt/actions/M-003/steps/{step}"
    before = world.latest().seq
    as_(world.eda).post(f"{url}/removal")
    assert as_(world.anna).get(f"{HEARD}?after={before}").text == (
        "Redaktion hat den Arbeitsschritt „Räume suchen“ entfernt (M-003)"
    )

    step = world.act(world.eda, lambda action, by: Step.add(action, by=by, title="Träger finden").id, "M-003")
    before = world.latest().seq
    as_(world.eda).post("/w/musterstadt/actions/M-003/comments", data={"text": "Wer?", "step": step, "after": 0})
    assert as_(world.anna).get(f"{HEARD}?after={before}").text == (
        "Redaktion hat den Arbeitsschritt „Träger finden“ kommentiert (M-003)"
    )


def test_several_changes_are_one_sentence(world: World, as_: As) -> None:
    before = world.latest().seq
    for code in ("M-001", "M-003", "M-005"):
        world.act(world.eda, lambda action, by: action.set_priority(Priority.KEY, by=by), code)

    assert as_(world.anna).get(f"{HEARD}?after={before}").text.endswith("und 2 weitere Änderungen")


def test_ones_own_changes_are_not_said(world: World, as_: As) -> None:
    before = world.latest().seq
    world.act(world.anna, lambda action, by: action.set_priority(Priority.KEY, by=by))

    assert as_(world.anna).get(f"{HEARD}?after={before}").status_code == 204


def test_comments_are_not_said_to_the_board(world: World, as_: As) -> None:
    before = world.latest().seq
    as_(world.ben).post("/w/musterstadt/actions/M-001/comments", data={"text": "Unter uns.", "after": 0})

    assert "kommentiert" in as_(world.anna).get(f"{HEARD}?after={before}").text
    assert as_(world.bea).get(f"{HEARD}?after={before}").status_code == 204


def test_internal_notes_are_not_said_to_readers(world: World, as_: As) -> None:
    before = world.latest().seq
    world.act(world.eda, lambda action, by: action.record("edited", by=by, notes="Unter uns."))

    assert as_(world.anna).get(f"{HEARD}?after={before}").status_code == 200
    assert as_(world.rosa).get(f"{HEARD}?after={before}").status_code == 204
    assert "M-001" not in as_(world.rosa).get(f"/w/musterstadt/plans/1/changes?after={before}").text
    assert "M-001" in as_(world.ben).get(f"/w/musterstadt/plans/1/changes?after={before}").text


def test_it_can_be_switched_off_and_on_again(world: World, as_: As) -> None:
    world.app.config["STREAMS"] = 1
    client, page = as_(world.anna), "/w/musterstadt/plans/1/"
    assert "data-quiet" not in client.get(page).text
    assert client.post("/w/musterstadt/live/quiet", data={"quiet": "1", "next": page}).headers["Location"] == page
    assert "data-quiet" in client.get(page).text
    client.post("/w/musterstadt/live/quiet", data={"quiet": "0", "next": "//evil.example"})
    assert "data-quiet" not in client.get(page).text
    world.app.config["STREAMS"] = 0
    assert 'id="feed"' not in client.get("/w/musterstadt/").text
