"""Drafts on the first screen: one's own, by name, each with the way to its form; and the page pays nothing for it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.counting import count_queries
from tests.world import TOWN, World

As = Callable[[Any], FlaskClient]
ACTION = f"{TOWN}/actions/M-003"


def keep(browser: FlaskClient, address: str) -> None:
    browser.post(f"{TOWN}/drafts", data={"address": address, "fields": json.dumps([["title", "Halb getippt"]])})


@pytest.mark.parametrize(
    ("end", "name", "url"),
    [
        ("/actions/M-003/groups/purpose", "M-003 Worum es geht", f"{ACTION}/groups/purpose#group-purpose"),
        ("/actions/M-003/steps/7", "M-003 Arbeitsschritte", f"{ACTION}/steps/7#step-7"),
        ("/actions/M-003/steps", "M-003 Arbeitsschritte", f"{ACTION}#add-step"),
        ("/actions/M-003/comments", "M-003 Kommentare", f"{ACTION}#add-comment"),
        ("/actions/M-003/deadline", "M-003 Frist", f"{TOWN}/plans/1/#action-M-003"),
        ("/actions/M-003/reminder", "M-003", ACTION),
        ("/plans/1/screen/M-003/note", "M-003 Sitzungsansicht", f"{TOWN}/plans/1/screen/M-003/note"),
        ("/plans/new", "Maßnahmenplan", f"{TOWN}/plans/new"),
        ("/units/new", "Ämter &amp; Partner", f"{TOWN}/units/new"),
        ("/assessments/1/groups", "Selbsteinschätzung", f"{TOWN}/assessments/1"),  # is only posted to
        ("/settings", "ein weiterer Entwurf", f"{TOWN}/settings"),
    ],
)
def test_a_draft_is_named_and_leads_to_its_form(world: World, as_: As, end: str, name: str, url: str) -> None:
    keep(as_(world.anna), TOWN + end)
    page = as_(world.anna).get(f"{TOWN}/unsaved").text

    assert "Nicht gespeicherte Entwürfe:" in page
    assert f'<a href="{url}">{name}</a> (heute, ' in page
    assert "Halb getippt" not in page


def test_what_leads_nowhere_is_no_link(world: World, as_: As) -> None:
    keep(as_(world.anna), f"{TOWN}/nowhere/at/all")

    assert as_(world.anna).get(f"{TOWN}/unsaved").text.count("<a") == 1  # to what was typed


def test_what_was_typed_is_read_under_the_name_of_what_it_is_of(world: World, as_: As) -> None:
    browser = as_(world.anna)
    keep(browser, f"{ACTION}/groups/purpose")
    page = browser.get(f"{TOWN}/drafts/texts").text

    assert "M-003 Worum es geht</h2>" in page
    assert f'href="{ACTION}/groups/purpose#group-purpose">Zum Formular</a>' in page
    assert "Halb getippt" in page
    assert "Halb getippt" not in as_(world.eda).get(f"{TOWN}/drafts/texts").text


def test_nobody_hears_of_anothers_and_many_are_counted(world: World, as_: As) -> None:
    for number in range(7):
        keep(as_(world.anna), f"{ACTION}/steps/{number}")

    assert "und 2 weitere" in as_(world.anna).get(f"{TOWN}/unsaved").text
    assert as_(world.eda).get(f"{TOWN}/unsaved").text.strip() == ""


@pytest.mark.parametrize("person", ["anna", "ben", "bea"])
def test_the_first_screen_asks_for_them_without_a_query_of_its_own(world: World, as_: As, person: str) -> None:
    browser = as_(getattr(world, person))
    with count_queries(world.app) as without:
        assert "/unsaved" not in browser.get(f"{TOWN}/").text
    keep(browser, f"{ACTION}/groups/purpose")
    with count_queries(world.app) as having:
        assert f'hx-get="{TOWN}/unsaved"' in browser.get(f"{TOWN}/").text
    assert len(having) == len(without)
