"""Passwords: which are good enough, how a new one is set, and that nobody waits for Argon2 behind a lock."""

import re
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from flask_security import hash_password, verify_password
from flask_security.recoverable import generate_reset_password_token
from sqlalchemy import select

from tests.world import PASSWORD, World
from workspace.accounts.models import Session, User
from workspace.db import db, now
from workspace.mail import Mail

on_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)  # where nothing hangs on the kind of database

GOOD = "lange leiter im rathaushof"


def change(new: str, again: str | None = None, present: str = PASSWORD) -> dict[str, str]:
    return {"password": present, "new_password": new, "new_password_confirm": new if again is None else again}


@pytest.fixture
def link(world: World) -> Callable[[], str]:
    """Return how to get a reset link for Anna."""

    def make() -> str:
        with world.app.test_request_context():
            return f"/reset/{generate_reset_password_token(User.known_as(world.anna.email))}"

    return make


def knows(world: World, password: str) -> bool:
    with world.app.app_context():
        return bool(verify_password(password, User.known_as(world.anna.email).password))


def test_a_new_password_counts_and_ends_the_other_sessions(world: World, as_) -> None:
    here, there = as_(world.anna), as_(world.anna)

    answer = here.post("/change", data=change(GOOD))

    assert (answer.status_code, answer.headers["Location"]) == (302, "/account")
    assert "Ihr neues Passwort gilt." in here.get("/account").text
    assert there.get("/account").status_code == 303
    assert knows(world, GOOD)
    assert len(world.all(select(Session))) == 1


@on_sqlite
@pytest.mark.parametrize(
    "data, message",
    [
        (change("kurz"), "Bitte mindestens 10 Zeichen."),
        (change("x" * 129), "Bitte höchstens 128 Zeichen."),
        (change("Passwort123"), "leicht zu erraten"),
        (change("anna@musterstadt.example"), "leicht zu erraten"),
        (change("zeile\x00mit nichts"), "nur sichtbare Zeichen"),
        (change(GOOD, "etwas ganz anderes"), "unterscheiden sich"),
        (change(PASSWORD), "vom jetzigen unterscheiden"),
        (change(GOOD, present="falsch"), "Dieses Passwort stimmt nicht."),
        (change("", ""), "Bitte geben Sie ein Passwort ein."),
        ({}, "Bitte geben Sie ein Passwort ein."),
    ],
)
def test_what_is_wrong_with_a_password_is_said_in_plain_words(world: World, as_, data, message: str) -> None:
    answer = as_(world.anna).post("/change", data=data)

    assert answer.status_code == 422
    assert message in answer.text
    assert knows(world, PASSWORD)


@on_sqlite
@pytest.mark.parametrize("long", ["wort und noch ein wort " * 5, "ä" * 100 + " lange leiter im hof"])
def test_long_passwords_are_welcome(world: World, as_, long: str) -> None:
    assert as_(world.anna).post("/change", data=change(long.strip())).status_code == 302


@on_sqlite
def test_a_visitor_is_asked_to_sign_in_first(world: World, as_) -> None:
    answer = as_(None).get("/change")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/login?next=/change")


def test_a_link_sets_a_new_password_once(world: World, as_, link) -> None:
    signed_in, address = as_(world.anna), link()
    assert "Neues Passwort wählen" in as_(None).get(address).text

    answer = as_(None).post(address, data={"password": GOOD, "password_confirm": GOOD})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/login")
    assert knows(world, GOOD)
    assert signed_in.get("/account").status_code == 303
    assert as_(None).post(address, data={"password": "x" + GOOD, "password_confirm": "x" + GOOD}).status_code == 302
    assert knows(world, GOOD)


def test_all_links_die_with_the_password(world: World, as_, link) -> None:
    first, second = link(), link()
    as_(None).post(first, data={"password": GOOD, "password_confirm": GOOD})

    answer = as_(None).get(second, follow_redirects=True)

    assert "Dieser Link gilt nicht oder wurde schon benutzt." in answer.text


def test_of_two_resets_at_once_one_wins(world: World, as_, link, monkeypatch) -> None:
    address, second = link(), []
    context = world.app.extensions["security"].pwd_context

    def while_hashing(password: str) -> str:
        if not second:
            second.append(1)
            context.hash("ends the transaction, as hashing does")
            with ThreadPoolExecutor(1) as elsewhere:
                data = {"password": GOOD, "password_confirm": GOOD}
                second[0] = elsewhere.submit(lambda: as_(None).post(address, data=data).status_code).result()
        return str(hash_password(password))

    monkeypatch.setattr("flask_security.recoverable.hash_password", while_hashing)
    first = as_(None).post(address, data={"password": "x" + GOOD, "password_confirm": "x" + GOOD}).status_code

    assert sorted([first, *second]) == [302, 409]
    assert knows(world, GOOD)


@on_sqlite
@pytest.mark.parametrize("token", ["nonsense", "WyJhIiwiYiJd.x.y", "a" * 3000])
def test_a_broken_link_leads_to_a_new_one(world: World, as_, token: str) -> None:
    answer = as_(None).get(f"/reset/{token}", follow_redirects=True)

    assert answer.status_code == 200
    assert "Dieser Link gilt nicht" in answer.text


@on_sqlite
def test_half_an_hour_later_a_link_is_dead(world: World, as_, link, monkeypatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("itsdangerous.timed.time.time", (now() - timedelta(minutes=31)).timestamp)
        address = link()

    assert "älter als 30 Minuten" in as_(None).get(address, follow_redirects=True).text


@on_sqlite
def test_the_address_of_a_link_goes_into_no_log(world: World, as_, link) -> None:
    assert as_(None).get(link()).headers["Referrer-Policy"] == "strict-origin"


def ask(as_, email: str):
    answer = as_(None).post("/reset", data={"email": email})
    return answer.status_code, re.sub(r'value="[^"]*"', "", answer.text)  # but for the token against forgery


def test_known_and_unknown_addresses_get_the_same_answer(world: World, app: Flask, as_, monkeypatch) -> None:
    monkeypatch.setitem(app.config, "MAIL_SERVER", "mail.example")
    hashed: list[str] = []
    monkeypatch.setattr("workspace.accounts.hashing.Hasher.hash", lambda _self, secret: hashed.append(secret) or "x")

    known, unknown = ask(as_, "anna@musterstadt.example"), ask(as_, "nobody@musterstadt.example")

    assert known == unknown
    assert "Wenn es zu dieser Adresse ein Konto gibt" in known[1]
    assert len(hashed) == 2  # the same time, too
    assert [(mail.kind, mail.recipient) for mail in world.all(select(Mail))] == [
        ("reset_instructions", "anna@musterstadt.example")
    ]


def nothing_is_open(app: Flask) -> bool:
    if db.session().in_transaction():
        return False
    if db.engine.dialect.name == "sqlite":
        with sqlite3.connect(str(db.engine.url.database), timeout=0, isolation_level=None) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
        other.close()
    return True
