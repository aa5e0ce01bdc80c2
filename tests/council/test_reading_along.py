"""The council reads along: a token becomes a cookie, a cookie opens one plan, and everything else opens nothing."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.council.conftest import SHARES
from tests.counting import count_queries
from tests.world import World
from workspace.accounts.limiter import PER_NETWORK, Attempt
from workspace.council.models import ShareLink
from workspace.db import clock, now

As = Callable[[Any], FlaskClient]
Shared = Callable[..., str]
UNKNOWN = "/s/" + "x" * 43


def link(world: World, id_: int = 1) -> ShareLink:
    return world.one(select(ShareLink).filter_by(id=id_))


def cookie(answer: Any) -> Any:
    (morsel,) = SimpleCookie(answer.headers["Set-Cookie"]).values()
    return morsel


def revoke(world: World, as_: As, id_: int = 1) -> None:
    assert as_(world.anna).post(f"{SHARES}/{id_}/revocation").status_code == 303


def test_the_token_becomes_a_cookie_for_this_one_page(world: World, as_: As, shared: Shared) -> None:
    answer = as_(None).get(address := shared())

    home = f"/s/{link(world).public_id}/"
    assert (answer.status_code, answer.headers["Location"]) == (303, home)
    given = cookie(answer)
    assert (given.key, given["path"], given["samesite"]) == ("mitplan-share", home, "Lax")
    assert given["httponly"]
    assert not given["secure"]  # http://127.0.0.1 only
    assert given.value not in (address.removeprefix("/s/"), link(world).token_hash)


def test_over_https_the_cookie_is_secure(world: World, as_: As, shared: Shared) -> None:
    address = shared()
    world.app.config["HTTPS"] = True
    try:
        given = cookie(as_(None).get(address))
    finally:
        world.app.config["HTTPS"] = False

    assert given.key == "__Secure-mitplan-share"
    assert given["secure"]


def test_the_page_shows_the_plan_as_it_stands(world: World, as_: As, shared: Shared) -> None:
    address = shared()
    with clock(datetime(2026, 11, 12, 13, 3, tzinfo=UTC)):
        page = as_(None).get(address, follow_redirects=True).text

    assert "Stand: 12.11.2026, 14:03" in page
    for text in ("Musterstadt", "Integrationskonzept", "Gut zusammenleben.", "M-001", "Fachbereich Soziales"):
        assert text in page
    for text in ("31.12.2099", "überfällig", "in Umsetzung", "eigene Aufgabe", "Elternabend", "Willkommensmappe"):
        assert text in page


def test_nothing_on_it_acts_and_nobody_indexes_it(as_: As, shared: Shared) -> None:
    answer = as_(None).get(shared(), follow_redirects=True)

    assert '<meta name="robots" content="noindex">' in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    for word in ("<script", "<form", "<button", "hx-", "csrf", "/w/"):
        assert word not in answer.text


def test_the_way_in_tells_nobody_either(as_: As, shared: Shared) -> None:
    for address in (shared(), UNKNOWN):
        answer = as_(None).get(address)
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def closed_pages(world: World, as_: As, shared: Shared) -> dict[str, Any]:
    """Every way a link can open nothing, with the answer to it."""
    reader, revoked_reader = as_(None), as_(None)
    first, second = shared(label="Eins"), shared(label="Zwei")
    key = cookie(reader.get(first)).value
    other_home = f"/s/{link(world, 2).public_id}/"
    foreign = as_(None)
    foreign.set_cookie("mitplan-share", key, path=other_home)
    forged = as_(None)
    forged.set_cookie("mitplan-share", "ä" * 64, path=other_home)
    revoked_reader.get(second)
    pages = {
        "unknown": as_(None).get(UNKNOWN),
        "unknown home": as_(None).get("/s/" + "x" * 22 + "/"),
        "nonsense": as_(None).get("/s/%ff'--/"),
        "nonsense token": as_(None).get("/s/%ff'--"),
        "no cookie": as_(None).get(other_home),
        "another link's cookie": foreign.get(other_home),
        "a forged cookie": forged.get(other_home),
    }
    revoke(world, as_, 2)
    pages["revoked"] = as_(None).get(second)
    pages["revoked, with its cookie"] = revoked_reader.get(other_home)
    with clock(now() + timedelta(days=200)):
        pages["expired"] = as_(None).get(first)
        reader.set_cookie(
            "mitplan-share", key, path=f"/s/{link(world, 1).public_id}/"
        )  # a browser would have dropped it
        pages["expired, with its cookie"] = reader.get(f"/s/{link(world, 1).public_id}/")
    return pages


def test_revoked_expired_unknown_and_foreign_look_the_same(world: World, as_: As, shared: Shared) -> None:
    pages = closed_pages(world, as_, shared)

    assert {(page.status_code, page.text) for page in pages.values()} == {(404, pages["unknown"].text)}
    assert "Dieser Link öffnet hier nichts" in pages["unknown"].text
    assert not any("Set-Cookie" in page.headers for page in pages.values())


def test_a_link_opens_until_the_end_of_its_last_day_in_town(world: World, as_: As, shared: Shared) -> None:
    address = shared(expires="20.02.2099")

    with clock(datetime(2099, 2, 20, 22, 59, tzinfo=UTC)):  # 23:59 in Musterstadt
        assert as_(None).get(address).status_code == 303
    with clock(datetime(2099, 2, 20, 23, 0, tzinfo=UTC)):
        assert as_(None).get(address).status_code == 404


def test_guessing_is_counted_and_ends(world: World, as_: As, shared: Shared) -> None:
    address = shared()
    visitor = as_(None)
    for _try in range(PER_NETWORK):
        assert visitor.get(UNKNOWN).status_code == 404

    answer = visitor.get(UNKNOWN)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "600")
    assert visitor.get(address).status_code == 303  # those who have a link aren't kept out by those who guess


def test_wrong_cookies_are_counted_too(world: World, as_: As, shared: Shared) -> None:
    shared()
    visitor = as_(None)
    visitor.set_cookie("mitplan-share", "0" * 64, path="/s/")
    visitor.get(f"/s/{link(world).public_id}/")

    assert len(world.all(select(Attempt))) == 1


def test_the_day_is_written_at_most_once_a_day_and_never_by_ourselves(world: World, as_: As, shared: Shared) -> None:
    address = shared()
    as_(world.anna).get(address, follow_redirects=True)
    assert link(world).opened_on is None

    council = as_(None)
    with clock(datetime(2027, 1, 31, 23, 30, tzinfo=UTC)):  # already February in town
        council.get(address, follow_redirects=True)
        with count_queries(world.app) as sent:
            council.get(f"/s/{link(world).public_id}/")
    assert link(world).opened_on.isoformat() == "2027-02-01"
    assert not any(statement.startswith("UPDATE") for statement in sent)
    assert world.latest().kind == "share_link.created"


def test_four_queries_whatever_the_size(world: World, as_: As, shared: Shared) -> None:
    council = as_(None)
    council.get(shared(), follow_redirects=True)
    home = f"/s/{link(world).public_id}/"

    with count_queries(world.app) as sent:
        assert council.get(home).status_code == 200

    assert len(sent) <= 4, "\n".join(sent)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_there_is_nothing_to_send(as_: As, shared: Shared, method: str) -> None:
    assert getattr(as_(None), method)(shared()).status_code == 405
