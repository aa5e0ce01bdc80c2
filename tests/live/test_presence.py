"""Presence: units, never persons; gone after a minute; off where a town doesn't want it; nothing for the council."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import func, inspect, select, update

from tests.streams import Stream
from tests.world import World
from workspace.db import clock, now
from workspace.history.signals import Signal
from workspace.live.hub import Hub
from workspace.live.models import Presence
from workspace.members.models import Member

As = Callable[[Any], FlaskClient]
HERE = "/w/musterstadt/presence"
TAB = "aaaaaaaa-1"


def ping(client: FlaskClient, tab: str = TAB, place: str = "action-M-001", typing: list[str] | None = None) -> Any:
    return client.post(HERE, data={"tab": tab, "place": place, "typing": typing or []})


def test_others_see_the_unit_and_what_it_is_changing(world: World, as_: As) -> None:
    ping(as_(world.ben), typing=["deadline", "purpose"])
    answer = ping(as_(world.anna))

    assert "Fachbereich Soziales" in answer.text
    assert "ändert gerade: Frist, Worum es geht" in answer.text
    assert 'data-typing="deadline purpose"' in answer.text
    assert "Ben" not in answer.text


def test_of_one_browser_the_newest_pages_are_told_of(world: World, as_: As) -> None:
    ben = as_(world.ben)
    for number in range(33):
        ping(ben, f"aaaaaaaa-{number}", f"action-M-00{1 if number < 3 else 2}")

    assert world.one(select(func.count()).select_from(Presence)) == 30
    assert "Fachbereich Soziales" not in ping(as_(world.anna)).text
    assert "Fachbereich Soziales" in ping(as_(world.anna), place="action-M-002").text


def test_who_has_no_unit_is_seen_by_role(world: World, as_: As) -> None:
    ping(as_(world.eda))

    assert "Redaktion" in ping(as_(world.ben)).text


def test_a_colleague_of_ones_own_unit_is_somebody_of_it(world: World, as_: As) -> None:
    unit = world.unit("Fachbereich Soziales").id
    world.write(update(Member).where(Member.id == world.member(world.eda).id).values(unit_id=unit))
    ping(as_(world.eda), typing=["purpose"])
    answer = ping(as_(world.ben))

    assert 'data-name="Jemand aus Ihrem Amt"' in answer.text
    assert ">jemand aus Ihrem Amt <em>ändert gerade: Worum es geht</em>" in answer.text
    assert "Fachbereich Soziales" in ping(as_(world.anna)).text


def test_steps_are_among_what_is_being_changed(world: World, as_: As) -> None:
    ping(as_(world.ben), typing=["step-1", "steps", "step-x", "step-1 <b>"])
    answer = ping(as_(world.anna))

    assert "ändert gerade: Arbeitsschritte</em>" in answer.text
    assert 'data-typing="step-1 steps"' in answer.text


def test_oneself_is_nobody_else(world: World, as_: As) -> None:
    client = as_(world.ben)
    ping(client, "aaaaaaaa-1")

    assert "Soziales" not in ping(client, "aaaaaaaa-2").text


def test_oneself_in_another_browser_is_no_colleague(world: World, as_: As) -> None:
    ping(as_(world.ben), typing=["purpose"])
    answer = ping(as_(world.ben))

    assert ">Ihr anderer Browser <em>ändert gerade: Worum es geht</em>" in answer.text
    assert 'data-name="Ihr anderer Browser"' in answer.text
    assert "Ihrem Amt" not in answer.text


def test_who_signs_out_is_not_here_any_more(world: World, as_: As) -> None:
    ben = as_(world.ben)
    ping(ben, typing=["purpose"])
    ben.post("/logout")

    assert world.one(select(func.count()).select_from(Presence)) == 0
    assert "Auch hier" not in ping(as_(world.ben)).text


def test_elsewhere_is_not_here(world: World, as_: As) -> None:
    ping(as_(world.ben), place="action-M-002")

    assert ping(as_(world.anna)).text.strip() == ""


def test_after_a_minute_without_a_sign_nobody_is_here_and_nothing_is_kept(world: World, as_: As) -> None:
    ping(as_(world.ben))
    with clock(now() + timedelta(seconds=61)):
        assert ping(as_(world.anna)).text.strip() == ""
        assert world.one(select(func.count(Presence.id))) == 1


def test_a_closed_page_is_gone_at_once(world: World, as_: As) -> None:
    client = as_(world.ben)
    ping(client)
    assert client.post(f"{HERE}/end", data={"tab": TAB, "place": "action-M-001"}).status_code == 204

    assert ping(as_(world.anna)).text.strip() == ""


def test_nobody_can_speak_for_another_browser(world: World, as_: As) -> None:
    ping(as_(world.ben), TAB)
    as_(world.anna).post(f"{HERE}/end", data={"tab": TAB, "place": "action-M-001"})

    assert "Soziales" in ping(as_(world.eda), "bbbbbbbb-1").text


def test_no_row_leads_to_a_person(world: World, as_: As) -> None:
    ping(as_(world.ben), typing=["deadline"])
    row = world.one(select(Presence))

    assert {column.key for column in inspect(Presence).columns} == {
        *("id", "workspace_id", "tab", "browser", "place", "unit_id", "role", "typing", "at")
    }
    assert TAB not in (row.tab, row.browser)


def test_a_town_can_switch_it_off(world: World, as_: As) -> None:
    town = {"name": "Musterstadt", "kind": "small", "language": "de", "version": 0}
    assert as_(world.anna).post("/w/musterstadt/settings", data=town).status_code == 303
    world.app.config["STREAMS"] = 1
    page = as_(world.ben).get("/w/musterstadt/actions/M-001").text
    world.app.config["STREAMS"] = 0

    assert ping(as_(world.ben)).status_code == 204
    assert world.one(select(Presence)) is None
    assert 'id="presence"' not in page


def test_the_board_and_readers_neither_show_nor_see(world: World, as_: As) -> None:
    for person in (world.bea, world.rosa):
        assert ping(as_(person)).status_code == 403
    assert ping(as_(world.olaf)).status_code == 404


def test_what_no_page_of_ours_sends_is_refused(as_: As, world: World) -> None:
    client = as_(world.ben)
    for place, tab in (("nowhere", TAB), ("action-M-001", "x"), ("action-M-001" * 20, TAB), ("", "")):
        assert ping(client, tab, place).status_code == 400
    assert ping(client, typing=["<b>", "purpose"]).status_code == 200
    assert world.one(select(Presence.typing)) == "purpose"


def test_it_is_heard_at_once_and_makes_no_event(world: World, as_: As, live: Hub) -> None:
    before = len(world.events())
    ping(as_(world.eda))  # so that there is a signal the stream has missed
    stream = Stream(as_(world.anna))
    live.tell(live.ears)
    ping(as_(world.ben), typing=["purpose"])

    assert stream.message() == {"event": "changed", "data": "presence-action-M-001"}
    assert len(world.events()) == before


def test_a_sign_of_life_without_news_wakes_nobody(world: World, as_: As) -> None:
    client = as_(world.ben)
    ping(client)
    ping(client)

    assert world.one(select(func.count(Signal.id))) == 1


def test_signals_are_forgotten(world: World, as_: As) -> None:
    ping(as_(world.ben))
    with clock(now() + timedelta(minutes=2)):
        ping(as_(world.eda))

    assert world.one(select(func.count(Signal.id))) == 1
