"""Two people save the same group: nobody's words are lost, and nothing is overwritten unseen."""

import re
from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from tests.actions.sheets import EMPTY, HTMX, SHEET, cost, save
from tests.world import World

As = Callable[[Any], FlaskClient]


def test_a_stale_save_shows_both_texts_and_keeps_mine_to_be_saved(world: World, as_: As) -> None:
    anna, eda = as_(world.anna), as_(world.eda)
    drawn_from = world.action("M-003").group_version("purpose")
    save(world, eda, "purpose", purpose="Hilfe in zwei Tagen.")
    answer = save(world, anna, "purpose", purpose="Hilfe in drei Tagen.", version=drawn_from)

    assert answer.status_code == 409
    assert "Redaktion (Eda)" in answer.text
    assert "<ins>zwei </ins>" in answer.text
    assert "<ins>drei </ins>" in answer.text
    assert "Hilfe in drei Tagen.</textarea>" in answer.text
    assert 'id="group-purpose"' in answer.text
    assert world.action("M-003").purpose == "Hilfe in zwei Tagen."

    version = answer.text.split('name="version" type="hidden" value="')[1].split('"')[0]
    assert save(world, anna, "purpose", purpose="Hilfe in drei Tagen.", version=int(version)).status_code == 200
    assert world.action("M-003").purpose == "Hilfe in drei Tagen."


def test_who_meets_their_own_save_from_another_window_is_told_so(world: World, as_: As) -> None:
    drawn_from = world.action("M-003").group_version("purpose")
    save(world, as_(world.anna), "purpose", purpose="Hilfe in zwei Tagen.")
    answer = save(world, as_(world.anna), "purpose", purpose="Hilfe in drei Tagen.", version=drawn_from)

    assert answer.status_code == 409
    assert "selbst geändert, in einem anderen Fenster." in answer.text
    assert "während Sie geschrieben haben" not in answer.text


def test_without_javascript_it_is_a_page_of_its_own(world: World, as_: As) -> None:
    save(world, as_(world.eda), "outcome", outcome="Ein Pool.")
    answer = as_(world.anna).post(f"{SHEET}/groups/outcome", data={"version": 0, "outcome": "Ein Netz."})

    assert answer.status_code == 409
    assert "<html" in answer.text
    assert f'action="{SHEET}/groups/outcome"' in answer.text


def test_choices_dates_and_amounts_are_compared_as_people_read_them(world: World, as_: As) -> None:
    told = {**cost(0, "2026", "9.999,5"), "funding": "secured", "funding_ends_on": "1.3.2028"}
    save(world, as_(world.eda), "costs", **told)
    answer = save(world, as_(world.anna), "costs", version=0, **cost(0, "2026", "1"), funding="open")

    assert answer.status_code == 409
    shown = " ".join(re.sub("</?(ins|del)>", "", answer.text).split())
    for words in ("Einmalig: 9.999,50", "gesichert", "01.03.2028", "Einmalig: 1,"):
        assert words in shown
    assert "secured" not in shown.split("<form")[0]


def test_units_and_the_toolbox_are_called_by_name(world: World, as_: As) -> None:
    job, school = world.unit("Jobcenter").id, world.unit("Fachbereich Bildung").id
    version = world.action("M-003").group_version("owner")
    save(world, as_(world.eda), "owner", owner_id=job, partner_ids=[school])
    owner = save(world, as_(world.anna), "owner", owner_id=school, version=version)
    assert owner.text.count("Jobcenter") >= 2  # once in the comparison, once in the list
    assert "<h4>Jetzt gespeichert</h4>" in owner.text

    version = world.action("M-003").group_version("principles")
    save(world, as_(world.eda), "principles", principle_ids=["gov-reviewer"], home="governance/strategy")
    linked = save(world, as_(world.anna), "principles", principle_ids=[], version=version)
    assert linked.status_code == 409
    assert "Eine Person benennen" in linked.text.split("<form")[0]
    assert "Strategischer Plan" in linked.text.split("<form")[0]


def test_groups_do_not_get_into_each_others_way(world: World, as_: As) -> None:
    version = world.action("M-003").group_version("purpose")
    save(world, as_(world.eda), "outcome", outcome="Ein Pool.")
    save(world, as_(world.eda), "deadline", deadline_text="2027")

    assert save(world, as_(world.anna), "purpose", purpose="Neu.", version=version).status_code == 200


def test_the_same_words_from_both_are_no_conflict(world: World, as_: As) -> None:
    save(world, as_(world.eda), "outcome", outcome="Ein Pool.")

    assert save(world, as_(world.anna), "outcome", outcome="Ein Pool.", version=0).status_code == 200


THEIRS: dict[str, dict[str, Any]] = {
    "purpose": {"title": "Anders"},
    "outcome": {"outcome": "Anders"},
    "audience": {"target_groups": ["women"]},
    "owner": {"part": "contribution"},
    "deadline": {"deadline_text": "2027", "started_on": "1.1.2026"},
    "status": {"status": "paused", "status_reason": "Kein Geld."},
    "priority": {"priority": "key"},
    "origin": {"resolution": "7"},
    "costs": {"staff": "0,5"},
    "indicators": {"indicators-0-name": "Einsätze"},
    "participation": {"participation": "heard"},
    "notes": {"notes": "Anders"},
    "principles": {"principle_ids": []},
}
MINE: dict[str, dict[str, Any]] = {  # each differs from theirs in the same place
    "purpose": {"title": "Mein Titel"},
    "outcome": {"outcome": "Meins"},
    "audience": {"target_groups": ["newcomers"]},
    "owner": {"part": "advocacy", "part_towards": "Land"},
    "deadline": {"deadline_text": "2028"},
    "status": {"status": "dropped", "status_reason": "Nicht mehr nötig."},
    "origin": {"resolution": "8"},
    "costs": {"staff": "0,75"},
    "indicators": {"indicators-0-name": "Sprachen"},
    "participation": {"participation": "informed"},
    "notes": {"notes": "Meins"},
    "principles": {"principle_ids": ["gov-reviewer"], "home": "governance/strategy"},
}


def test_every_group_can_meet_another_save(world: World, as_: As) -> None:
    anna, eda, before = as_(world.anna), as_(world.eda), world.action("M-003")
    for group, theirs in [pair for pair in THEIRS.items() if pair[0] in MINE]:  # a priority is one or the other
        assert save(world, eda, group, **theirs).status_code == 200
        mine = {"version": before.group_version(group), **EMPTY[group], **MINE[group]}
        for headers in (HTMX, {}):
            answer = anna.post(f"{SHEET}/groups/{group}", data=mine, headers=headers)
            assert answer.status_code == 409
            assert '<section class="clash">' in answer.text
