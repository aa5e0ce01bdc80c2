"""What a council may not read is put where it could leak, then looked for: on the page, in headers, on the way in."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.world import World, action
from workspace.accounts.models import User
from workspace.actions.declined import Declined
from workspace.actions.models import Action
from workspace.actions.reminders import Reminder
from workspace.actions.steps import Step
from workspace.actions.words import Funding, Origin, Status, WhyNot
from workspace.db import commit, db
from workspace.members.models import Member, Unit
from workspace.plans.models import Plan

As = Callable[[Any], FlaskClient]
INTERNAL = {
    "notes": "Interne-Notiz-8731",
    "inside_contact": "Kontakt-im-Rathaus-4410",
    "situation": "Ausgangslage-5120",
    "purpose": "Zweck-6620",
    "outcome": "Ergebnis-7720",
    "other_groups": "Andere-Gruppe-8820",
    "origin_note": "Herkunft-9920",
    "participation_note": "Beteiligung-1120",
    "budget_line": "Haushaltsstelle-2220",
    "funder": "Fördergeber-3320",
}
PERSONS = ("Anna Koordinatowski", "Ben Beispielhuber", "Frau Sommer", "Vertretung-Winter")
ADDRESSES = ("musterstadt.example", "beirat.example", "sommer@", "+49 555 1234", "mailto:")
PROPOSALS = ("Sprachcafé", "M-004", "Abgelehnter-Vorschlag-6611", "Antwort-auf-Vorschlag-7722", "Vorgeschlagen")
OTHERS = ("Nachbarstadt", "Nachbarplan", "Nachbaramt", "Geheimes aus", "Olaf", "Leere-Absage-0001")
PRIVATE = ("Wiedervorlage-Zettel-1212", "Arbeitsschritt-3434", "98765", "Sozialausschuss-Etikett")


def plant(world: World) -> None:
    """Put something secret into every place a document could take it from by mistake."""
    ids = [world.member(who).id for who in (world.anna, world.ben)]
    with world.app.app_context():
        anna, ben = (person(id_) for id_ in ids)
        anna.user.name, ben.user.name = PERSONS[:2]
        unit = db.session.scalars(select(Unit).filter_by(name="Fachbereich Soziales")).one()
        contact = {"contact_email": "sommer@musterstadt.example", "contact_phone": "+49 555 1234"}
        unit.record("edited", by=anna, deputy=PERSONS[3], deputy_email="winter@musterstadt.example", **contact)
        whole = db.session.scalars(select(Action).filter_by(code="M-001", workspace_id=anna.workspace_id)).one()
        money = {"costs": [{"year": 2027, "once": "98765", "running": "0"}], "funding": Funding.SECURED}
        money["funding_ends_on"] = date(2027, 1, 31)
        whole.record("edited", by=anna, responsible_id=ben.id, **money, **INTERNAL)
        Reminder.set(anna, whole, date(2026, 1, 1), PRIVATE[0])
        Step.add(whole, by=anna, title=PRIVATE[1])
        plan = db.session.get_one(Plan, whole.plan_id)
        refused = action(plan, anna, PROPOSALS[2], theme="strategy", status=Status.PROPOSED, origin=Origin.UNIT)
        refused.turn_down(PROPOSALS[3], by=anna)
        taken_up = Declined.decide(plan, "gov-strategy", by=anna, why=WhyNot.REJECTED, who=OTHERS[-1])
        taken_up.reopen(by=anna)
        commit()


def person(member_id: int) -> Member:
    member = db.session.get_one(Member, member_id)
    member.user = db.session.get_one(User, member.user_id)
    return member


def test_nothing_a_council_may_not_read_leaves_the_house(world: World, as_: As, shared: Callable[..., str]) -> None:
    plant(world)
    address = shared(label=PRIVATE[3])
    council = as_(None)

    way_in = council.get(address)
    page = council.get(way_in.headers["Location"])
    shown = "\n".join(f"{name}: {value}" for answer in (way_in, page) for name, value in answer.headers.items())
    shown += way_in.text + page.text

    assert "M-001" in page.text  # it is the plan all the same
    hidden = (*INTERNAL.values(), *PERSONS, *ADDRESSES, *PROPOSALS, *OTHERS, *PRIVATE)
    assert [secret for secret in hidden if secret in shown] == []


def test_the_secrets_were_there_to_leak(world: World, as_: As) -> None:
    plant(world)

    seen = world.action("M-001")
    assert {name: getattr(seen, name) for name in INTERNAL} == INTERNAL
    assert seen.responsible_id == world.member(world.ben).id
    assert "Sprachcafé" in as_(world.rosa).get("/w/musterstadt/plans/1/").text
    assert PERSONS[1] in as_(world.anna).get("/w/musterstadt/plans/1/").text
