"""What the product knows of a town's way so far, in five queries: plan, assessment, actions, noes, and three counts."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select

from workspace.actions import coverage
from workspace.actions.declined import Declined
from workspace.actions.facts import Reach
from workspace.actions.listing import Filter, lines_of
from workspace.actions.words import NEEDS_OWNER
from workspace.assessments.models import Assessment, AssessmentGroup
from workspace.council.models import ShareLink
from workspace.db import db, now
from workspace.desk.stops import Known
from workspace.members.models import Member, Unit
from workspace.members.words import UnitKind
from workspace.plans.models import Plan


def known(member: Member, today: date) -> Known:
    """Return what is known of a member's town today."""
    plan, assessed = Plan.current(member.workspace_id), assessment(member.workspace_id)
    if plan is None:
        return Known(**assessed)
    actions = lines_of(plan, member=member, wanted=Filter(), today=today, kind=Reach)
    carried = frozenset(coverage.served(actions, coverage.is_carried))
    decided = carried | {one.principle_id for one in Declined.standing(plan)}
    leaders = {action.owner_id for action in actions if coverage.is_carried(action) and action.owner_id is not None}
    outside, migrants, shares = counts(plan, leaders)
    return Known(
        plan=plan,
        actions=actions,
        carried=carried,
        proposed=frozenset(coverage.served(actions, coverage.is_proposed)) - decided,
        decided=decided,
        unfinished=sum(action.status in NEEDS_OWNER for action in actions),
        lacking=sum(action.lacks_owner or action.lacks_deadline for action in actions),
        overdue=sum(action.is_overdue(today) for action in actions),
        leading=len(leaders),
        leading_outside=outside,
        leading_migrants=migrants,
        shares=shares,
        **assessed,
    )


def assessment(workspace_id: int) -> dict[str, Any]:
    """Return the town's newest assessment, and how many of its groups have finished: one query."""
    group = AssessmentGroup
    query = select(Assessment, func.count(group.id), func.count(group.finished_at)).outerjoin(
        group, group.assessment_id == Assessment.id
    )
    query = query.where(Assessment.workspace_id == workspace_id).group_by(Assessment.id)
    found = db.session.execute(query.order_by(Assessment.number.desc()).limit(1)).first()
    return {"assessment": found[0], "groups": found[1], "finished": found[2]} if found else {}


def counts(plan: Plan, leaders: set[int]) -> tuple[int, int, int]:
    """Count the leading units outside the town hall, those of migrants themselves, and the plan's open share links."""

    def led(condition: ColumnElement[bool]) -> ColumnElement[int]:
        query = select(func.count()).select_from(Unit).where(Unit.workspace_id == plan.workspace_id)
        return query.where(Unit.id.in_(leaders), condition).scalar_subquery()

    shares = select(func.count()).select_from(ShareLink).where(ShareLink.workspace_id == plan.workspace_id)
    shares = shares.where(ShareLink.plan_id == plan.id, ShareLink.revoked_at.is_(None), ShareLink.expires_at > now())
    outside, migrants = Unit.kind != UnitKind.DEPARTMENT, Unit.kind.in_((UnitKind.MIGRANTS, UnitKind.BOARD))
    found = db.session.execute(select(led(outside), led(migrants), shares.scalar_subquery())).one()
    return found[0], found[1], found[2]
