"""While groups answer, nothing anybody can open tells another group's answers: no page, part, file or error."""

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from tests.assessments.conftest import HTMX, Round
from tests.whole.pages import Page
from workspace.history.models import EventText

SECRET = "Streng vertraulich, nur unter uns"
ALIKE = 4
ROLES = ["anna", "eda", "ben", "bea", "rosa"]
PATHS = [
    *("", "/screen", "/change", "/plan", "/export.xlsx", "/export.csv", "/export.json", "/agreements/strategy"),
    *("/groups/2/answers", "/groups/2/others", "/groups/2/answers?theme=strategy", "/answers", "/../../plans/1/gaps/1"),
]


@pytest.fixture
def answered(opened: Round) -> Round:
    """Let the table answer, in words nobody else uses, and finish."""
    browser, sheet = opened.visitor()
    for item in ("strategy", "gov-strategy"):
        form = {"item": item, "level": "1", "weight": "3", "evidence": SECRET}
        assert browser.post(sheet, data=form).status_code == 303
    browser.post(sheet.replace("/answers", "/finished"))
    return opened


def reachable(opened: Round, person: str) -> set[str]:
    """Return everything the links and parts of the pages lead a person to, from the first screen on."""
    browser, todo, seen = opened.as_(getattr(opened.world, person)), ["/w/musterstadt/"], set[str]()
    alike = Counter[str]()  # filters and orders of one page are without number
    while todo:
        path = todo.pop()
        if path in seen or "/guidance/" in path or not path.startswith("/w/") or alike[urlsplit(path).path] == ALIKE:
            continue
        seen.add(path)
        alike[urlsplit(path).path] += 1
        answer = browser.get(path)
        assert SECRET.encode() not in answer.data, path
        if answer.mimetype == "text/html":
            page = Page(path, answer.text)
            todo += [urlsplit(link)._replace(fragment="").geturl() for link in (*page.links, *page.fragments)]
    return seen


@pytest.mark.parametrize("person", ROLES)
def test_nothing_one_is_led_to(answered: Round, person: str) -> None:
    assert answered.page in reachable(answered, person)


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "part"])
@pytest.mark.parametrize("person", ROLES)
def test_nothing_one_can_guess(answered: Round, person: str, headers: dict[str, str]) -> None:
    browser = answered.as_(getattr(answered.world, person))
    for path in PATHS:
        answer = browser.get(answered.page + path, headers=headers)
        assert SECRET.encode() not in answer.data, path
        posted = browser.post(answered.page + path, data={"item": "strategy", "level": "4"}, headers=headers)
        assert SECRET.encode() not in posted.data, path


def test_nothing_for_another_group_by_its_link(answered: Round) -> None:
    anna = answered.as_(answered.world.anna)
    anna.post(f"{answered.page}/groups", data={"name": "Schulen", "unit_id": ""})
    link = re.findall(r'value="http://[^/"]+(/e/[\w-]{43})"', anna.get(answered.page).text)[-1]
    browser = answered.as_(None)
    home = browser.get(link).headers["Location"]
    for path in ("", "answers", "answers?theme=strategy", "others"):
        assert SECRET not in browser.get(home + path).text
    assert SECRET not in browser.post(home + "answers", data={"item": "strategy", "level": "9"}).text
    assert SECRET not in browser.post(home + "answers", data={"item": "strategy", "level": "4"}, headers=HTMX).text


def test_the_history_keeps_it_to_itself(answered: Round) -> None:
    for event in answered.world.events():
        assert SECRET not in str(event.scalars)
    assert SECRET not in [text.new for text in answered.world.all(select(EventText))]


def test_the_secret_is_one(answered: Round) -> None:
    """The tests above can fail: once it is closed, everybody reads it."""
    answered.close()

    assert SECRET in answered.as_(answered.world.rosa).get(answered.page).text
