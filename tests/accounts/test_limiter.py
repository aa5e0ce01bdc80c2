"""The limiter: guessing ends after ten tries, across processes, and nobody is kept out for good."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.databases import dispose
from tests.world import PASSWORD, World
from workspace import create_app
from workspace.accounts.limiter import Attempt, caller, forget_old
from workspace.db import clock, commit, now

on_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)  # where nothing hangs on the kind of database
ANNA = {"email": "anna@musterstadt.example", "password": PASSWORD}
WRONG = {**ANNA, "password": "not-it-at-all"}
HOME, ELSEWHERE = {"REMOTE_ADDR": "192.0.2.1"}, {"REMOTE_ADDR": "198.51.100.7"}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here it counts how often one may try, not how long one try takes."""
    monkeypatch.setattr("workspace.accounts.hashing.Hasher.verify", lambda _self, secret, _hashed: secret == PASSWORD)
    monkeypatch.setattr("workspace.accounts.hashing.Hasher.hash", lambda _self, _secret: "x")


def tries(browser, times: int, **how) -> list[int]:
    return [browser.post("/login", data=WRONG, **how).status_code for _ in range(times)]


def test_the_eleventh_try_is_refused_and_says_when_to_come_back(world: World, as_) -> None:
    assert tries(as_(None), 10) == [422] * 10

    answer = as_(None).post("/login", data=ANNA)

    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "600"
    assert "Zu viele Versuche" in answer.text


def test_after_ten_minutes_one_may_try_again(world: World, as_) -> None:
    tries(as_(None), 12)

    with clock(now() + timedelta(minutes=10, seconds=1)):
        assert as_(None).post("/login", data=ANNA).status_code == 302


def test_refused_tries_dont_prolong_the_wait(world: World, as_) -> None:
    tries(as_(None), 10)
    with clock(now() + timedelta(minutes=9)):
        assert tries(as_(None), 20) == [429] * 20

    with clock(now() + timedelta(minutes=10, seconds=1)):
        assert as_(None).post("/login", data=ANNA).status_code == 302


@on_sqlite
def test_a_stranger_elsewhere_cant_keep_someone_out(world: World, as_) -> None:
    assert tries(as_(None), 11, environ_overrides=ELSEWHERE)[-1] == 429

    assert as_(None).post("/login", data=ANNA, environ_overrides=HOME).status_code == 302


@on_sqlite
def test_many_strangers_get_fifty_tries_at_one_account(world: World, as_) -> None:
    answers = [tries(as_(None), 10, environ_overrides={"REMOTE_ADDR": f"203.0.113.{n}"}) for n in range(6)]

    assert sum(codes.count(422) for codes in answers) == 50


@on_sqlite
def test_one_network_gets_sixty_tries_at_different_accounts(world: World, as_) -> None:
    answers = [as_(None).post("/login", data={**WRONG, "email": f"p{n}@x.de"}).status_code for n in range(61)]

    assert answers == [422] * 60 + [429]


@on_sqlite
def test_all_of_a_homes_ipv6_addresses_are_one_network(world: World, as_) -> None:
    places = [{"REMOTE_ADDR": f"2001:db8:1:2::{n}"} for n in range(12)]

    assert [as_(None).post("/login", data=WRONG, environ_overrides=at).status_code for at in places][-1] == 429


def test_signing_in_doesnt_use_tries_up(world: World, as_) -> None:
    for _ in range(12):
        assert as_(None).post("/login", data=ANNA).status_code == 302
    assert world.all(select(Attempt)) == []


def test_other_processes_count_the_same_tries(world: World, app: Flask, as_) -> None:
    other = create_app({**{name: app.config[name] for name in SAME}, "INSTANCE": app.instance_path})
    tries(as_(None), 10)

    answer = other.test_client().post("/login", data=ANNA)
    dispose(other)
    assert answer.status_code == 429


def test_of_many_tries_at_once_none_slips_through(world: World, as_) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: as_(None).post("/login", data=WRONG).status_code, range(24)))

    assert answers.count(422) <= 10
    assert set(answers) <= {422, 429}


@on_sqlite
def test_guessing_at_the_present_password_is_limited_too(world: World, as_) -> None:
    browser = as_(world.anna)
    guess = {
        "password": "wrong",
        "new_password": "vier neue wörter hier",
        "new_password_confirm": "vier neue wörter hier",
    }

    assert [browser.post("/change", data=guess).status_code for _ in range(11)] == [422] * 10 + [429]


@on_sqlite
def test_asking_for_reset_mails_is_limited(world: World, app: Flask, as_, monkeypatch) -> None:
    monkeypatch.setitem(app.config, "MAIL_SERVER", "mail.example")
    asked = [as_(None).post("/reset", data={"email": ANNA["email"]}).status_code for _ in range(11)]

    assert asked == [200] * 10 + [429]
    assert as_(None).post("/login", data=ANNA).status_code == 302


def test_what_nobody_counts_any_more_is_forgotten(world: World, app: Flask, as_) -> None:
    tries(as_(None), 3)

    with app.app_context(), clock(now() + timedelta(hours=25)):
        forget_old()
        commit()
    assert world.all(select(Attempt)) == []


@on_sqlite
def test_no_address_is_kept(world: World, as_) -> None:
    tries(as_(None), 1, environ_overrides=HOME)

    assert all(len(row.key) == 64 for row in world.all(select(Attempt)))


SAME = ("SQLALCHEMY_DATABASE_URI", "TESTING", "WTF_CSRF_ENABLED", "SECRET_KEY")


@pytest.mark.parametrize(
    ("trusted", "peer", "counted"),
    [
        ((), "9.9.9.9", "9.9.9.9"),  # nobody is trusted: what the caller claims doesn't count
        (("127.0.0.1",), "127.0.0.1", "1.1.1.1"),  # what our proxy saw, not what the caller claimed before it
        (("127.0.0.1",), "9.9.9.9", "9.9.9.9"),
        (("127.0.0.1",), "", "1.1.1.1"),  # a unix socket
    ],
)
def test_forwarded_addresses_count_only_from_a_trusted_proxy(
    world: World, trusted: tuple[str, ...], peer: str, counted: str
) -> None:
    world.app.config["TRUSTED_PROXIES"] = frozenset(trusted)
    headers = {"X-Forwarded-For": "5.5.5.5, 1.1.1.1"}
    with world.app.test_request_context(environ_base={"REMOTE_ADDR": peer}, headers=headers):
        assert caller() == counted
    world.app.config["TRUSTED_PROXIES"] = frozenset()
