"""Earlier versions of an action's texts, of its steps, and of why a principle is left out."""

from flask import Blueprint

from workspace.actions.declined import Declined
from workspace.actions.groups import GROUPS, Group
from workspace.actions.models import Action
from workspace.actions.steps import Step
from workspace.db import db
from workspace.editing.versioned import Versioned
from workspace.editing.views import offer
from workspace.guidance import toolbox
from workspace.i18n import lazy as _l
from workspace.plans.models import Plan

bp = Blueprint("versions", __name__, url_prefix="/w/<slug>")


def reasons_place(declined: Declined) -> str:
    """Return where a reasoned no stands, below the town's address."""
    return f"plans/{db.session.get_one(Plan, declined.plan_id).number}/declined"


def called(action: Action) -> str:
    """Return what an action is called."""
    return f"{action.code} {action.title}"


def of_group(group: Group) -> Versioned:
    """Return how to look back at a field group of the sheet."""
    return Versioned(
        model=Action,
        group=group.name,
        title=group.title,
        texts=group.texts,
        address=lambda action: f"actions/{action.code}/versions/{group.name}",
        place=lambda action: f"actions/{action.code}#group-{group.name}",
        called=called,
        may=group.may,
        seen=group.seen,
    )


for _group in GROUPS.values():
    if _group.texts:
        offer(bp, of_group(_group), f"/actions/<code>/versions/{_group.name}")

STEP = Versioned(
    model=Step,
    group="about",
    title=_l("Step"),
    texts=("title",),
    address=lambda step: f"actions/{step.action.code}/steps/{step.id}/versions",
    place=lambda step: f"actions/{step.action.code}#step-{step.id}",
    called=lambda step: called(step.action),
    may="edit_action",
)
REASON = Versioned(
    model=Declined,
    group="reason",
    title=_l("Left out on purpose"),
    texts=("note",),  # who decided and whose task it is belong to the why that was chosen with them
    address=lambda declined: f"{reasons_place(declined)}/{declined.current_id}/versions",
    place=lambda declined: f"{reasons_place(declined)}#principle-{declined.current_id}",
    called=lambda declined: toolbox().principle(declined.current_id).title,
    may="choose",
)
offer(bp, STEP, "/actions/<code>/steps/<int(max=2147483647):step>/versions")
offer(bp, REASON, "/plans/<int(max=2147483647):plan>/declined/<principle>/versions")
