"""One policy for all: what a document tells, and whom."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.world import World, action
from workspace.actions.declined import Declined
from workspace.actions.models import Action
from workspace.actions.words import Status, WhyNot
from workspace.db import db
from workspace.members.models import Member, Workspace
from workspace.plans.models import Plan
from workspace.reports.document import READS, document, yearly
from workspace.reports.entries import ActionEntry, Audience, Document
from workspace.reports.material import material

STAFF_ALONE = {"responsible"}
SHEET = {"purpose", "outcome", "groups", "partners", "steps", "indicators"}
NEVER_COUNCIL = SHEET | {"responsible", "costs", "funding", "funder", "changed_at"}


@pytest.fixture
def town(world: World) -> Iterator[Workspace]:
    """Musterstadt in a transaction of the test's own, taken back afterwards."""
    with world.app.app_context():
        yield db.session.scalars(select(Workspace).filter_by(slug="musterstadt")).one()
        db.session.rollback()


def plan_of(town: Workspace) -> Plan:
    return db.session.scalars(select(Plan).filter_by(workspace_id=town.id)).one()


def anna(town: Workspace) -> Member:
    return db.session.scalars(select(Member).filter_by(workspace_id=town.id).order_by(Member.id)).first()


def an_action(town: Workspace, code: str) -> Action:
    return db.session.scalars(select(Action).filter_by(workspace_id=town.id, code=code)).one()


def made_for(town: Workspace, audience: Audience) -> Document:
    return document(material(town, plan_of(town)), audience)


def codes(found: Document) -> list[str]:
    return [entry.code for entry in found.actions]


def test_every_part_of_an_action_has_its_readers() -> None:
    everything = {part.name for part in fields(ActionEntry)}

    assert READS[Audience.STAFF] == everything
    assert everything - READS[Audience.MEMBERS] == STAFF_ALONE
    assert everything - READS[Audience.COUNCIL] == NEVER_COUNCIL


def test_a_council_reads_no_proposals_and_nobody_one_turned_down(town: Workspace) -> None:
    refused = action(plan_of(town), anna(town), "Nein", theme="strategy", status=Status.PROPOSED)
    refused.turn_down("Gibt es schon.", by=anna(town))

    assert codes(made_for(town, Audience.COUNCIL)) == ["M-001", "M-002", "M-006", "M-003", "M-005"]
    assert codes(made_for(town, Audience.MEMBERS)) == ["M-001", "M-002", "M-004", "M-006", "M-003", "M-005"]


def test_proposals_never_count(town: Workspace) -> None:
    for audience in Audience:
        found = made_for(town, audience)
        assert (found.total, found.done, found.going_on, found.overdue) == (5, 1, 2, 1)
        assert sum(count for _status, count in found.progress) == 5
        assert [part.total for part in found.fields] == [2, 1, 1, 1]


def test_what_an_audience_may_not_read_is_not_in_its_document(town: Workspace) -> None:
    someone = anna(town)
    costs = [{"year": 2027, "once": "500", "running": "0"}]
    an_action(town, "M-001").record("edited", by=someone, responsible_id=someone.id, costs=costs, funder="Land")

    staff, members, council = (made_for(town, audience).actions[0] for audience in reversed(Audience))
    assert (staff.responsible, staff.costs, staff.funder) == ("Anna", {2027: Decimal(500)}, "Land")
    assert (members.responsible, members.costs, members.funder) == ("", {2027: Decimal(500)}, "Land")
    assert (council.responsible, council.costs, council.funder, council.changed_at) == ("", None, None, None)


def test_the_lead_is_a_unit_and_the_deadline_stands_as_typed(town: Workspace) -> None:
    whole, late, *_rest = made_for(town, Audience.COUNCIL).actions

    assert (whole.owner, whole.deadline, whole.due_on) == ("Fachbereich Soziales", "31.12.2099", date(2099, 12, 31))
    assert (whole.overdue, late.overdue) == (False, True)
    assert (whole.lacks_owner, late.lacks_owner, late.lacks_deadline) == (False, True, False)


def test_a_standing_task_lacks_no_deadline(town: Workspace) -> None:
    by_code = {entry.code: entry for entry in made_for(town, Audience.COUNCIL).actions}

    assert not by_code["M-005"].lacks_deadline
    assert by_code["M-003"].lacks_deadline
    assert not by_code["M-006"].lacks_owner  # done is done


def test_who_answers_is_named_by_function_as_far_as_it_is_said(town: Workspace) -> None:
    plan_of(town).record("edited", by=anna(town), reviewer="Sozialausschuss", coordination="Stabsstelle Integration")

    answerable = made_for(town, Audience.COUNCIL).answerable
    assert list(answerable.items()) == [("coordination", "Stabsstelle Integration"), ("reviewer", "Sozialausschuss")]


def test_reasoned_noes_come_in_the_toolboxs_order_and_only_while_they_stand(town: Workspace) -> None:
    plan, by = plan_of(town), anna(town)
    Declined.decide(plan, "hou-rent-monitoring", by=by, why=WhyNot.NOT_OURS, who="Landkreis")
    Declined.decide(plan, "gov-coherent-structures", by=by, why=WhyNot.NOT_NOW, until_text="2028")
    Declined.decide(plan, "gov-shared-goal", by=by, why=WhyNot.REJECTED, who="Rat").reopen(by=by)

    first, second = made_for(town, Audience.COUNCIL).declined
    assert (first.why, first.until) == (WhyNot.NOT_NOW, "2028")
    assert (second.why, second.who) == (WhyNot.NOT_OURS, "Landkreis")


def test_another_towns_actions_are_never_read(town: Workspace) -> None:
    assert "Geheimes aus Nachbarstadt" not in {entry.title for entry in made_for(town, Audience.STAFF).actions}


def test_costs_are_summed_by_year() -> None:
    lines = [
        {"year": 2027, "once": "500", "running": "0.50"},
        {"year": 2028, "once": None, "running": "20"},
        {"year": 2027, "once": "1", "running": ""},
    ]

    assert yearly(lines) == {2027: Decimal("501.50"), 2028: Decimal(20)}
    assert yearly(None) == {}
