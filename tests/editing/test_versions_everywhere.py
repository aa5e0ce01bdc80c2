"""Whatever people type and change can be looked back at and restored: no text of the product is left out."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.editing.past import FIRST, KEPT, SECOND, Kept
from tests.world import World
from workspace.editing.replay import editables
from workspace.editing.versioned import OFFERED, texts_of

As = Callable[[Any], FlaskClient]
every = pytest.mark.parametrize("kept", KEPT, ids=[one.page.removeprefix("/w/musterstadt/") for one in KEPT])
NEVER = {  # field groups whose texts are no prose, are part of a decision, or are never edited
    "workspace.about": "a name",
    "invitation.offer": "never edited",
    "assessment.about": "never edited",
    "assessment_group.about": "never edited",
    "share_link.about": "never edited",
    "action.owner": "facts",
    "action.status": "a reason goes with its status",
    "action.answer": "an answer goes with its decision",
    "action.indicators": "figures; the history shows them",
}


def hidden(page: str, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="(\d+|yes)"', page)


def version(page: str) -> int:
    """Return the version a page of versions was drawn from, or the newest it shows."""
    found = hidden(page, "version") or re.findall(r'id="version-(\d+)"', page)
    return int(found[0])


def wrote(kept: Kept, browser: FlaskClient) -> None:
    """Write the text twice, as people do."""
    begin = kept.begin or kept.change
    begin(browser, FIRST, 0 if kept.noun in ("situation", "action") else 1)
    page = browser.get(kept.page).text
    kept.change(browser, SECOND, version(page))


@every
def test_it_can_be_looked_back_at_and_restored(world: World, as_: As, kept: Kept) -> None:
    anna = as_(world.anna)
    wrote(kept, anna)
    page = anna.get(kept.page).text
    assert "Aktuelle Fassung" in page
    assert f"{SECOND}</p>" in page.split('id="h-versions"')[0]  # who wrote this?
    number = hidden(page, "number")[0]

    answer = anna.post(kept.page, data={"version": version(page), "number": number})

    assert answer.status_code == 303
    assert world.latest().kind == f"{kept.noun}.restored"
    after = anna.get(kept.page).text.split('id="h-versions"')[1]
    assert FIRST in after.split("</article>")[0]
    assert "hat eine frühere Fassung wiederhergestellt" in after
    assert anna.get(answer.headers["Location"]).status_code == 200
    assert world.app.test_cli_runner().invoke(args=["verify", "musterstadt"]).exit_code == 0


@every
def test_who_may_not_change_it_may_not_restore_it(world: World, as_: As, kept: Kept) -> None:
    anna = as_(world.anna)
    wrote(kept, anna)
    page = anna.get(kept.page).text
    wanted = {"version": version(page), "number": hidden(page, "number")[0]}
    others = [world.bea, world.rosa, *([world.eda] if kept.noun in ("comment", "unit", "plan") else [])]
    before = len(world.events())

    assert [as_(person).post(kept.page, data=wanted).status_code for person in others] == [403] * len(others)
    assert as_(world.olaf).post(kept.page, data=wanted).status_code == 404
    sees = as_(world.rosa).get(kept.page)
    assert sees.status_code == (403 if kept.noun in ("comment", "unit") else 200)
    assert 'name="number"' not in sees.text
    assert len(world.events()) == before


def test_every_text_of_the_product_is_offered() -> None:
    groups = {f"{cls.NOUN}.{group}" for cls in editables() for group in cls.GROUPS if texts_of(cls, group)}
    offered = {f"{noun}.{group}" for noun, group in OFFERED}

    assert groups - offered == NEVER.keys()
    assert offered <= groups


def test_an_erased_text_is_shown_as_removed(world: World, as_: As) -> None:
    kept, anna = KEPT[1], as_(world.anna)
    wrote(kept, anna)
    world.app.test_cli_runner().invoke(args=["erase", "musterstadt", "--text", "Erste Fassung", "--yes"])

    page = anna.get(kept.page).text
    assert "[entfernt]" in page
    assert "Erste" not in page
