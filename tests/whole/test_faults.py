"""When something breaks: a page that says so, nothing of the inside, and nothing half done (ASVS 16.5)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from tests.whole.conftest import House
from tests.whole.pages import Page
from workspace.db import db

INSIDE = ("Traceback", "sqlalchemy", "workspace/", "SELECT", "werkzeug", "OperationalError", "geheim")
TYPED = "Ein Text, den niemand verlieren will"
WRITES = [  # where the form stands, where it goes, what is typed
    ("/w/musterstadt/actions/M-001", "/w/musterstadt/actions/M-001/steps", "title"),
    ("/w/musterstadt/actions/M-001/groups/purpose", "/w/musterstadt/actions/M-001/groups/purpose", "purpose"),
    ("/w/musterstadt/plans/1/actions/new", "/w/musterstadt/plans/1/actions/new", "title"),
    ("/w/musterstadt/units/new", "/w/musterstadt/units", "name"),
    ("/w/musterstadt/shares", "/w/musterstadt/shares", "label"),
]


def refuse(statement: str) -> Exception:
    return OperationalError(statement, {}, Exception("geheim: server closed the connection"))


def stumble(_statement: str) -> Exception:
    return RuntimeError("geheim")


@contextmanager
def failing(house: House, when: Callable[[str], bool], fault: Callable[[str], Exception]) -> Iterator[None]:
    """Let the database fail at the statements one chooses."""

    def fail(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if when(statement):
            raise fault(statement)

    with house.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", fail)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", fail)


@pytest.mark.parametrize("as_fragment", [False, True], ids=["page", "fragment"])
@pytest.mark.parametrize(("fault", "code"), [(refuse, 503), (stumble, 500)])
@pytest.mark.parametrize("verb", ["INSERT INTO event ", "INSERT INTO event_text", "UPDATE head", "INSERT"])
def test_a_write_that_fails_leaves_nothing_and_keeps_what_was_typed(
    house: House, verb: str, fault: Callable[[str], Exception], code: int, as_fragment: bool
) -> None:
    before, browser = house.contents(), house.world.client(house.world.anna)
    headers = {"HX-Request": "true"} if as_fragment else {}
    for page, address, field in WRITES:
        data = filled(browser, page, address) | {field: [TYPED]}
        with failing(house, lambda statement: statement.startswith(verb), fault):
            answer = browser.post(address, data=data, headers=headers)
        assert answer.status_code == code, (address, answer.status)
        assert not [word for word in INSIDE if word in answer.text]
        assert TYPED in answer.text
        assert code != 503 or answer.headers["Retry-After"]

    assert house.contents() == before


@pytest.mark.parametrize(("fault", "code"), [(refuse, 503), (stumble, 500)])
def test_a_database_that_is_away_is_said_in_a_sentence(
    house: House, fault: Callable[[str], Exception], code: int
) -> None:
    browser = house.world.client(house.world.anna)
    for address in (
        "/w/musterstadt/",
        "/w/musterstadt/plans/1/",
        "/w/musterstadt/actions/M-001",
        "/w/musterstadt/history",
    ):
        with failing(house, lambda statement: statement.startswith("SELECT"), fault):
            answer = browser.get(address)
        assert answer.status_code == code
        assert not [word for word in INSIDE if word in answer.text]
        assert "<h1" in answer.text


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_database_is_back_after_a_fault(house: House, method: str) -> None:
    browser = house.world.client(house.world.anna)
    with failing(house, bool, refuse):
        browser.open("/w/musterstadt/actions/M-001/steps", method=method, data={"title": "x"})

    assert browser.get("/w/musterstadt/").status_code == 200
    assert browser.post("/w/musterstadt/actions/M-001/steps", data={"title": "Wieder da"}).status_code == 303


def filled(browser: FlaskClient, page: str, action: str) -> dict[str, list[str]]:
    """Return what stands in the form that goes to an address."""
    return next(form for form in Page(page, browser.get(page).text).forms if form.path == action).ready
