"""What a document is made of, read in three queries whatever the plan's size: actions, directory, the reasoned noes."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from workspace.actions.declined import Declined
from workspace.actions.models import Action
from workspace.actions.steps import Step
from workspace.db import db, now
from workspace.guidance import toolbox
from workspace.members.directory import Directory
from workspace.members.models import Workspace
from workspace.plans.models import Plan
from workspace.plans.situations import Situation
from workspace.reports.document import Material


def material(
    town: Workspace,
    plan: Plan,
    actions: Sequence[Action] | None = None,
    situations: Mapping[str, Situation] | None = None,
    steps: Mapping[int, Sequence[Step]] | None = None,
) -> Material:
    """Return what a document of a plan is made of: the given actions, or all; figures and steps where given."""
    return Material(
        town=town.name,
        plan=plan,
        actions=all_actions(plan) if actions is None else actions,
        declined=Declined.standing(plan),
        directory=Directory(plan.workspace_id),
        toolbox=toolbox(),
        today=town.today(),
        at=now(),
        situations=situations or {},
        steps=steps or {},
    )


def all_actions(plan: Plan) -> list[Action]:
    """Return the plan's actions; who may read which is the document's to say."""
    query = select(Action).where(Action.workspace_id == plan.workspace_id, Action.plan_id == plan.id)
    return list(db.session.scalars(query.order_by(Action.id)))
