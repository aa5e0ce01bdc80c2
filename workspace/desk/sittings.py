"""Which sittings a plan has had, and which one is going on: read off what was decided, so that no browser need live."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from workspace.db import db
from workspace.history.models import Event
from workspace.history.sittings import Sitting
from workspace.members.models import Member
from workspace.plans.models import Plan

MOST = 12  # sittings to choose from


@dataclass(frozen=True, slots=True)
class Held:
    """A sitting with when it first and last decided something, and how often."""

    sitting: Sitting
    first: datetime
    last: datetime
    count: int


def held(plan: Plan) -> list[Held]:
    """Return a plan's sittings, the newest first."""
    query = select(Event.batch, func.min(Event.at), func.max(Event.at), func.count(Event.id))
    query = query.where(Event.workspace_id == plan.workspace_id, Event.batch.startswith(f"sitting-{plan.number}-"))
    found = db.session.execute(query.group_by(Event.batch).order_by(func.max(Event.seq).desc()).limit(MOST))
    read = [(Sitting.of(batch), first, last, count) for batch, first, last, count in found]
    return [Held(sitting, first, last, count) for sitting, first, last, count in read if sitting is not None]


def begun(plan: Plan, sittings: list[Held], member: Member, today: date) -> Sitting:
    """Return a new sitting of the member's: the first of the day, or the next after those they have held."""
    numbers = [one.sitting.number for one in sittings if (one.sitting.member, one.sitting.day) == (member.id, today)]
    return Sitting(plan.number, today, member.id, max(numbers, default=0) + 1)


def going_on(plan: Plan, member: Member, key: str, today: date) -> Sitting:
    """Return the sitting an address names while it can go on, over midnight too; else the member's own of today."""
    named = Sitting.read(plan.number, key)
    if named is not None and 0 <= (today - named.day).days <= 1:
        return named
    own = [one.sitting for one in held(plan) if (one.sitting.member, one.sitting.day) == (member.id, today)]
    return own[0] if own else Sitting(plan.number, today, member.id, 1)
