"""Headers on every answer: pages, fragments, files, redirects, errors (ASVS 3.4; design §6)."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.conftest import SETTINGS
from tests.databases import dispose
from tests.whole.conftest import House
from workspace import create_app
from workspace.web import CSP

HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SQLITE = pytest.mark.parametrize("house", ["sqlite"], indirect=True)


def wrong(answer: TestResponse) -> list[str]:
    """Return what an answer lacks."""
    missing = [name for name, value in HEADERS.items() if answer.headers.get(name) != value]
    if answer.headers.get("Referrer-Policy") not in {"same-origin", "no-referrer", "strict-origin"}:
        missing.append("Referrer-Policy")
    if any(
        f"{feature}=()" not in answer.headers.get("Permissions-Policy", "") for feature in ("camera", "geolocation")
    ):
        missing.append("Permissions-Policy")
    if answer.request.path.startswith("/static/") and answer.status_code == 200:
        return missing + ([] if "immutable" in answer.headers.get("Cache-Control", "") else ["Cache-Control"])
    if "no-store" not in answer.headers.get("Cache-Control", ""):
        missing.append("Cache-Control")
    if not {"Cookie", "HX-Request"} <= set(answer.headers.get("Vary", "").replace(" ", "").split(",")):
        missing.append("Vary")
    return missing + [name for name in ("X-Powered-By", "Access-Control-Allow-Origin") if name in answer.headers]


def test_the_policy_allows_nothing_inline_and_nothing_foreign() -> None:
    policy = dict(part.strip().split(" ", 1) for part in CSP.split(";"))

    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["object-src"] == "'none'"
    assert policy["form-action"] == policy["connect-src"] == "'self'"
    assert not {"unsafe", "nonce", "http", "*"} & set(CSP.replace("-", " ").replace(":", " ").split())


@SQLITE
@pytest.mark.parametrize("as_", ["anna", "rosa", "olaf", None])
def test_every_answer_carries_its_headers(house: House, as_: str | None) -> None:
    browser = house.world.client(getattr(house.world, as_) if as_ else None)
    lacking = {}
    for route in house.routes:
        for headers in ({}, {"HX-Request": "true"}):
            answer = browser.open(route.address(house.own), method=route.method, headers=headers)
            if found := wrong(answer):
                lacking[f"{route} {answer.status}"] = found

    assert lacking == {}


@SQLITE
def test_errors_and_files_carry_them_too(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = house.world.client(house.world.anna)
    answers = [
        browser.get("/nirgends"),
        browser.get("/static/nirgends.css"),
        browser.delete("/w/musterstadt/"),
        browser.options("/w/musterstadt/"),
        browser.head("/w/musterstadt/"),
        browser.post("/w/musterstadt/units", data={"name": "x" * 2_000_000}),
        browser.post("/w/musterstadt/units", json={}),
        browser.get("/w/musterstadt/", headers={"Host": "boese.example"}),
        browser.get("/w/musterstadt/", headers={"Range": "bytes=0-3"}),
    ]
    monkeypatch.setattr("workspace.desk.views.show", lambda *_words, **_more: 1 / 0)
    answers.append(browser.get("/w/musterstadt/"))

    assert [answer.status_code for answer in answers] == [404, 404, 405, 200, 200, 413, 415, 400, 200, 500]
    assert {answer.status: wrong(answer) for answer in answers if wrong(answer)} == {}


@SQLITE
def test_built_files_are_kept_for_ever(house: House) -> None:
    page = house.world.client().get("/login").text
    files = [part.split('"')[0] for part in page.split('"/static/')[1:]]

    assert files
    for name in files:
        with house.world.client().get(f"/static/{name}") as answer:
            assert (name, answer.status_code, wrong(answer)) == (name, 200, [])


@pytest.fixture
def secure(house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """Return the application as it runs behind HTTPS."""
    monkeypatch.setenv("MITPLAN_URL", "https://plan.musterstadt.example")
    url = house.app.config["SQLALCHEMY_DATABASE_URI"]
    app = create_app({**SETTINGS, "INSTANCE": house.app.instance_path, "SQLALCHEMY_DATABASE_URI": url})
    yield app
    dispose(app)


@SQLITE
def test_over_https_cookies_and_transport_are_strict(house: House, secure: Flask) -> None:
    answer = secure.test_client().get("/login", base_url="https://plan.musterstadt.example")
    cookie = answer.headers["Set-Cookie"]

    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
    assert cookie.startswith("__Host-mitplan=")
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
    assert "Domain" not in cookie


@SQLITE
@pytest.mark.parametrize("host", ["boese.example", "plan.musterstadt.example.boese.example", "127.0.0.1", "localhost"])
def test_only_the_own_host_is_answered(house: House, secure: Flask, host: str) -> None:
    assert secure.test_client().get("/login", base_url=f"https://{host}").status_code == 400


@SQLITE
def test_nobody_can_say_who_they_were_forwarded_for(house: House) -> None:
    """Without a trusted proxy, forwarded headers are words of a stranger."""
    forged = {"X-Forwarded-Host": "boese.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "1.2.3.4"}
    answer = house.world.client().get("/w/musterstadt/", headers=forged)

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/login?next=/w/musterstadt/"
    assert "Strict-Transport-Security" not in answer.headers


@SQLITE
@pytest.mark.parametrize("goal", ["//boese.example", "/\\boese.example", "https://boese.example", "/%09/boese.example"])
def test_nobody_is_led_away(house: House, goal: str) -> None:
    browser = house.world.client(house.world.anna)
    answers = [
        browser.post("/language", data={"language": "en", "next": goal}),
        browser.post(f"/login?next={goal}", data={"email": "anna@musterstadt.example", "password": "mitplan-demo"}),
    ]
    for answer in answers:
        assert answer.headers.get("Location", "/").startswith("/")
        assert not answer.headers.get("Location", "/").startswith(("//", "/\\"))
