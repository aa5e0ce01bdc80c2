"""A clash leaves three ways out, each one press; what did not clash is never taken back by any of them."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.actions.sheets import HTMX, SHEET, save
from tests.world import World
from workspace.editing import past

As = Callable[[Any], FlaskClient]
FORM = re.compile(r"<form.*?</form>", re.DOTALL)
FIELD = re.compile(r'name="([^"]+)" (?:type="hidden" )?value="([^"]*)"')


def ways(answer: TestResponse) -> list[dict[str, str]]:
    """Return what the panel's buttons send, but for the form in which mine can be edited."""
    forms = [one for one in FORM.findall(answer.text) if "data-settles" in one]
    return [{name: unescape(value) for name, value in FIELD.findall(one) if name != "csrf_token"} for one in forms]


@pytest.fixture
def clash(world: World, as_: As) -> Callable[..., TestResponse]:
    """Return how Eda saves something and Anna, whose form is older, something else."""

    def meet(theirs: dict[str, str], mine: dict[str, str]) -> TestResponse:
        drawn_from = world.action("M-003").group_version("purpose")
        save(world, as_(world.eda), "purpose", **theirs)
        answer = save(world, as_(world.anna), "purpose", version=drawn_from, **mine)
        assert answer.status_code == 409
        return answer

    return meet


def test_it_shows_what_it_was_what_they_and_what_i_wrote(world: World, as_: As, clash: Any) -> None:
    save(world, as_(world.anna), "purpose", purpose="Hilfe in einem Tag.")
    page = clash({"purpose": "Hilfe in zwei Tagen."}, {"purpose": "Hilfe in drei Tagen."}).text

    sides = re.findall(r'<div class="(base|theirs|mine)">(.*?)</div>', page, re.DOTALL)
    assert [side for side, _html in sides] == ["base", "theirs", "mine"]
    assert "Hilfe in einem Tag." in sides[0][1]
    assert "<del>einem Tag</del><ins>zwei Tagen</ins>" in sides[1][1]
    assert "Redaktion (Eda)" in sides[1][1]
    assert "<ins>drei Tagen</ins>" in sides[2][1]


def test_a_time_is_compared_as_a_whole(world: World, as_: As) -> None:
    save(world, as_(world.anna), "deadline", deadline_text="15.12.2026")
    drawn_from = world.action("M-003").group_version("deadline")
    save(world, as_(world.eda), "deadline", deadline_text="31.12.2027")
    answer = save(world, as_(world.anna), "deadline", deadline_text="31.01.2027", version=drawn_from)

    assert answer.status_code == 409
    said = re.findall(r'<p class="diff">(.*?)</p>', answer.text)
    assert said == ["15.12.2026", "31.12.2027", "31.01.2027"]
    assert "Unterstrichen: neu" not in answer.text


def test_keeping_mine_takes_nothing_else_back(world: World, as_: As, clash: Any) -> None:
    answer = clash({"title": "Ihr Titel", "purpose": "Ihrs."}, {"purpose": "Meins."})
    keep = ways(answer)[0]

    assert "Außerdem inzwischen gespeichert" in answer.text
    assert as_(world.anna).post(f"{SHEET}/groups/purpose", data=keep, headers=HTMX).status_code == 200
    action = world.action("M-003")
    assert (action.title, action.purpose) == ("Ihr Titel", "Meins.")


def test_taking_theirs_keeps_what_nobody_disputes(world: World, as_: As, clash: Any) -> None:
    answer = clash({"purpose": "Ihrs."}, {"purpose": "Meins.", "situation": "Nur ich habe hier getippt."})
    _keep, take = ways(answer)

    assert as_(world.anna).post(f"{SHEET}/groups/purpose", data=take, headers=HTMX).status_code == 200
    action = world.action("M-003")
    assert (action.purpose, action.situation) == ("Ihrs.", "Nur ich habe hier getippt.")


def test_taking_theirs_saves_nothing_where_nothing_of_mine_is_left(world: World, as_: As, clash: Any) -> None:
    answer = clash({"purpose": "Ihrs."}, {"purpose": "Meins."})

    assert len(ways(answer)) == 1
    assert f'hx-get="{SHEET}/groups/purpose/view"' in answer.text


def test_a_third_save_meanwhile_is_met_again(world: World, as_: As, clash: Any) -> None:
    keep = ways(clash({"purpose": "Ihrs."}, {"purpose": "Meins."}))[0]
    save(world, as_(world.eda), "purpose", purpose="Noch einmal ihrs.")

    again = as_(world.anna).post(f"{SHEET}/groups/purpose", data=keep, headers=HTMX)

    assert again.status_code == 409
    assert ways(again)[0]["purpose"] == "Meins."
    assert world.action("M-003").purpose == "Noch einmal ihrs."


def test_tables_and_choices_come_through_the_buttons_unchanged(world: World, as_: As) -> None:
    eda, anna = as_(world.eda), as_(world.anna)
    rows = {"costs-0-year": "2027", "costs-0-once": "1.250,50", "costs-0-running": ""}
    save(world, eda, "costs", staff="1", funding="secured")
    answer = save(world, anna, "costs", version=0, staff="0,5", funding="open", funder="Land", **rows)
    keep, take = ways(answer)

    assert anna.post(f"{SHEET}/groups/costs", data=take, headers=HTMX).status_code == 200
    action = world.action("M-003")
    assert (str(action.staff), action.funding, action.funder) == ("1.00", "secured", "Land")
    assert action.costs == [{"year": 2027, "once": "1250.5", "running": "0"}]
    keep["version"] = str(action.group_version("costs"))
    assert anna.post(f"{SHEET}/groups/costs", data=keep, headers=HTMX).status_code == 200
    assert (str(world.action("M-003").staff), world.action("M-003").funding) == ("0.50", "open")


def test_a_choice_left_open_stays_open(world: World, as_: As) -> None:
    anna = as_(world.anna)
    save(world, as_(world.eda), "participation", participation_note="Ihrs.")
    answer = save(world, anna, "participation", version=0, participation="", participation_note="Meins.")
    keep = ways(answer)[0]

    assert anna.post(f"{SHEET}/groups/participation", data=keep, headers=HTMX).status_code == 200
    assert world.action("M-003").participation_note == "Meins."


def test_a_status_and_its_reason_are_settled_together(world: World, as_: As) -> None:
    version = world.action("M-003").group_version("status")
    save(world, as_(world.eda), "status", status="done")
    mine = {"status": "paused", "status_reason": "Kein Geld."}
    answer = save(world, as_(world.anna), "status", version=version, **mine)

    assert answer.status_code == 409
    assert len(ways(answer)) == 1


def test_a_merge_can_be_looked_at_and_undone(world: World, as_: As) -> None:
    anna = as_(world.anna)
    save(world, anna, "purpose", purpose="Eins. Zwei.")
    drawn_from = world.action("M-003").group_version("purpose")
    save(world, as_(world.eda), "purpose", purpose="Null. Eins. Zwei.")
    answer = save(world, anna, "purpose", version=drawn_from, purpose="Eins. Zwei. Drei.")
    assert world.action("M-003").purpose == "Null. Eins. Zwei. Drei."
    undo = dict(FIELD.findall(answer.text.split('class="alert is-info merged"')[1].split("</form>")[0]))
    undo.pop("csrf_token", None)

    looked = anna.get(f"{SHEET}/versions/purpose").text
    assert "<ins>Null. </ins>Eins. Zwei. Drei." in looked
    assert anna.post(f"{SHEET}/versions/purpose", data=undo).status_code == 303
    assert world.action("M-003").purpose == "Eins. Zwei. Drei."
    assert "Null. Eins. Zwei. Drei." in re.sub("</?mark>", "", anna.get(f"{SHEET}/versions/purpose").text)
    verify = world.app.test_cli_runner().invoke
    assert verify(args=["verify", "musterstadt"]).exit_code == 0
    assert verify(args=["erase", "musterstadt", "--text", "Drei", "--yes"]).exit_code == 0
    assert "Drei" not in "".join(str(text.new) for event in told(world) for text in event.texts)


def told(world: World) -> list[Any]:
    """Return the action's events with their texts."""
    with world.app.app_context():
        return [*past.told(1, "action-M-003")]
