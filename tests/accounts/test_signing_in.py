"""Signing in and out: who gets in, where they land, and that a copied cookie is worth nothing afterwards."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.world import PASSWORD, World
from workspace.accounts.models import Session, User
from workspace.db import clock, now

on_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)  # where nothing hangs on the kind of database
ANNA = {"email": "anna@musterstadt.example", "password": PASSWORD}


def test_the_right_password_leads_into_the_town(world: World, as_) -> None:
    browser = as_(None)

    answer = browser.post("/login", data=ANNA)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert browser.get("/").headers["Location"] == "/w/musterstadt/"


@on_sqlite
def test_an_address_is_known_in_any_spelling(world: World, as_) -> None:
    assert as_(None).post("/login", data={**ANNA, "email": " Anna@MUSTERSTADT.example "}).status_code == 302


@on_sqlite
@pytest.mark.parametrize("wrong", [{"password": "not-it-at-all"}, {"email": "nobody@musterstadt.example"}])
def test_a_wrong_password_and_an_unknown_address_sound_the_same(world: World, as_, wrong: dict[str, str]) -> None:
    answer = as_(None).post("/login", data={**ANNA, **wrong})

    assert answer.status_code == 422
    assert "Die E-Mail-Adresse oder das Passwort stimmt nicht." in answer.text
    assert PASSWORD not in answer.text


@on_sqlite
def test_the_page_speaks_german_and_english_when_chosen(world: World, as_) -> None:
    browser = as_(None)
    assert "<h1>Anmelden</h1>" in browser.get("/login").text

    browser.post("/language", data={"language": "en", "next": "/login"})
    answer = browser.post("/login", data={**ANNA, "password": "wrong"})

    assert '<html lang="en">' in answer.text
    assert "The e-mail address or the password isn’t right." in answer.text


@on_sqlite
def test_one_comes_back_to_where_one_wanted_to_go(world: World, as_) -> None:
    answer = as_(None).post("/login?next=/w/musterstadt/units?kind%3Dschool", data=ANNA)

    assert answer.headers["Location"] == "/w/musterstadt/units?kind=school"


@on_sqlite
@pytest.mark.parametrize(
    "away",
    [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        " //evil.example",
        "evil.example",
        "http://localhost@evil.example/",
    ],
)
def test_nobody_is_led_to_another_site(world: World, as_, away: str) -> None:
    for answer in (
        as_(None).get("/login", query_string={"next": away}),
        as_(None).post("/login", query_string={"next": away}, data=ANNA),
        as_(None).post("/login", data={**ANNA, "next": away}),
    ):
        assert (answer.status_code, answer.headers["Location"]) == (303, "/login")


def test_a_cookie_copied_before_signing_out_is_dead_afterwards(world: World, as_) -> None:
    browser, thief = as_(world.anna), world.app.test_client()
    copied = browser.get_cookie("mitplan").value
    thief.set_cookie("mitplan", copied)
    assert thief.get("/account").status_code == 200

    answer = browser.post("/logout")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/login")
    assert "Sie sind abgemeldet." in browser.get("/login").text
    assert thief.get("/account").headers["Location"] == "/login?next=/account"
    assert world.all(select(Session)) == []


@on_sqlite
def test_signing_out_needs_a_button(world: World, as_) -> None:
    assert as_(world.anna).get("/logout").status_code == 405


@on_sqlite
def test_a_visitor_can_sign_out_without_harm(world: World, as_) -> None:
    assert as_(None).post("/logout").status_code == 302


@pytest.mark.parametrize("later, alive", [(timedelta(hours=7), True), (timedelta(hours=9), False)])
def test_eight_idle_hours_end_a_session(world: World, as_, later: timedelta, alive: bool) -> None:
    browser = as_(world.anna)

    with clock(now() + later):
        assert (browser.get("/account").status_code == 200) is alive


def test_seven_days_end_even_a_session_in_use(world: World, as_) -> None:
    browser, start = as_(world.anna), now()

    for hour in range(0, 7 * 24, 6):
        with clock(start + timedelta(hours=hour)):
            assert browser.get("/account").status_code == 200
    with clock(start + timedelta(days=7, minutes=1)):
        assert browser.get("/account").status_code == 303


def test_a_session_is_noted_as_used_every_five_minutes_at_most(world: World, as_) -> None:
    browser, start = as_(world.anna), now()

    with clock(start + timedelta(minutes=4)):
        browser.get("/account")
    assert world.one(select(Session.seen_at)) < start + timedelta(minutes=1)
    with clock(start + timedelta(minutes=6)):
        browser.get("/account")
    assert world.one(select(Session.seen_at)) == start + timedelta(minutes=6)


def test_a_person_who_was_deactivated_is_out_at_once(world: World, as_) -> None:
    browser = as_(world.anna)
    world.write(update(User).where(User.email == world.anna.email).values(active=False))

    assert browser.get("/account").status_code == 303
    assert as_(None).post("/login", data=ANNA).status_code == 422


@on_sqlite
def test_a_session_carries_a_new_token_after_each_signing_in(world: World, as_) -> None:
    browser = as_(None)
    tokens = set()
    for _ in range(2):
        browser.post("/login", data=ANNA)
        with browser.session_transaction() as cookie:
            tokens.add(cookie["sid"])
        browser.post("/logout")

    assert len(tokens) == 2


def test_the_next_person_at_a_browser_begins_afresh(world: World, as_) -> None:
    browser = as_(world.anna)
    browser.post("/w/musterstadt/plans/1/bulk", data={"codes": "M-003", "deadline_text": "2027", "owner_id": ""})
    with browser.session_transaction() as cookie:
        assert "undo" in cookie

    browser.post("/logout")

    with browser.session_transaction() as cookie:
        assert set(cookie) <= {"language", "_flashes", "fs_cc", "csrf_token"}


def test_signing_in_renews_the_token(world: World, as_, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(world.app.config, "WTF_CSRF_ENABLED", True)
    browser = as_(None)
    browser.get("/login")
    with browser.session_transaction() as cookie:
        before = cookie["csrf_token"]
    form = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', browser.get("/login").text)
    assert form

    browser.post("/login", data={**ANNA, "csrf_token": form[1]})
    browser.get("/w/musterstadt/plans/1/")

    with browser.session_transaction() as cookie:
        assert cookie["csrf_token"] != before
