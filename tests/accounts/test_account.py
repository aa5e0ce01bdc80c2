"""One's own account: the name, and the browsers one is signed in from."""

import pytest
from sqlalchemy import select

from tests.world import World
from workspace.accounts.browsers import name
from workspace.accounts.models import Session, User

on_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)  # where nothing hangs on the kind of database
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile Safari/604.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0"


@pytest.mark.parametrize(
    "agent, called",
    [
        (FIREFOX, "Firefox, Windows"),
        (IPHONE, "Safari, iPhone"),
        (EDGE, "Edge, Windows"),
        ("curl/8", ""),
        ("", ""),
        ("<script>", ""),
    ],
)
def test_browsers_are_called_as_people_call_them(agent: str, called: str) -> None:
    assert name(agent) == called


@on_sqlite
def test_a_visitor_has_no_account_page(world: World, as_) -> None:
    assert as_(None).get("/account").headers["Location"] == "/login?next=/account"
    assert as_(None).post("/account/name", data={"name": "X"}).status_code == 401
    assert as_(None).post("/account/sessions/end").status_code == 401


@on_sqlite
def test_the_page_shows_who_and_where_from(world: World, as_) -> None:
    as_(world.anna)
    page = as_(world.anna).get("/account").text

    assert "anna@musterstadt.example" in page
    assert page.count('id="session-') == 2
    assert page.count("dieser Browser") == 1
    assert "/end" in page


def test_one_can_change_ones_name(world: World, as_) -> None:
    answer = as_(world.anna).post("/account/name", data={"name": "  Anna   Berger "})

    assert (answer.status_code, answer.headers["Location"]) == (303, "/account")
    assert world.one(select(User.name).where(User.email == world.anna.email)) == "Anna Berger"


@on_sqlite
@pytest.mark.parametrize(
    "bad", [{"name": ""}, {"name": "x" * 81}, {}, {"name": ["a", "b"]}, {"name": "A", "email": "b@c.de"}]
)
def test_a_bad_name_is_refused(world: World, as_, bad) -> None:
    assert as_(world.anna).post("/account/name", data=bad).status_code == 422
    assert world.one(select(User).where(User.email == world.anna.email)).name == "Anna"


@on_sqlite
def test_a_name_is_text_and_nothing_else(world: World, as_) -> None:
    browser = as_(world.anna)
    browser.post("/account/name", data={"name": "<script>alert(1)</script>\x00"})

    assert "<script>alert" not in browser.get("/account").text


def test_one_can_sign_another_browser_out(world: World, as_) -> None:
    here, there = as_(world.anna), as_(world.anna)
    other = world.all(select(Session.id).order_by(Session.id))[1]

    here.post(f"/account/sessions/{other}/end")

    assert there.get("/account").status_code == 303
    assert here.get("/account").status_code == 200


def test_nobody_can_sign_someone_else_out(world: World, as_) -> None:
    victim, attacker = as_(world.anna), as_(world.ben)
    session = world.one(select(Session.id).order_by(Session.id))

    assert attacker.post(f"/account/sessions/{session}/end").status_code == 404
    assert attacker.post("/account/sessions/end").status_code == 303
    assert victim.get("/account").status_code == 200


@pytest.mark.parametrize("number", ["0", "2147483648", "99999999999999999999", "-1", "x", "1%00"])
def test_a_session_that_isnt_there_isnt_found(world: World, as_, number: str) -> None:
    assert as_(world.anna).post(f"/account/sessions/{number}/end").status_code == 404


def test_one_can_sign_out_everywhere_else(world: World, as_) -> None:
    here, others = as_(world.anna), [as_(world.anna) for _ in range(3)]

    here.post("/account/sessions/end")

    assert here.get("/account").status_code == 200
    assert [browser.get("/account").status_code for browser in others] == [303] * 3


@on_sqlite
def test_the_language_stays_with_the_person(world: World, as_) -> None:
    as_(world.anna).post("/language", data={"language": "en", "next": "/account"})

    assert world.one(select(User.language).where(User.email == world.anna.email)) == "en"
