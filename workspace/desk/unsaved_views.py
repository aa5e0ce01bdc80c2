"""What one has typed and not saved, told on the first screen, which asks for it by itself: it pays nothing for it."""

from flask import Blueprint, g
from flask.typing import ResponseReturnValue

from workspace.db import now
from workspace.desk.unsaved import unsaved
from workspace.editing.drafts import Draft
from workspace.i18n import local_day
from workspace.members.access import door
from workspace.members.models import Member
from workspace.plans.models import Plan
from workspace.web import show

bp = Blueprint("unsaved", __name__, url_prefix="/w/<slug>/unsaved")
SHOWN = 5


@bp.get("")
@door(may="read")
def list_unsaved(member: Member) -> ResponseReturnValue:
    """Name one's own drafts, the newest first."""
    plan = Plan.current(member.workspace_id)
    plan_url = f"/w/{g.workspace.slug}/plans/{plan.number}/" if plan else f"/w/{g.workspace.slug}/"
    found = unsaved(Draft.all_of(member), plan_url)
    told = {"drafts": found[:SHOWN], "more": len(found) - SHOWN, "today": local_day(now())}
    return show("desk/_unsaved.html", **told)
