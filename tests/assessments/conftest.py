"""An assessment with two groups: the contributors' own unit, and a workshop table that comes by its link."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.world import TOWN, World

HOME = f"{TOWN}/assessments"
HTMX = {"HX-Request": "true"}


@dataclass
class Round:
    """An open assessment: its address, its groups' sheets, and the address of the table's link."""

    world: World
    as_: Callable[[Any], FlaskClient]
    page: str
    own: str
    table: str

    def member(self) -> FlaskClient:
        """Return Ben's browser: he answers for Fachbereich Soziales."""
        return self.as_(self.world.ben)

    def visitor(self) -> tuple[FlaskClient, str]:
        """Return a browser that came by the table's link, and where its sheet stands."""
        browser = self.as_(None)
        return browser, browser.get(self.table).headers["Location"] + "answers"

    def close(self) -> None:
        """End the answering."""
        assert self.as_(self.world.anna).post(f"{self.page}/closing").status_code == 303


@pytest.fixture
def opened(world: World, as_: Callable[[Any], FlaskClient]) -> Round:
    """Return an assessment of one field with two groups, made the way its coordinator makes it."""
    anna = as_(world.anna)
    form = {"title": "Wo stehen wir?", "fields": "governance", "due": "31.12.2099"}
    page = anna.post(f"{HOME}/new", data=form).headers["Location"]
    soziales = str(world.unit("Fachbereich Soziales").id)
    for name, unit in (("Verwaltung", soziales), ("Migrantenorganisationen", "")):
        assert anna.post(f"{page}/groups", data={"name": name, "unit_id": unit}).status_code == 303
    links = re.findall(r'value="http://[^/"]+(/e/[\w-]{43})"', anna.get(page).text)
    groups = re.findall(r'id="assessment_group-(\d+)"', anna.get(page).text)
    return Round(world, as_, page, f"{page}/groups/{groups[0]}/answers", links[1])
