"""Earlier versions of a text can be read beside what stands now, and restored: which is a new version, by you, now."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.actions.sheets import SHEET, save
from tests.world import World
from workspace.db import commit, db
from workspace.history.models import EventText

As = Callable[[Any], FlaskClient]
PAGE = f"{SHEET}/versions/purpose"


@pytest.fixture
def written(world: World, as_: As) -> World:
    """Let the purpose be written three times."""
    for text in ("Erste Fassung.", "Zweite Fassung.", "Dritte Fassung."):
        save(world, as_(world.eda), "purpose", purpose=text)
    return world


def offered(page: str) -> list[dict[str, str]]:
    """Return what the page's buttons send, from the top."""
    forms = re.findall(r'name="version" value="(\d+)"><input type="hidden" name="number" value="(\d+)"', page)
    return [{"version": version, "number": number} for version, number in forms]


def test_each_version_is_there_with_who_wrote_it(written: World, as_: As) -> None:
    page = as_(written.rosa).get(PAGE).text

    page = page.split('id="h-versions"')[1]
    assert page.index("Dritte Fassung.") < page.index("Erste")
    assert "<mark>Erste </mark>Fassung." in page
    assert page.count("Redaktion (Eda)") == 3
    assert offered(page) == []


def test_who_may_only_read_finds_the_way_there_too(written: World, as_: As) -> None:
    save(written, as_(written.eda), "audience", target_groups=["women"])
    save(written, as_(written.eda), "notes", notes="Unter uns gesagt.")
    for person, ways in ((written.rosa, ["purpose"]), (written.eda, ["purpose", "notes"])):
        page = as_(person).get(SHEET).text
        assert re.findall(rf'href="{SHEET}/versions/(\w+)">Frühere Fassungen<', page) == ways


def test_words_are_compared_without_the_signs_they_were_typed_with(world: World, as_: As) -> None:
    for text in ("- **Verwaltung**: zwei", "Alles neu."):
        save(world, as_(world.eda), "purpose", purpose=text)
    page = as_(world.eda).get(PAGE).text

    assert "<mark>• Verwaltung: zwei</mark>" in page
    assert "**Verwaltung" not in page


def test_an_earlier_one_is_restored_as_a_new_one(written: World, as_: As) -> None:
    anna = as_(written.anna)
    before = len(written.events())

    answer = anna.post(PAGE, data=offered(anna.get(PAGE).text)[1])

    assert answer.headers["Location"] == f"{SHEET}#group-purpose"
    assert written.action("M-003").purpose == "Erste Fassung."
    assert [event.kind for event in written.events()[before:]] == ["action.restored"]
    assert "Dritte" in anna.get(PAGE).text
    assert "frühere Fassung" in anna.get(f"{SHEET}/history").text


def test_what_was_saved_meanwhile_is_not_overwritten(written: World, as_: As) -> None:
    anna = as_(written.anna)
    wanted = offered(anna.get(PAGE).text)[1]
    save(written, as_(written.eda), "purpose", purpose="Vierte Fassung.")

    answer = anna.post(PAGE, data=wanted)

    assert answer.status_code == 409
    assert "inzwischen gespeichert" in answer.text
    assert written.action("M-003").purpose == "Vierte Fassung."


@pytest.mark.parametrize(
    "data", [{}, {"version": "1"}, {"number": "999"}, {"number": "x"}, {"number": "-1", "more": "1"}]
)
def test_what_makes_no_sense_restores_nothing(written: World, as_: As, data: dict[str, str]) -> None:
    assert as_(written.anna).post(PAGE, data=data).status_code == 409
    assert written.action("M-003").purpose == "Dritte Fassung."


def test_who_may_not_edit_may_not_restore(written: World, as_: As) -> None:
    wanted = offered(as_(written.anna).get(PAGE).text)[1]

    for person in (written.bea, written.rosa, written.ben):
        assert as_(person).post(PAGE, data=wanted).status_code == 403
    assert as_(written.olaf).get(PAGE).status_code == 404
    assert as_(written.rosa).get(f"{SHEET}/versions/notes").status_code == 403
    assert as_(written.anna).get(f"{SHEET}/versions/status").status_code == 404


def test_what_was_erased_stays_erased(written: World, as_: As) -> None:
    anna = as_(written.anna)
    wanted = offered(anna.get(PAGE).text)[1]
    with written.app.app_context():
        for text in db.session.query(EventText).filter_by(field="purpose", new="Erste Fassung."):
            text.old = text.new = text.salt = None
        commit()

    page = anna.get(PAGE).text
    assert "[entfernt]" in page
    assert "Erste" not in page.split("<h1")[1]
    before = len(written.events())
    assert "Es hat sich nichts geändert" in anna.post(PAGE, data=wanted, follow_redirects=True).text
    assert written.action("M-003").purpose == "Dritte Fassung."
    assert len(written.events()) == before


def test_the_form_leads_there_once_there_is_something_to_see(written: World, as_: As) -> None:
    anna = as_(written.anna)

    assert PAGE in anna.get(f"{SHEET}/groups/purpose").text
    assert "/versions/outcome" not in anna.get(f"{SHEET}/groups/outcome").text
