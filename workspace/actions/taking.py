"""Taking principles into a plan: each becomes an action, in one transaction, under one batch, and can be taken back."""

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, not_, select

from workspace.actions.choosing import Draft, Standing, drafts
from workspace.actions.declined import Declined
from workspace.actions.models import Action
from workspace.actions.words import Origin, Part, Priority, Status, WhyNot
from workspace.db import db, now
from workspace.guidance.models import Principle
from workspace.history.models import Event
from workspace.members.models import Member, Workspace
from workspace.plans.models import Plan

UNDO_FOR = timedelta(seconds=75)  # a minute for the person, and the way there and back


def standing(plan: Plan) -> Standing:
    """Return where every principle stands in a plan: two queries. In a POST the caller holds the town's lock."""
    query = select(Action).where(Action.workspace_id == plan.workspace_id, Action.plan_id == plan.id)
    actions = db.session.scalars(query.where(not_(answered_no())).order_by(Action.id)).all()
    carriers: dict[str, list[Action]] = defaultdict(list)
    for action in actions:
        for principle_id in action.principle_ids:
            carriers[principle_id].append(action)
    declined = {one.current_id: one for one in Declined.standing(plan)}
    return Standing(dict(carriers), declined, actions)


def answered_no() -> ColumnElement[bool]:
    """Return the condition of a proposal that was turned down or taken back: it carries nothing."""
    return and_(Action.status == Status.PROPOSED, Action.turned_down_at.is_not(None))


def take(
    plan: Plan,
    principles: Iterable[Principle],
    *,
    by: Member,
    start: Status = Status.NOT_STARTED,
    bundles: Mapping[str, str | None] | None = None,
    worded: Callable[[Draft], Draft] = lambda draft: draft,
    **more: Any,
) -> tuple[list[Action], str]:
    """Make actions of the principles nobody has decided about yet; return them and their batch.

    What is carried or left out already stays as it is, so taking twice makes nothing twice. The caller holds the lock.
    `worded` may put a draft into other words; `more` are further facts of every action.
    """
    batch = secrets.token_hex(8)
    new = map(worded, drafts(standing(plan).open(principles), bundles or {}))
    return add(plan, [facts(draft) | more for draft in new], by=by, status=start, batch=batch), batch


def facts(draft: Draft) -> dict[str, Any]:
    """Return what a draft says of the action it becomes."""
    return {
        "title": draft.title,
        "situation": draft.situation,
        "purpose": draft.purpose,
        "field_id": draft.theme.field.id,
        "theme_id": draft.theme.id,
        "principle_ids": list(draft.principle_ids),
    }


def add(
    plan: Plan, actions: Iterable[Mapping[str, Any]], *, by: Member, status: Status, batch: str | None = None
) -> list[Action]:
    """Put actions into a plan under the town's next codes. The caller holds the lock."""
    town = db.session.get_one(Workspace, plan.workspace_id)
    usual = {
        "workspace_id": plan.workspace_id,
        "plan_id": plan.id,
        "status": status,
        "origin": Origin.TOOLBOX,
        "priority": Priority.NORMAL,
        "part": Part.OWN,
    }
    rows = [{**usual, "code": town.next_code(), **action} for action in actions]
    return Action.start_all("proposed" if status is Status.PROPOSED else "created", rows, by=by, batch=batch)


def decline(plan: Plan, principles: Iterable[Principle], *, by: Member, why: WhyNot, **reason: Any) -> None:
    """Leave principles out with one reason, under one batch. The caller has seen to it that no action carries them."""
    batch = secrets.token_hex(8)
    for principle in principles:
        Declined.decide(plan, principle.id, by=by, why=why, batch=batch, **reason)


def take_up(plan: Plan, principle_ids: Iterable[str], *, by: Member, batch: str | None = None) -> None:
    """End the reasoned no of principles that an action now carries."""
    wanted = set(principle_ids)
    for declined in Declined.standing(plan):
        if declined.current_id in wanted:
            declined.reopen(by=by, batch=batch)


def take_back(plan: Plan, batch: str, *, by: Member) -> tuple[list[Action], list[Action]]:
    """Take the actions of a batch out again, where nobody has gone on with them. Returns (taken out, left in).

    Only the person who made the batch can, only for a minute. Codes aren't used again, principles are open again.
    """
    told = select(Event.subject).where(
        Event.workspace_id == plan.workspace_id,
        Event.batch == batch,
        Event.kind.in_(("action.created", "action.proposed")),
        Event.actor == by.pseudonym,
        Event.at > now() - UNDO_FOR,
    )
    codes = [subject.removeprefix("action-") for subject in db.session.scalars(told)]
    query = select(Action).where(Action.workspace_id == plan.workspace_id, Action.plan_id == plan.id)
    actions = db.session.scalars(query.where(Action.code.in_(codes)).order_by(Action.id)).all()
    untouched = [action for action in actions if action.version == 1]
    for action in untouched:
        action.record("taken_back", by=by, batch=batch, status=Status.PROPOSED, turned_down_at=now())
    return untouched, [action for action in actions if action not in untouched]
