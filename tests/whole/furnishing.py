"""Both towns with something of everything an address can name, so that every route of the product has a real door."""

from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from tests.guidance.ids import CATALOGUE
from tests.world import Person, World, action, join
from workspace.accounts.models import User
from workspace.actions.declined import Declined
from workspace.actions.models import Action
from workspace.actions.reminders import Reminder
from workspace.actions.steps import Step
from workspace.actions.words import WhyNot
from workspace.assessments.agreements import Agreement
from workspace.assessments.models import Assessment, AssessmentGroup
from workspace.assessments.ratings import Rating
from workspace.assessments.words import Level
from workspace.comments.models import Note
from workspace.comments.talk import Comment
from workspace.comments.words import NoteKind
from workspace.council.models import ShareLink
from workspace.db import commit, db, now
from workspace.guidance import toolbox
from workspace.members.directory import Directory
from workspace.members.invitations import Invitation
from workspace.members.models import Member, Unit, Workspace
from workspace.members.words import Role
from workspace.plans.models import Plan
from workspace.plans.situations import Situation

PRINCIPLE = "gov-reviewer"
EXAMPLE = next(example for field in CATALOGUE.values() for example in field.examples)
TOOLBOX = {"field": "governance", "theme": "strategy", "principle": PRINCIPLE, "example": EXAMPLE} | {
    "item": "strategy",
    "kind": "csv",
}
OF_THE_TOWN = ("code", "plan", "step", "unit", "other", "invitation", "share", "assessment", "group", "note", "comment")
LONGER = 4  # the neighbouring town has more of everything, so its numbers mean nothing here


def furnish(app: Flask) -> None:
    """Put steps, invitations, links, reminders, reasoned noes and where they start from into both towns."""
    with app.app_context():
        for slug, plans, actions in (("musterstadt", 0, 0), ("nachbarstadt", 1, LONGER + 4)):
            town = db.session.scalars(select(Workspace).filter_by(slug=slug)).one()
            boss = db.session.scalars(select(Member).filter_by(workspace_id=town.id, role=Role.COORDINATOR)).one()
            for number in range(plans):
                Plan.create(by=boss, title=f"Fortschreibung {number}", first_year=2031, last_year=2035)
            settle(town, boss, actions)
        commit()


def settle(town: Workspace, boss: Member, actions: int) -> None:
    """Fill one town."""
    plan = db.session.scalars(select(Plan).filter_by(workspace_id=town.id, number=1)).one()
    for number in range(actions):
        action(plan, boss, f"Geheimnis {number} der Nachbarn", theme="strategy")
    first = db.session.scalars(select(Action).filter_by(workspace_id=town.id, code="M-001")).one()
    discuss(town, first, boss, Step.add(first, by=boss, title="Auftakt"))
    Reminder.set(boss, first, now().date(), "Nachfragen")
    for one in Plan.all_of(town.id):
        Declined.decide(one, PRINCIPLE, by=boss, why=WhyNot.NOT_NOW)
    figure = {"what": "Zuzüge", "value": "12.5", "unit": "%", "year": 2025, "source": f"Amt in {town.name}"}
    start = {"text": f"So ist es in {town.name}.", "figures": [figure]}
    Situation.of(plan)["governance"].describe(start, drawn_from=0, by=boss)
    unit = db.session.scalars(select(Unit).filter_by(workspace_id=town.id)).first()
    Invitation.send(by=boss, email=f"neu@{town.slug}.example", role=Role.READER, unit_id=unit.id if unit else None)
    assess(boss, db.session.get(Unit, first.owner_id or 0) or unit)
    annotate(town, boss)
    ShareLink.create(plan, by=boss, label="Rat", expires_at=now() + timedelta(days=90))
    join(town, Person("Sven", f"sven@{town.slug}.example"), Role.READER)


def assess(boss: Member, unit: Unit | None) -> None:
    """Open assessments (the neighbours have had more) with a group of a unit and one without, and an answer.

    All but the first are closed by now.
    """
    for number in range(LONGER if boss.workspace_id > 1 else 3):
        assessment = Assessment.begin(by=boss, title=f"Wo stehen wir {number}")
        for name, whose in (("Ohne Amt", None), ("Fachbereich", unit)):
            group = AssessmentGroup.invite(assessment, by=boss, name=name, unit=whose)
        Rating.give(group, "strategy", level=Level.PARTLY, evidence="Geheime Antwort")
        if number:
            assessment.close(by=boss)
            Agreement.note(assessment, "strategy", "Geheime Vereinbarung", drawn_from=0, by=boss)


def annotate(town: Workspace, boss: Member) -> None:
    """Add to a principle: the newest by a contributor where there is one, the one before by the coordination."""
    contributor = db.session.scalars(select(Member).filter_by(workspace_id=town.id, role=Role.CONTRIBUTOR)).first()
    for by in (*[boss] * (LONGER if boss.workspace_id > 1 else 1), contributor or boss):
        Note.add(toolbox().principle(PRINCIPLE), by=by, kind=NoteKind.NOTE, title=None, text="Geheime Notiz")


def discuss(town: Workspace, first: Action, boss: Member, step: Step) -> None:
    """Comment on an action's step: the newest by a contributor where there is one, mentioning the coordination."""
    contributor = db.session.scalars(select(Member).filter_by(workspace_id=town.id, role=Role.CONTRIBUTOR)).first()
    directory = Directory(town.id)
    for by in (*[boss] * (LONGER if boss.workspace_id > 1 else 1), contributor or boss):
        Comment.write(
            first, f"Geheimer Kommentar an @{directory.person(boss.id)}", by=by, directory=directory, step=step
        )


def parts(world: World, slug: str) -> dict[str, str]:
    """Return what stands in the places of an address in a town: `<code>`, `<step>`, `<unit>` …"""
    with world.app.app_context():
        town = db.session.scalars(select(Workspace).filter_by(slug=slug)).one().id

        def newest(model: Any) -> Any:
            return db.session.scalars(select(model).where(model.workspace_id == town).order_by(model.id.desc())).first()

        link, invitation, group = newest(ShareLink), newest(Invitation), newest(AssessmentGroup)
        sven = db.session.scalars(select(Member.id).join(User).where(User.email == f"sven@{slug}.example")).one()
        return TOOLBOX | {
            "slug": slug,
            "code": "M-001",
            "plan": str(newest(Plan).number),
            "step": str(newest(Step).id),
            "unit": str(newest(Unit).id),
            "other": str(sven),
            "invitation": str(invitation.id),
            "share": str(link.id),
            "assessment": str(newest(Assessment).number),
            "group": str(group.id),
            "note": str(newest(Note).number),
            "comment": str(newest(Comment).id),
            "public_id": link.public_id,
            "token": invitation.token(),
            "number": "999",
            "filename": "nichts.js",
        }
