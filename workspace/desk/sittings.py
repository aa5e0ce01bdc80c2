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
    return Sitting(plan.number, today, member.id, count_of(sittings, member.id, today) + 1)


def going_on(plan: Plan, member: Member, key: str, today: date) -> Sitting:
    """Return the sitting an address names while it can go on, over midnight too; else the member's own of today.

    One that nobody can have begun yet isn't taken: it would stand in the way of those to come.
    """
    named, sittings = Sitting.read(plan.number, key), held(plan)
    if named is not None and can_be(named, sittings, member, today):
        return named
    own = [one.sitting for one in sittings if (one.sitting.member, one.sitting.day) == (member.id, today)]
    return own[0] if own else Sitting(plan.number, today, member.id, 1)


def count_of(sittings: list[Held], member_id: int, day: date) -> int:
    """Return the number of the last sitting a member has held on a day."""
    numbers = [one.sitting.number for one in sittings if (one.sitting.member, one.sitting.day) == (member_id, day)]
    return max(numbers, default=0)


def can_be(sitting: Sitting, sittings: list[Held], member: Member, today: date) -> bool:
    """Say whether a sitting may go on: of today or yesterday, a member's own or a colleague's, the next one at most."""
    is_fresh = 0 <= (today - sitting.day).days <= 1
    is_next = 0 < sitting.number <= count_of(sittings, sitting.member, sitting.day) + 1
    if not (is_fresh and is_next) or sitting.member == member.id:
        return is_fresh and is_next
    other = db.session.get(Member, sitting.member)
    return other is not None and other.workspace_id == member.workspace_id
