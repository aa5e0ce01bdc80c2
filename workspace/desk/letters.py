"""The letter that tells those concerned what a sitting has decided, and to whom it goes."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import func, or_, select

from workspace.accounts.models import User
from workspace.db import db
from workspace.desk import minutes
from workspace.desk.decided import Decision, decisions
from workspace.history.models import Event
from workspace.history.sittings import Sitting
from workspace.mail import Letter, Mail, renders
from workspace.members.models import Member, Unit, Workspace
from workspace.members.rights import STAFF
from workspace.plans.models import Plan

KIND = "decisions"


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone concerned. Contacts of units without an account read nothing internal, and only what is their unit's."""

    name: str
    email: str
    unit_ids: frozenset[int] = frozenset()
    internal: bool = False

    def share(self, decided: Sequence[Decision]) -> list[Decision]:
        """Return what this reader is told of."""
        return [one for one in decided if self.internal or (one.units & self.unit_ids and one.is_open)]


def readers(workspace_id: int, decided: Sequence[Decision]) -> list[Reader]:
    """Return those concerned who can be written to."""
    return [one for one in concerned(workspace_id, decided) if one.email]


def concerned(workspace_id: int, decided: Sequence[Decision]) -> list[Reader]:
    """Return who is concerned: staff of the units that lead or led, people in charge, else the units' contacts.

    A unit of which no address is known stands there without one.
    """
    units, people = {id_ for one in decided for id_ in one.units}, {id_ for one in decided for id_ in one.people}
    query = select(User.name, User.email, Member.unit_id).join(Member, Member.user_id == User.id)
    query = query.where(Member.workspace_id == workspace_id, Member.removed_at.is_(None), Member.role.in_(STAFF))
    staff = db.session.execute(query.where(or_(Member.unit_id.in_(units), Member.id.in_(people))).order_by(User.name))
    found = {email: Reader(name, email, internal=True) for name, email, _unit in staff}
    with_account = {unit for _name, _email, unit in db.session.execute(query)}
    led = select(Unit).where(Unit.workspace_id == workspace_id, Unit.id.in_(units - with_account))
    for unit in db.session.scalars(led.order_by(Unit.name)):
        contact = Reader(unit.contact or unit.name, unit.contact_email or "", frozenset({unit.id}))
        if contact.share(decided):
            found.setdefault(contact.email or unit.name, contact)
    return [*found.values()]


def newest(workspace_id: int, sitting: Sitting) -> int | None:
    """Return the sitting's newest event: a letter about it tells of everything up to now, and goes out once."""
    query = select(func.max(Event.id)).where(Event.workspace_id == workspace_id, Event.batch == sitting.batch)
    return db.session.scalar(query)


def queued(workspace_id: int, event_id: int) -> dict[str, Mail]:
    """Return the letters about a sitting as it stood at an event, by address."""
    query = select(Mail).where(Mail.workspace_id == workspace_id, Mail.kind == KIND, Mail.subject_id == event_id)
    return {mail.recipient: mail for mail in db.session.scalars(query)}


@renders(KIND)
def decisions_letter(mail: Mail) -> Letter | None:
    """Write the letter, as far as its reader may know; nothing, once nothing in it concerns them any more."""
    event = db.session.get(Event, mail.subject_id)
    sitting = Sitting.of(event.batch) if event and event.workspace_id == mail.workspace_id else None
    if event is None or sitting is None:
        return None
    decided = decisions(event.workspace_id, sitting)
    reader = next((one for one in readers(event.workspace_id, decided) if one.email == mail.recipient), None)
    return write(event.workspace_id, sitting, decided, reader) if reader and reader.share(decided) else None


def write(workspace_id: int, sitting: Sitting, decided: Sequence[Decision], reader: Reader) -> Letter:
    """Write what was decided to one reader."""
    town = db.session.get_one(Workspace, workspace_id)
    plan = Plan.at(workspace_id, plan=sitting.plan)
    told = minutes.text(sitting, plan.title if plan else town.name, reader.share(decided), internal=reader.internal)
    ways = [_("In Mitplan: %(address)s", address=address(town.slug, sitting))] if reader.internal else []
    body = "\n\n".join([_("Good day,"), _("this was agreed about actions that concern you."), told, *ways])
    return Letter(subject=f"{minutes.title(sitting)} ({town.name})", body=f"{body}\n")


def address(slug: str, sitting: Sitting) -> str:
    """Return where the list stands."""
    return f"{current_app.config['MITPLAN_URL']}/w/{slug}/plans/{sitting.plan}/screen/decided?meeting={sitting.key}"
