"""A new edition of the toolbox breaks no plan: an action says quietly what was revised, and nothing leads nowhere."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.actions.sheets import HTMX, SHEET, save
from tests.world import TOWN, World
from workspace import prose
from workspace.actions.declined import Declined
from workspace.actions.words import WhyNot
from workspace.config import ROOT
from workspace.db import db
from workspace.editing.replay import replay
from workspace.guidance import original
from workspace.guidance.collection import Toolbox
from workspace.guidance.editions import fingerprint
from workspace.guidance.loading import load
from workspace.members.models import Workspace
from workspace.members.standing import forget
from workspace.plans.models import Plan

As = Callable[[Any], FlaskClient]
Edition = Callable[..., None]
HINT = "Diese Empfehlung wurde seither überarbeitet."
SEEN = f"{SHEET}/seen"
OWN = {"principle": "hea-interpreting"}


@pytest.fixture
def edition(app: Flask, tmp_path: Path) -> Iterator[Edition]:
    """Return how to let the next edition of the toolbox come: words replaced in all its files, and successors."""
    before = app.extensions["guidance"]

    def come(words: dict[str, str], successors: str = "", files: dict[str, str] | None = None) -> None:
        content = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
        for old, new in (files or {}).items():
            for place in [*content.rglob(old), *content.rglob(f"{old}.md")]:
                place.rename(place.with_name(place.name.replace(old, new)))
        for place in content.rglob("*.md"):
            text = place.read_text(encoding="utf-8")
            for old, new in words.items():
                text = text.replace(old, new)
            place.write_text(text, encoding="utf-8")
        (content / "successors.yaml").write_text(successors, encoding="utf-8")
        start_with(app, load(content, prose.render))

    yield come
    start_with(app, before)


def start_with(app: Flask, toolboxes: dict[str, Toolbox]) -> None:
    """Let the application have another edition as after a start: with nothing kept of the one before."""
    app.extensions["guidance"] = toolboxes
    forget()
    with app.app_context():
        db.engine.clear_compiled_cache()
        db.engine.dialect._type_memos.clear()  # how columns read ids


@pytest.fixture
def revised(edition: Edition) -> None:
    """Let an edition come in which a first step of M-003's principle was put differently."""
    edition({"- Drei Praxen fragen": "- Zwei Kliniken und drei Praxen fragen"})


@pytest.fixture
def replaced(edition: Edition) -> None:
    """Let an edition come in which another id took the place of M-003's principle."""
    ids = {"hea-interpreting": "hea-mediation", "ch-hea-mediation-gap": "ch-hea-interpreting-gap"}
    edition(ids, "hea-interpreting: hea-mediation\n")


def verified(world: World) -> list[str]:
    with world.app.app_context():
        town = db.session.scalars(select(Workspace.id).filter_by(slug="musterstadt")).one()
        return [f"{finding.where} {finding.what}" for finding in replay(town)]


def test_an_action_remembers_what_its_principles_said(world: World, as_: As) -> None:
    with world.app.app_context():
        said = {id_: fingerprint(original().principle(id_)) for id_ in ("gov-shared-goal", "gov-use-data")}
    data = {"principles": ["gov-shared-goal"], "start": "not_started", "do": "take"}
    as_(world.anna).post(f"{TOWN}/plans/1/choose", data=data)
    assert world.action("M-007").drawn_from == {"gov-shared-goal": said["gov-shared-goal"]}
    assert world.latest().scalars["drawn_from"][1] == world.action("M-007").drawn_from

    save(world, as_(world.anna), "principles", code="M-007", principle_ids=["gov-shared-goal", "gov-use-data"])
    assert world.action("M-007").drawn_from == said
    save(world, as_(world.anna), "principles", code="M-007", principle_ids=["gov-use-data"])
    assert world.action("M-007").drawn_from == {"gov-use-data": said["gov-use-data"]}
    assert verified(world) == []


def test_the_readers_language_makes_no_difference(world: World, as_: As) -> None:
    anna = as_(world.anna)
    anna.post("/language", data={"language": "en"})
    page = anna.post(
        f"{TOWN}/plans/1/choose", data={"principles": ["gov-use-data"], "start": "not_started", "do": "take"}
    )

    assert page.status_code == 303
    assert HINT not in as_(world.eda).get(f"{TOWN}/actions/M-007").text


def test_nothing_is_said_while_nothing_has_changed(world: World, as_: As) -> None:
    for code in ("M-001", "M-003", "M-005"):
        assert 'class="revised"' not in as_(world.anna).get(f"{TOWN}/actions/{code}").text


@pytest.mark.parametrize(("name", "button"), [("anna", True), ("eda", True), ("ben", False), ("bea", False)])
def test_a_revised_principle_is_said_once_and_quietly(
    world: World, as_: As, revised: None, name: str, button: bool
) -> None:
    client = as_(getattr(world, name))
    page = client.get(SHEET).text

    assert page.count(HINT) == 1
    hint = page.partition('class="revised"')[2].partition("</aside>")[0]
    assert 'href="/w/musterstadt/guidance/health/interpreting#principle-hea-interpreting"' in hint
    assert (f'action="{SEEN}' in page) is button
    assert HINT not in client.get(f"{TOWN}/actions/M-001").text


def test_seen_takes_the_hint_away_and_tells_the_history(world: World, as_: As, revised: None) -> None:
    before = world.action("M-003")
    answer = as_(world.anna).post(SEEN, data=OWN, headers=HTMX)

    assert answer.status_code == 200
    assert "Gesehen" in answer.text
    assert 'hx-target="#timeline"' in answer.text
    assert world.latest().kind == "action.guidance_seen"
    assert world.action("M-003").group_version("principles") == before.group_version("principles")
    assert world.action("M-003").purpose == before.purpose
    page = as_(world.eda).get(SHEET).text
    assert HINT not in page
    assert "hat die überarbeitete Empfehlung" in page
    assert verified(world) == []


def test_seeing_it_twice_is_told_once_and_works_without_javascript(world: World, as_: As, revised: None) -> None:
    anna = as_(world.anna)
    answer = anna.post(SEEN, data=OWN)
    told = len(world.events())

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{SHEET}#beside")
    anna.post(SEEN, data=OWN)
    assert len(world.events()) == told


def test_linking_another_principle_leaves_the_hint(world: World, as_: As, revised: None) -> None:
    save(world, as_(world.anna), "principles", principle_ids=["gov-reviewer", "hea-interpreting"])

    assert as_(world.anna).get(SHEET).text.count(HINT) == 1


@pytest.mark.parametrize("data", [{}, {"principle": "gov-reviewer"}, {"principle": "x\x00"}, OWN | {"more": "1"}])
def test_only_a_principle_of_the_action_can_be_seen(world: World, as_: As, data: dict[str, str]) -> None:
    before = len(world.events())

    assert as_(world.anna).post(SEEN, data=data).status_code == 400
    assert len(world.events()) == before


@pytest.mark.parametrize(("name", "code"), [("ben", 403), ("bea", 403), ("rosa", 403), ("olaf", 404)])
def test_who_may_not_edit_the_action_does_not_answer_for_it(world: World, as_: As, name: str, code: int) -> None:
    assert as_(getattr(world, name)).post(SEEN, data=OWN).status_code == code


def test_councils_read_nothing_of_it(world: World, as_: As, revised: None) -> None:
    page = as_(world.anna).post(f"{TOWN}/shares", data={"label": "Rat", "plan": "1"}, follow_redirects=True).text
    [link] = re.findall(r'value="http://[^/"]+(/s/[\w-]{43})"', page)
    shared = as_(None).get(link, follow_redirects=True)

    assert shared.status_code == 200
    assert "Dolmetschpool" in shared.text
    assert "überarbeitet" not in shared.text


def test_the_successors_guidance_stands_beside_the_action(world: World, as_: As, replaced: None) -> None:
    page = as_(world.anna).get(SHEET).text

    assert 'id="beside-hea-mediation"' in page
    assert page.count(HINT) == 1
    as_(world.anna).post(SEEN, data={"principle": "hea-mediation"})
    assert HINT not in as_(world.anna).get(SHEET).text
    assert list(world.action("M-003").drawn_from) == ["hea-mediation"]
    assert verified(world) == []


def test_what_was_replaced_counts_as_carried_everywhere(world: World, as_: As, replaced: None) -> None:
    anna = as_(world.anna)

    theme = anna.get(f"{TOWN}/guidance/health/interpreting").text
    assert 'href="/w/musterstadt/actions/M-003"' in theme
    take = {"principles": ["hea-mediation"], "start": "not_started", "do": "take"}
    assert anna.post(f"{TOWN}/plans/1/choose", data=take).status_code == 303
    assert "M-007" not in anna.get(f"{TOWN}/plans/1/").text
    for place in ("plans/1/", "plans/1/choose", "plans/1/coverage", "actions/M-003/history", "history"):
        assert anna.get(f"{TOWN}/{place}").status_code == 200


def test_a_reasoned_no_holds_for_the_successor(world: World, as_: As, edition: Edition) -> None:
    def decline(action: Any, member: Any) -> None:
        Declined.decide(db.session.get_one(Plan, action.plan_id), "gov-use-data", by=member, why=WhyNot.NOT_NOW)

    world.act(world.anna, decline)
    edition({"gov-use-data": "gov-learn"}, "gov-use-data: gov-learn\n")
    anna = as_(world.anna)

    assert f"{TOWN}/plans/1/declined/gov-learn" in anna.get(f"{TOWN}/plans/1/declined").text
    for id_ in ("gov-learn", "gov-use-data"):
        assert anna.get(f"{TOWN}/plans/1/declined/{id_}").status_code == 200
    assert anna.post(f"{TOWN}/plans/1/declined/gov-learn/reopen").headers["Location"].endswith("#principle-gov-learn")
    assert verified(world) == []


def test_an_action_of_a_replaced_theme_and_field_keeps_its_place_in_the_plan(
    world: World, as_: As, edition: Edition
) -> None:
    words = {"id: health\n": "id: wellbeing\n", "field: health\n": "field: wellbeing\n"}
    words |= {"id: interpreting\n": "id: languages\n"}
    edition(words, "health: wellbeing\ninterpreting: languages\n", {"health": "wellbeing", "interpreting": "languages"})
    anna = as_(world.anna)

    assert "Dolmetschpool" in anna.get(f"{TOWN}/plans/1/").text
    assert "Dolmetschpool" in anna.get(f"{TOWN}/plans/1/?field=wellbeing&theme=languages").text
    assert (world.action("M-003").field_id, world.action("M-003").theme_id) == ("wellbeing", "languages")
    assert HINT not in anna.get(SHEET).text
    assert verified(world) == []
