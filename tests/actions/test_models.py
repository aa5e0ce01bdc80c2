"""What an action promises, below the web."""

from tests.world import World
from workspace.actions.words import Status


def test_the_stage_is_set(world: World) -> None:
    action = world.action("M-001")

    assert action.status is Status.UNDER_WAY
    assert action.deadline_text == "31.12.2099"
    assert [event.kind for event in world.events("action-M-001")] == [
        "action.created",
        "action.owner_changed",
        "action.deadline_changed",
        "action.status_changed",
    ]


def test_a_signed_in_person_lands_in_their_town(world: World, as_) -> None:
    assert as_(world.anna).get("/").headers["Location"] == "/w/musterstadt/"
    assert as_(None).get("/").headers["Location"] == "/login?next=/"
