"""The timeline: what happened, in sentences, with what was before and what came after, as one reader may see it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from flask import g
from sqlalchemy import select, text

from tests.world import Person, World
from workspace.actions.declined import Declined
from workspace.actions.models import Action
from workspace.actions.steps import Step
from workspace.actions.words import Funding, Status, WhyNot
from workspace.db import db
from workspace.guidance import toolbox
from workspace.history.timeline import Entry, Timeline, timeline
from workspace.members.models import Member, Unit, Workspace
from workspace.plans.deadline import parse

WHOLE = {"read_internal", "manage_members", "manage_shares"}


def told(world: World, subject: str | None = "action-M-001", rights: set[str] = WHOLE, **more: Any) -> Timeline:
    """Return a timeline in German, as somebody with these rights sees it."""
    with world.app.test_request_context():
        g.workspace = db.session.scalars(select(Workspace).filter_by(slug="musterstadt")).one()
        return timeline(g.workspace.id, may=rights.__contains__, subject=subject, **more)


def entries(line: Timeline) -> list[Entry]:
    return [entry for day in line for entry in day.entries]


def newest(world: World, **more: Any) -> Entry:
    return entries(told(world, **more))[0]


def test_a_name_with_quotation_marks_gets_single_ones_between_quotation_marks(world: World) -> None:
    title = "Schulung „Vielfalt im Amt“"
    world.act(world.eda, lambda action, by: Step.add(action, by=by, title=title))

    assert newest(world).sentence == "Redaktion (Eda) hat den Arbeitsschritt „Schulung ‚Vielfalt im Amt‘“ ergänzt"
    assert newest(world).name == title


def edit(world: World, group: str, person: Person | None = None, **values: Any) -> None:
    def do(action: Action, by: Member) -> None:
        action.edit(group, values, drawn_from=action.group_version(group), by=by)

    world.act(person or world.anna, do)


def shown(entry: Entry) -> dict[str, tuple[str, str]]:
    return {change.label: (change.old, change.new) for change in entry.changes}


def test_an_action_tells_its_story_newest_first(world: World) -> None:
    assert [entry.sentence for entry in entries(told(world))] == [
        "Koordination (Anna) hat den Umsetzungsstand von „M-001“ geändert",
        "Koordination (Anna) hat die Frist von „M-001“ geändert",
        "Koordination (Anna) hat die Federführung von „M-001“ geändert",
        "Koordination (Anna) hat „M-001“ in den Maßnahmenplan aufgenommen",
    ]


def test_units_come_before_people_and_words_are_the_readers(world: World) -> None:
    world.act(world.ben, lambda action, ben: action.set_status(Status.PAUSED, by=ben, reason="Keine Stelle"))

    assert newest(world).sentence == "Fachbereich Soziales (Ben) hat den Umsetzungsstand von „M-001“ geändert"
    assert shown(newest(world)) == {
        "Umsetzungsstand": ("in Umsetzung", "zurückgestellt"),
        "Begründung": ("", "Keine Stelle"),
    }


def test_steps_stand_in_their_actions_story_and_no_others(world: World) -> None:
    def step(action: Action, ben: Member) -> None:
        Step.add(action, by=ben, title="Entwurf verteilen", deadline=parse("I. Quartal 2027"))

    world.act(world.ben, step)

    assert newest(world).sentence == "Fachbereich Soziales (Ben) hat den Arbeitsschritt „Entwurf verteilen“ ergänzt"
    assert shown(newest(world)) == {"Frist": ("", "I. Quartal 2027")}
    assert newest(world).path == "actions/M-001"
    assert "Entwurf" not in repr(told(world, subject="action-M-002"))


def test_a_longer_code_is_another_action(world: World) -> None:
    world.write(text("UPDATE action SET code = 'M-0010' WHERE code = 'M-002'"))

    assert all(entry.subject == "action-M-001" for entry in entries(told(world)))
    assert entries(told(world, subject="action-M-00")) == []


def test_deadlines_read_as_they_were_typed(world: World) -> None:
    world.act(world.anna, lambda action, anna: action.set_deadline(parse("2. Halbjahr 2027"), by=anna))
    assert shown(newest(world)) == {"Frist": ("31.12.2099", "2. Halbjahr 2027")}

    world.act(world.anna, lambda action, anna: action.set_deadline(None, by=anna))
    assert shown(newest(world)) == {"Frist": ("2. Halbjahr 2027", "")}


def test_a_new_lead_unit_and_person_are_named(world: World) -> None:
    def hand_over(action: Action, anna: Member) -> None:
        unit = db.session.scalars(select(Unit).filter_by(name="Jobcenter")).one()
        action.set_owner(unit, by=anna, responsible=anna)

    world.act(world.anna, hand_over)

    assert shown(newest(world)) == {
        "Federführung": ("Fachbereich Soziales", "Jobcenter"),
        "Zuständige Person": ("", "Anna"),
    }


def test_lists_numbers_days_and_money_are_written_out(world: World) -> None:
    partners = [world.unit("Jobcenter").id, world.unit("Fachbereich Bildung").id]
    edit(world, "audience", target_groups=["women", "young"])
    assert shown(newest(world)) == {"Zielgruppen": ("", "Frauen, Kinder und Jugendliche")}

    edit(world, "owner", partner_ids=partners)
    assert shown(newest(world)) == {"Partner": ("", "Jobcenter, Fachbereich Bildung")}

    costs = [{"year": 2027, "once": "12500", "running": "800"}, {"year": 2028, "once": None, "running": "800.5"}]
    edit(world, "costs", costs=costs, staff=Decimal("0.5"), funding=Funding.APPLIED, funding_ends_on=date(2027, 12, 31))
    assert shown(newest(world)) == {
        "Kosten": ("", "2027: 12.500 € einmalig, 800 € laufend\n2028: 0 € einmalig, 800,5 € laufend"),
        "Personal (Vollzeitäquivalente)": ("", "0,5"),
        "Finanzierung": ("", "beantragt"),
        "Förderung endet am": ("", "31.12.2027"),
    }

    edit(world, "indicators", indicators=[{"name": "Teilnehmende", "unit": "Personen", "start": "0", "target": "60"}])
    assert shown(newest(world)) == {"Indikatoren": ("", "Teilnehmende: Ausgangswert 0 Personen, Zielwert 60 Personen")}


def test_principles_and_reasoned_noes_are_called_by_their_titles(world: World) -> None:
    def decline(action: Action, anna: Member) -> None:
        plan = db.session.get_one(type(action).plan.property.entity.class_, action.plan_id)
        Declined.decide(
            plan, "gov-reviewer", by=anna, why=WhyNot.NOT_NOW, until_text="2028", until_on=date(2028, 12, 31)
        )

    world.act(world.anna, decline)
    entry = newest(world, subject=None)

    with world.app.test_request_context():
        title = toolbox().principle("gov-reviewer").title
    assert entry.sentence == f"Koordination (Anna) hat „{title}“ bewusst nicht aufgenommen"
    assert entry.path.startswith("guidance/governance/")
    assert list(shown(entry)) == ["Warum", "Bis wann"]
    assert shown(entry)["Bis wann"] == ("", "2028")


def test_long_texts_are_folded_and_show_what_moved(world: World) -> None:
    start = "Bisher gibt es einen Leitfaden von 2012.\n\n"
    edit(world, "purpose", title="Konzept", situation=start + "Er wird kaum genutzt.", purpose=None)
    edit(world, "purpose", title="Konzept", situation=start + "Er wird viel genutzt.", purpose=None)
    (change,) = newest(world).changes

    assert change.is_long
    assert change.difference == (start + "Er wird ", "kaum ", "viel ", "genutzt.")


@pytest.fixture
def busy(world: World) -> Iterator[World]:
    """Return the town after a busy year: every kind of value, many people, many events."""
    for round_ in range(12):
        edit(world, "purpose", title=f"Konzept {round_}", situation="Lang " * 60, purpose=None)
        edit(world, "audience", world.ben, target_groups=["women"] if round_ % 2 else ["young"])
        edit(world, "owner", partner_ids=[world.unit("Jobcenter").id] if round_ % 2 else [])
    return world
