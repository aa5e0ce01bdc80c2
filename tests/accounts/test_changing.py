"""Passwords: which are good enough, how a new one is set, and that nobody waits for Argon2 behind a lock."""

import re
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask_security import hash_password, verify_password
from flask_security.recoverable import generate_reset_password_token
from sqlalchemy import select

from tests.world import PASSWORD, World
from workspace import create_app
from workspace.accounts.models import User
from workspace.db import clock, db, now
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


def ask(as_, email: str):
    answer = as_(None).post("/reset", data={"email": email})
    return answer.status_code, re.sub(r'value="[^"]*"', "", answer.text)  # but for the token against forgery


def nothing_is_open(app: Flask) -> bool:
    if db.session().in_transaction():
        return False
    if db.engine.dialect.name == "sqlite":
        with sqlite3.connect(str(db.engine.url.database), timeout=0, isolation_level=None) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
        other.close()
    return True


@on_sqlite
def test_making_a_link_takes_no_time_that_could_be_measured(world: World, app: Flask) -> None:
    began = time.process_time()
    with app.test_request_context():
        for _ in range(10):
            generate_reset_password_token(User.known_as(world.anna.email))

    assert time.process_time() - began < 0.5


def test_asking_twice_sends_one_mail(world: World, app: Flask, as_, monkeypatch) -> None:
    monkeypatch.setitem(app.config, "MAIL_SERVER", "mail.example")

    ask(as_, "anna@musterstadt.example"), ask(as_, "ANNA@musterstadt.example")

    assert len(world.all(select(Mail))) == 1


@on_sqlite
def test_the_mail_goes_to_the_address_we_know_and_nowhere_else(world: World, app: Flask, as_, monkeypatch) -> None:
    monkeypatch.setitem(app.config, "MAIL_SERVER", "mail.example")
    two = as_(None).post("/reset", data={"email": ["anna@musterstadt.example", "evil@evil.example"]})

    assert two.status_code == 422
    assert world.all(select(Mail)) == []


@on_sqlite
def test_without_a_mail_server_the_page_says_whom_to_ask(world: World, as_) -> None:
    page = as_(None).get("/reset").text
    assert "Von hier aus lassen sich keine E-Mails verschicken." in page
    assert "<form method" not in page.split("</main>")[0]

    assert as_(None).post("/reset", data={"email": "anna@musterstadt.example"}).headers["Location"] == "/reset"
    assert world.all(select(Mail)) == []


def test_nobody_waits_for_argon2_behind_a_lock(world: World, app: Flask, as_, link, monkeypatch) -> None:
    """While hashing, a second connection can begin to write (SQLite), and nothing is left open (PostgreSQL)."""
    free: list[bool] = []
    context = app.extensions["security"].pwd_context._context

    def slowly(what: str):
        real = getattr(context, what)

        def hashing(*args, **more):
            free.append(nothing_is_open(app))
            return real(*args, **more)

        return hashing

    address = link()
    for what in ("hash", "verify"):
        monkeypatch.setattr(context, what, slowly(what))
    monkeypatch.setitem(app.config, "MAIL_SERVER", "mail.example")
    as_(None).post("/login", data={"email": "anna@musterstadt.example", "password": "wrong"})
    as_(None).post("/login", data={"email": "nobody@musterstadt.example", "password": "wrong"})
    ask(as_, "anna@musterstadt.example"), ask(as_, "nobody@musterstadt.example")
    browser = as_(world.anna)
    browser.post("/change", data=change(GOOD))
    as_(None).post(address, data={"password": GOOD, "password_confirm": GOOD})
    as_(None).post(link(), data={"password": "x" + GOOD, "password_confirm": "x" + GOOD})

    assert len(free) >= 6
    assert all(free)


@on_sqlite
def test_hashing_in_the_middle_of_a_change_is_a_mistake(world: World, app: Flask) -> None:
    with app.test_request_context("/login", method="POST"):
        User.known_as(world.anna.email).name = "Half a change"
        with pytest.raises(RuntimeError, match="before changing"):
            hash_password(GOOD)


def test_passwords_are_kept_as_argon2id(folder: Path) -> None:
    app = create_app({"INSTANCE": folder})

    with app.app_context():
        assert hash_password(GOOD).startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@on_sqlite
def test_the_clock_of_links_is_the_real_one(world: World, as_, link) -> None:
    with clock(now()):
        assert as_(None).get(link()).status_code == 200
