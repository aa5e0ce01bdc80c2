"""Writes that somebody else's page sends in a person's name: refused, and nothing changed (ASVS 3.5.1, 3.5.3)."""

import re

import pytest

from tests.whole.conftest import House
from tests.whole.pages import crawl
from tests.whole.routes import Route

HEADERS = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://boese.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost.boese.example"},
]


@pytest.fixture
def guarded(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """Return the house with its tokens checked, as in real life."""
    monkeypatch.setitem(house.app.config, "WTF_CSRF_ENABLED", True)
    return house


def writes(house: House) -> list[Route]:
    return [route for route in house.routes if route.method == "POST"]


@pytest.mark.parametrize("token", [None, "", "x", "IjEi.abc.def"], ids=["none", "empty", "wrong", "made up"])
def test_no_write_without_the_sessions_own_token(guarded: House, token: str | None) -> None:
    before, browser, wrong = guarded.contents(), guarded.world.client(guarded.world.anna), {}
    for route in writes(guarded):
        for headers in ({}, {"HX-Request": "true"}):
            data = {} if token is None else {"csrf_token": token}
            answer = browser.post(route.address(guarded.own), data=data, headers=headers)
            if answer.status_code != 403:
                wrong[str(route)] = answer.status

    assert wrong == {}
    assert guarded.contents() == before


def test_a_token_of_somebody_elses_session_is_worth_nothing(guarded: House) -> None:
    before, browser, wrong = guarded.contents(), guarded.world.client(guarded.world.anna), {}
    stolen = token_of(guarded.world.client(guarded.world.rosa))
    for route in writes(guarded):
        answer = browser.post(route.address(guarded.own), data={"csrf_token": stolen})
        if answer.status_code != 403:
            wrong[str(route)] = answer.status

    assert wrong == {}
    assert guarded.contents() == before


@pytest.mark.parametrize("headers", HEADERS, ids=str)
def test_no_write_from_another_site_whatever_token_it_carries(guarded: House, headers: dict[str, str]) -> None:
    before, browser, wrong = guarded.contents(), guarded.world.client(guarded.world.anna), {}
    token = token_of(browser)
    for route in writes(guarded):
        answer = browser.post(route.address(guarded.own), data={"csrf_token": token}, headers=headers)
        if answer.status_code != 403:
            wrong[str(route)] = answer.status

    assert wrong == {}
    assert guarded.contents() == before


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}], ids=str)
def test_ones_own_page_may_write(guarded: House, headers: dict[str, str]) -> None:
    browser = guarded.world.client(guarded.world.anna)
    data = {"csrf_token": token_of(browser), "title": "Auftakt planen"}

    assert browser.post("/w/musterstadt/actions/M-001/steps", data=data, headers=headers).status_code == 303
    assert guarded.world.latest().kind == "step.added"


@pytest.mark.parametrize("house", ["sqlite"], indirect=True)
def test_every_form_of_a_page_carries_its_token(guarded: House) -> None:
    forms = [
        (name, form.action)
        for name, (_code, page) in crawl(guarded.world.client(guarded.world.anna), ["/"], most=1).items()
        for form in page.forms
        if form.method == "post" and not form.values.get("csrf_token", [""])[0]
    ]
    assert forms == []


def token_of(browser) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/w/musterstadt/").text)
    assert found
    return found[1]
