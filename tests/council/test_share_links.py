"""Share links as the coordination has them: created, listed with their state, closed."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.council.conftest import SHARES
from tests.world import World
from workspace.council.models import ShareLink
from workspace.db import clock, now
from workspace.i18n import day

As = Callable[[Any], FlaskClient]
Shared = Callable[..., str]


def links(world: World) -> list[ShareLink]:
    return world.all(select(ShareLink).order_by(ShareLink.id))


def test_a_link_is_created_and_its_address_can_be_copied(world: World, as_: As, shared: Shared) -> None:
    address = shared(label="Rat im Dezember", expires="31.12.2099")

    page = as_(world.anna).get(SHARES).text
    (link,) = links(world)
    assert (link.label, link.expires_at.isoformat()) == ("Rat im Dezember", "2099-12-31T23:00:00+00:00")
    assert address in page
    assert "Rat im Dezember" in page
    assert "gültig bis 31.12.2099" in page
    assert "noch nicht geöffnet" in page
    assert world.latest().kind == "share_link.created"


def test_without_a_date_it_is_valid_for_ninety_days(world: World, as_: As, shared: Shared) -> None:
    shared(expires="")

    last = date.today() + timedelta(days=90)  # noqa: DTZ011 (give or take the hour around midnight)
    assert abs(links(world)[0].last_day(now().tzinfo) - last) <= timedelta(days=1)
    assert f'value="{day_in_90(world)}"' in as_(world.anna).get(SHARES).text


def day_in_90(world: World) -> str:
    with world.app.test_request_context():
        return day(now().astimezone(ZoneInfo("Europe/Berlin")).date() + timedelta(days=90))


def test_neither_history_nor_table_know_the_token(world: World, shared: Shared) -> None:
    token = shared().removeprefix("/s/")

    (link,) = links(world)
    told = str([(event.scalars, event.digests) for event in world.events()])
    assert token not in told + str(vars(link))
    assert link.token_hash not in told


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({"label": ""}, "Bitte geben Sie an, für wen der Link ist."),
        ({"label": "x" * 121}, "höchstens 120 Zeichen"),
        ({"expires": "1.1.2020"}, "Dieser Tag ist schon vorbei."),
        ({"expires": "irgendwann"}, "irgendwann"),
        ({"expires": "1.1.1999"}, "zwischen 2000 und 2100"),
        ({"plan": "2"}, "Rat"),
        ({"plan": "99999999999999999999"}, "Rat"),
        ({"plan": "'"}, "Rat"),
        ({"generation": "7"}, "Rat"),
        ({"label": ["Rat", "Rat"]}, "Rat"),
    ],
)
def test_bad_input_is_answered_beside_the_field(world: World, as_: As, form: dict[str, Any], message: str) -> None:
    answer = as_(world.anna).post(SHARES, data={"label": "Rat", "plan": "1", "expires": "2099", **form})

    assert answer.status_code == 422
    assert message in answer.text
    assert links(world) == []


def test_a_closed_link_stays_in_the_list(world: World, as_: As, shared: Shared) -> None:
    address = shared()
    (link,) = links(world)

    page = as_(world.anna).post(f"{SHARES}/{link.id}/revocation", follow_redirects=True).text

    assert "Sozialausschuss" in page
    assert "geschlossen am" in page
    assert address not in page
    assert world.latest().kind == "share_link.revoked"
    as_(world.anna).post(f"{SHARES}/{link.id}/revocation")
    assert len(world.events("share_link-1")) == 2  # closing twice is closing once


def test_an_expired_link_says_so(world: World, as_: As, shared: Shared) -> None:
    with clock(now() - timedelta(days=100)):
        address = shared(expires="")

    page = as_(world.anna).get(SHARES).text
    assert "abgelaufen" in page
    assert address not in page


def test_only_the_coordination_shares(world: World, as_: As, shared: Shared) -> None:
    shared()
    for person in (world.eda, world.ben, world.bea, world.rosa):
        assert as_(person).get(SHARES).status_code == 403
        assert as_(person).post(SHARES, data={"label": "Rat", "plan": "1"}).status_code == 403
        assert as_(person).post(f"{SHARES}/1/revocation").status_code == 403
    assert as_(world.olaf).get(SHARES).status_code == 404
    assert as_(world.olaf).post(f"{SHARES}/1/revocation").status_code == 404
    assert as_(None).post(SHARES, data={"label": "Rat"}).status_code == 401
    assert [link.revoked_at for link in links(world)] == [None]


def test_a_link_of_another_town_isnt_there(world: World, as_: As, shared: Shared) -> None:
    shared()
    (link,) = links(world)

    answer = as_(world.olaf).post(f"/w/nachbarstadt/shares/{link.id}/revocation")

    assert answer.status_code == 404
    assert links(world)[0].revoked_at is None
    assert as_(world.anna).post(f"{SHARES}/9999999999999999999/revocation").status_code == 404
