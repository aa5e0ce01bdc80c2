"""Choosing from the toolbox: what is ticked becomes actions, once; what exists stays as it is."""

from collections.abc import Callable
from time import perf_counter
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.counting import count_queries
from tests.guidance.ids import CATALOGUE
from tests.world import World
from workspace.actions.models import Action
from workspace.actions.words import Origin, Part, Status

on_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)  # where nothing hangs on the kind of database
As = Callable[[Any], FlaskClient]
PLAN = "/w/musterstadt/plans/1"
CHOOSE = f"{PLAN}/choose"
IN_PLAN = {"gov-strategy", "gov-reviewer", "hea-interpreting"}  # carried by M-001 to M-003
COUNT = sum(len(ids) for field in CATALOGUE.values() for ids in field.themes.values())


def new(world: World) -> list[Action]:
    """Return the actions that came to the six of the stage, all columns loaded."""
    codes = world.all(select(Action.code).where(Action.plan_id == 1, Action.id > 6).order_by(Action.id))
    return [world.action(code) for code in codes if code > "M-006"]


def test_each_ticked_principle_becomes_an_action(world: World, as_: As) -> None:
    before = len(world.events())
    data = {"principles": ["gov-shared-goal", "edu-school-places"], "start": "not_started", "do": "take"}
    client = as_(world.anna)
    answer = client.post(CHOOSE, data=data)

    assert (answer.status_code, answer.headers["Location"]) == (303, CHOOSE)
    first, second = new(world)
    assert [first.code, second.code] == ["M-007", "M-008"]
    assert (first.field_id, first.theme_id, first.principle_ids) == ("governance", "cooperation", ["gov-shared-goal"])
    assert second.title == "Jedem Kind einen Schulplatz sichern und den Schulstart begleiten"
    assert "Schul" in (second.purpose or "")
    assert (second.origin, second.part, second.status) == (Origin.TOOLBOX, Part.OWN, Status.NOT_STARTED)
    events = world.events()[before:]
    assert [(event.kind, event.subject) for event in events] == [
        ("action.created", "action-M-007"),
        ("action.created", "action-M-008"),
    ]
    assert len({event.batch for event in events} - {None}) == 1
    page = client.get(CHOOSE).text
    assert "2 Maßnahmen angelegt (M-007 bis M-008)." in page
    assert "Federführung und Frist" in page


def test_chosen_ones_can_come_as_proposals(world: World, as_: As) -> None:
    as_(world.eda).post(CHOOSE, data={"principles": ["gov-shared-goal"], "start": "proposed", "do": "take"})

    assert world.action("M-007").status is Status.PROPOSED
    assert world.latest().kind == "action.proposed"


def test_whole_themes_and_fields_leave_out_what_is_there(world: World, as_: As) -> None:
    data = {"themes": ["strategy", "interpreting", "capacity"], "fields": ["health"], "start": "not_started"}
    as_(world.anna).post(CHOOSE, data=data)

    made = [id_ for action in new(world) for id_ in action.principle_ids]
    assert len(made) == 3 + 9
    assert not IN_PLAN & set(made)


def test_ticked_ones_of_a_theme_can_be_bundled(world: World, as_: As) -> None:
    ticked = ["gov-stakeholders", "gov-short-paths", "gov-shared-goal", "gov-budget-line"]
    data = {"principles": ticked, "bundle": ["cooperation", "resources"], "title-cooperation": "Runder Tisch"}
    as_(world.anna).post(CHOOSE, data={**data, "start": "not_started", "title-resources": ""})

    together, alone = new(world)
    assert (together.title, together.principle_ids) == ("Runder Tisch", ticked[:3])
    assert "Kurze Wege zwischen den Partnern schaffen" in (together.purpose or "")
    assert alone.title == "Eigene Haushaltsposten für Integration ausweisen"


def test_all_at_once_and_quickly(world: World, as_: As) -> None:
    client = as_(world.anna)
    began = perf_counter()
    answer = client.post(f"{CHOOSE}/all", data={"start": "not_started", "do": "single"})
    took = perf_counter() - began

    assert answer.status_code == 303
    assert sorted(id_ for action in new(world) for id_ in action.principle_ids) == sorted(
        {id_ for field in CATALOGUE.values() for ids in field.themes.values() for id_ in ids} - IN_PLAN
    )
    assert took < 1.5
    page = client.get(CHOOSE).text
    assert "77 Maßnahmen angelegt (M-007 bis M-083)." in page
    assert "bleiben, wie sie sind" not in page
    assert "mehr, als die meisten kleinen Städte tragen können" in page


def test_all_at_once_can_be_one_action_a_theme(world: World, as_: As) -> None:
    as_(world.anna).post(f"{CHOOSE}/all", data={"start": "not_started", "do": "bundled"})

    made = new(world)
    assert len(made) == 28  # of 30 themes, two are carried whole
    assert sum(len(action.principle_ids) for action in made) == COUNT - len(IN_PLAN)


def test_choosing_again_adds_only_what_is_new(world: World, as_: As) -> None:
    anna, before = as_(world.anna), [world.action(f"M-00{n}").version for n in range(1, 7)]
    data = {"principles": ["gov-strategy", "gov-shared-goal"], "start": "not_started"}
    anna.post(CHOOSE, data=data)
    anna.post(CHOOSE, data=data)
    told = anna.get(CHOOSE).text

    assert [action.principle_ids for action in new(world)] == [["gov-shared-goal"]]
    assert [world.action(f"M-00{n}").version for n in range(1, 7)] == before
    assert "1 bleibt, wie sie ist" in told
    assert "2 bleiben, wie sie sind" in told


def test_the_page_shows_where_each_principle_stands(world: World, as_: As) -> None:
    page = as_(world.anna).get(CHOOSE).text

    assert page.count('name="principles"') == COUNT - len(IN_PLAN)
    assert '<a href="/w/musterstadt/actions/M-001">' in page
    assert "Mit anderen Städten Wissen austauschen" in page
    assert "<strong>3</strong> gewählt" in page
    assert "<strong>77</strong> offen" in page
    assert "15 bis 30" in page


def test_the_page_can_be_narrowed_and_pre_ticked(world: World, as_: As) -> None:
    page = as_(world.anna).get(f"{CHOOSE}?field=health&principle=hea-brochures").text

    assert page.count('name="principles"') == 9
    assert 'value="hea-brochures" data-pick checked' in page
    answer = as_(world.anna).post(f"{CHOOSE}?field=health", data={"principles": ["hea-brochures"]})
    assert answer.headers["Location"] == f"{CHOOSE}?field=health"
    everything = as_(world.anna).get(f"{CHOOSE}?field=%00nonsense").text
    assert everything.count('name="principles"') == COUNT - len(IN_PLAN) - 1


def test_the_page_asks_few_questions_however_full_it_is(world: World, as_: As) -> None:
    anna = as_(world.anna)
    with count_queries(world.app) as few:
        anna.get(CHOOSE)
    anna.post(f"{CHOOSE}/all", data={"do": "single"})
    with count_queries(world.app) as many:
        anna.get(CHOOSE)

    assert len(many) == len(few) <= 6


def test_ticked_ones_go_on_to_the_reasoned_no(world: World, as_: As) -> None:
    answer = as_(world.anna).post(
        CHOOSE, data={"principles": ["gov-budget-line", "edu-school-places"], "do": "decline"}
    )

    assert answer.status_code == 303
    assert answer.headers["Location"] == (f"{PLAN}/declined/new?principle=gov-budget-line&principle=edu-school-places")


@on_sqlite
@pytest.mark.parametrize(
    "data",
    [
        {},
        {"principles": ["unknown", "gov-strateg", "'; DROP TABLE action; --", "<b>", "\x00"]},
        {"principles": ["gov-shared-goal"], "start": "done"},
        {"principles": ["gov-shared-goal"], "do": "everything"},
        {"principles": ["gov-shared-goal"], "start": ["not_started", "proposed"]},
        {"principles": ["gov-shared-goal"], "bundle": ["cooperation"], "title-cooperation": "x" * 201},
        {"principles": ["gov-shared-goal"], "title-unheard-of": "x"},
        {"principles": ["gov-shared-goal"], "status": "done"},
    ],
)
def test_bad_input_is_refused_and_nothing_is_made(world: World, as_: As, data: dict[str, Any]) -> None:
    answer = as_(world.anna).post(CHOOSE, data=data)

    assert answer.status_code == 422
    assert new(world) == []


def test_what_was_ticked_and_typed_is_still_there_after_a_mistake(world: World, as_: As) -> None:
    title = "Ein viel zu langer Titel " * 9
    data = {"principles": ["gov-shared-goal"], "bundle": ["cooperation"], "title-cooperation": title}
    page = as_(world.anna).post(CHOOSE, data=data).text

    assert title.strip() in page
    assert 'value="gov-shared-goal" data-pick checked' in page
    assert 'name="bundle" value="cooperation" checked' in page


def test_doubled_unknown_and_thousands_of_ids_mean_what_is_left_of_them(world: World, as_: As) -> None:
    ids = ["gov-shared-goal"] * 5 + [f"nonsense-{n}" for n in range(10_000)]
    answer = as_(world.anna).post(CHOOSE, data={"principles": ids, "themes": ["x", "x"], "fields": ["\x00"]})

    assert answer.status_code == 303
    assert [action.principle_ids for action in new(world)] == [["gov-shared-goal"]]


@on_sqlite
@pytest.mark.parametrize("data", [{}, {"do": "twice"}, {"do": "single", "start": "done"}, {"do": "single", "x": "1"}])
def test_all_at_once_wants_a_plain_word(world: World, as_: As, data: dict[str, str]) -> None:
    assert as_(world.anna).post(f"{CHOOSE}/all", data=data).status_code == 422
    assert new(world) == []


@pytest.mark.parametrize("address", ["", "/all", "/undo"])
def test_choosing_is_the_editors(world: World, as_: As, address: str) -> None:
    for person in (world.ben, world.bea, world.rosa):
        assert as_(person).post(CHOOSE + address, data={"do": "single"}).status_code == 403
    assert as_(world.rosa).get(CHOOSE).status_code == 403
    assert as_(world.olaf).post(CHOOSE + address, data={"do": "single"}).status_code == 404
    assert as_(world.anna).get("/w/musterstadt/plans/9/choose").status_code == 404
    assert as_(world.eda).get(CHOOSE).status_code == 200
    assert new(world) == []
