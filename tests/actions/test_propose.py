"""An action of one's own is as easy as a chosen one; units and the board propose, and read the answer."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.world import World
from workspace.actions.models import Action
from workspace.actions.words import Origin, Status

on_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)  # where nothing hangs on the kind of database
As = Callable[[Any], FlaskClient]
PLAN = "/w/musterstadt/plans/1"
NEW = f"{PLAN}/actions/new"
CAFE = {"title": "Ein Sprachcafé in der Bücherei", "home": "education/access"}


def count(world: World) -> int:
    number: int = world.one(select(func.count()).select_from(Action))
    return number


def test_a_title_and_a_place_are_enough(world: World, as_: As) -> None:
    anna = as_(world.anna)
    answer = anna.post(NEW, data={**CAFE, "start": "not_started"})

    assert (answer.status_code, answer.headers["Location"]) == (303, "/w/musterstadt/actions/M-007")
    action = world.action("M-007")
    assert (action.title, action.field_id, action.theme_id) == (CAFE["title"], "education", "access")
    assert (action.status, action.principle_ids, action.purpose) == (Status.NOT_STARTED, [], None)
    assert (world.latest().kind, world.latest().subject) == ("action.created", "action-M-007")
    assert "M-007 steht im Plan. Als Nächstes: Federführung und Frist" in anna.get(f"{PLAN}/").text


def test_a_field_without_a_theme_will_do(world: World, as_: As) -> None:
    as_(world.eda).post(NEW, data={**CAFE, "home": "housing/", "purpose": "Damit alle sich kennenlernen."})

    action = world.action("M-007")
    assert (action.field_id, action.theme_id, action.purpose) == ("housing", None, "Damit alle sich kennenlernen.")


def test_one_more_action_for_a_principle(world: World, as_: As) -> None:
    page = as_(world.anna).get(f"{NEW}?principle=gov-strategy&principle=unknown").text
    assert 'name="principles" value="gov-strategy" checked' in page
    assert '<option selected value="governance/strategy">' in page

    as_(world.anna).post(NEW, data={**CAFE, "principles": ["gov-strategy", "unknown"], "start": "not_started"})
    assert world.action("M-007").principle_ids == ["gov-strategy"]
    assert world.action("M-001").principle_ids == ["gov-strategy"]


def test_editors_can_note_it_as_a_proposal(world: World, as_: As) -> None:
    answer = as_(world.eda).post(NEW, data={**CAFE, "start": "proposed"})

    assert answer.headers["Location"] == f"{PLAN}/proposals"
    assert world.action("M-007").status is Status.PROPOSED
    assert world.latest().kind == "action.proposed"


@pytest.mark.parametrize("who, origin", [("ben", Origin.UNIT), ("bea", Origin.BOARD)])
def test_units_and_the_board_propose(world: World, as_: As, who: str, origin: Origin) -> None:
    person = as_(getattr(world, who))
    assert 'name="start"' not in person.get(NEW).text
    answer = person.post(NEW, data=CAFE)

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PLAN}/proposals")
    assert (world.action("M-007").status, world.action("M-007").origin) == (Status.PROPOSED, origin)
    page = person.get(f"{PLAN}/proposals").text
    assert "Vielen Dank. M-007 ist vorgeschlagen" in page
    assert CAFE["title"] in page
    assert "M-004" not in page  # somebody else's


def test_who_may_only_propose_cannot_put_it_into_the_plan(world: World, as_: As) -> None:
    answer = as_(world.ben).post(NEW, data={**CAFE, "start": "not_started"})

    assert answer.status_code == 422
    assert count(world) == 7


@on_sqlite
@pytest.mark.parametrize(
    "wrong, message",
    [
        ({"title": ""}, "Bitte geben Sie einen Titel an."),
        ({"title": "\x00 \x07"}, "Bitte geben Sie einen Titel an."),
        ({"title": "x" * 201}, "200"),
        ({"home": ""}, "Bitte wählen Sie, wohin die Maßnahme gehört."),
        ({"home": "education/strategy"}, ""),
        ({"home": "field:education"}, ""),
        ({"home": ["education/access", "housing/"]}, "nur einen Wert"),
        ({"start": "done"}, ""),
        ({"purpose": "x" * 20_001}, ""),
        ({"owner_id": "1"}, ""),
        ({"status": "done"}, ""),
    ],
)
def test_bad_input_gets_a_message_and_keeps_what_was_typed(
    world: World, as_: As, wrong: dict[str, Any], message: str
) -> None:
    answer = as_(world.anna).post(NEW, data={**CAFE, "purpose": "Schon getippt.", "start": "not_started", **wrong})

    assert answer.status_code == 422
    assert message in answer.text
    assert "purpose" in wrong or "Schon getippt." in answer.text
    assert count(world) == 7


def test_hostile_text_is_only_text(world: World, as_: As) -> None:
    hostile = '<script>alert(1)</script> [x](javascript:alert(1)) <p hx-post="/w/musterstadt/members">'
    as_(world.ben).post(NEW, data={**CAFE, "title": hostile[:200], "purpose": hostile})
    page = as_(world.anna).get(f"{PLAN}/proposals").text

    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert "<p hx-post" not in page


def test_readers_and_outsiders_do_not_propose(world: World, as_: As) -> None:
    assert as_(world.rosa).get(NEW).status_code == 403
    assert as_(world.rosa).post(NEW, data=CAFE).status_code == 403
    assert as_(world.olaf).post(NEW, data=CAFE).status_code == 404
    assert as_(world.anna).post("/w/musterstadt/plans/2/actions/new", data=CAFE).status_code == 404
    assert count(world) == 7
