"""Proposals: who made which, what became of them, and taking several into the plan at once."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, literal, select
from sqlalchemy.orm import undefer

from workspace.actions.models import Action
from workspace.actions.taking import take_up
from workspace.actions.words import Origin, Status
from workspace.db import db
from workspace.history.models import Event
from workspace.members.models import Member
from workspace.members.words import Role
from workspace.plans.models import Plan

ORIGINS = {Role.BOARD: Origin.BOARD, Role.CONTRIBUTOR: Origin.UNIT}  # whose proposals come from where


@dataclass(frozen=True, slots=True)
class Proposal:
    """An action that was proposed, by whom and when, as far as the history tells."""

    action: Action
    by: Member | None
    at: datetime | None

    @property
    def is_waiting(self) -> bool:
        """Say whether it still waits for an answer."""
        return self.action.status is Status.PROPOSED and self.action.turned_down_at is None

    @property
    def is_turned_down(self) -> bool:
        """Say whether it was answered with a no."""
        return self.action.status is Status.PROPOSED and self.action.answer is not None

    def is_from(self, member: Member) -> bool:
        """Say whether the member or somebody of their unit proposed it."""
        if self.by is None:
            return False
        return self.by.id == member.id or (member.unit_id is not None and self.by.unit_id == member.unit_id)


def proposals(plan: Plan) -> list[Proposal]:
    """Return everything that was ever proposed for a plan, in the order of codes: one query."""
    told = and_(
        Event.workspace_id == Action.workspace_id,
        Event.subject == literal("action-") + Action.code,
        Event.kind == "action.proposed",
    )
    who = and_(Member.workspace_id == Action.workspace_id, Member.pseudonym == Event.actor)
    query = (
        select(Action, Member, Event.at).options(undefer(Action.purpose)).outerjoin(Event, told).outerjoin(Member, who)
    )
    query = query.where(Action.workspace_id == plan.workspace_id, Action.plan_id == plan.id)
    query = query.where((Action.status == Status.PROPOSED) | Event.id.is_not(None)).order_by(Action.id)
    return [Proposal(*row) for row in db.session.execute(query)]


def accept(plan: Plan, codes: Iterable[str], *, by: Member) -> list[Action]:
    """Take proposals into the plan under one batch and return them; what isn't a proposal (any more) stays as it is."""
    batch, wanted = secrets.token_hex(8), set(codes)
    query = select(Action).where(Action.workspace_id == plan.workspace_id, Action.plan_id == plan.id)
    waiting = db.session.scalars(query.where(Action.status == Status.PROPOSED).order_by(Action.id))
    accepted = [action for action in waiting if action.code in wanted]
    for action in accepted:
        action.accept(by=by, batch=batch)
    take_up(plan, [one for action in accepted for one in action.principle_ids], by=by, batch=batch)
    return accepted
