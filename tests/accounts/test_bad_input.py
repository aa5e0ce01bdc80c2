"""Forms of sign-in under attack: always a sentence, never a fault of ours, never a change."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.world import PASSWORD, World
from workspace.accounts.models import User

on_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)  # where nothing hangs on the kind of database
FORMS = {
    "/login": {"email": "anna@musterstadt.example", "password": PASSWORD},
    "/reset": {"email": "anna@musterstadt.example"},
    "/change": {
        "password": PASSWORD,
        "new_password": "vier neue wörter hier",
        "new_password_confirm": "vier neue wörter hier",
    },
    "/account/name": {"name": "Anna"},
}
HOSTILE: list[Any] = [
    "",
    "\x00",
    "a\x00b@c.de",
    "a@b.de\r\nBcc: evil@evil.example",
    "x" * 100_000,
    "x" * 300 + "@stadt.de",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "\ud83d",
    "\u202e\u200b",
    "%s%n{{7*7}}",
    "٣" * 200,
    ["one@stadt.de", "two@stadt.de"],
]


@pytest.fixture(autouse=True)
def no_limit(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workspace.accounts.limiter.attempt", lambda *_: None)
    monkeypatch.setattr("workspace.accounts.hashing.Hasher.verify", lambda _self, secret, _hashed: secret == PASSWORD)
    monkeypatch.setattr("workspace.accounts.hashing.Hasher.hash", lambda _self, _secret: "x")
    monkeypatch.setitem(app.config, "MAIL_SERVER", "mail.example")


def fields() -> list[tuple[str, str]]:
    return [(address, name) for address, good in FORMS.items() for name in good]


@pytest.mark.parametrize("address, name", fields())
def test_a_hostile_value_gets_a_sentence(world: World, as_, address: str, name: str) -> None:
    before = world.all(select(User.password).order_by(User.id))
    for value in HOSTILE:
        browser = as_(world.anna) if address in {"/change", "/account/name"} else as_(None)
        sent = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
        answer = browser.post(address, data={**FORMS[address], name: sent})

        assert answer.status_code in {200, 303, 422}, (address, name, value)
        assert "<script>alert" not in answer.text
    assert world.all(select(User.password).order_by(User.id)) == before


@on_sqlite
@pytest.mark.parametrize("address", FORMS)
def test_unknown_and_doubled_fields_are_refused(world: World, as_, address: str) -> None:
    for data in ({**FORMS[address], "admin": "1"}, {name: [value, value] for name, value in FORMS[address].items()}):
        browser = as_(world.anna) if address in {"/change", "/account/name"} else as_(None)
        assert browser.post(address, data=data).status_code == 422


@on_sqlite
@pytest.mark.parametrize("address", [*FORMS, "/logout", "/language"])
@pytest.mark.parametrize("body", ["[1]", "null", '"x"', "{", '{"email": ["a"], "password": {"$ne": 1}}'])
def test_nothing_but_forms_is_read(world: World, as_, address: str, body: str) -> None:
    answer = as_(world.anna).post(address, data=body, content_type="application/json")

    assert answer.status_code == 415


@on_sqlite
def test_asking_for_json_gets_a_page(world: World, as_) -> None:
    answer = as_(None).get("/login", headers={"Accept": "application/json"})

    assert answer.content_type.startswith("text/html")


@on_sqlite
def test_a_huge_password_is_refused_before_it_is_hashed(world: World, as_, monkeypatch) -> None:
    monkeypatch.setattr("workspace.accounts.hashing.Hasher.verify", None)
    monkeypatch.setattr("workspace.accounts.hashing.Hasher.hash", None)

    for name, address in (("anna@musterstadt.example", "/login"), ("nobody@musterstadt.example", "/login")):
        assert as_(None).post(address, data={"email": name, "password": "x" * 129}).status_code == 422


@on_sqlite
def test_a_forged_request_from_another_site_is_refused(world: World, as_) -> None:
    browser = as_(world.anna)
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        assert browser.post("/logout", headers=headers).status_code == 403
    assert browser.get("/account").status_code == 200
