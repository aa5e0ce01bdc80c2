"""What one has typed and not saved, told on the first screen, which asks for it by itself: it pays nothing for it."""

from flask import Blueprint, g
from flask.typing import ResponseReturnValue

from workspace.db import now
from workspace.desk.unsaved import unsaved
from workspace.editing.drafts import Draft
from workspace.editing.typed import is_written
from workspace.i18n import local_day
from workspace.members.access import door
from workspace.members.models import Member
from workspace.plans.models import Plan
from workspace.web import show

bp = Blueprint("unsaved", __name__, url_prefix="/w/<slug>")
SHOWN = 5


@bp.get("/unsaved")
@door(may="read")
def list_unsaved(member: Member) -> ResponseReturnValue:
    """Name one's own drafts, the newest first."""
    found = unsaved(Draft.all_of(member), plan_url(member))
    told = {"drafts": found[:SHOWN], "more": len(found) - SHOWN, "today": local_day(now())}
    return show("desk/_unsaved.html", **told)


@bp.get("/drafts/texts")
@door(may="read")
def show_texts(member: Member) -> ResponseReturnValue:
    """Show what one's own drafts say, to be read and copied: also where a form is gone, or the right to it."""
    drafts = Draft.all_of(member, whole=True)
    found = zip(drafts, unsaved(drafts, plan_url(member)), map(wordings, drafts), strict=True)
    return show("desk/drafts.html", nav="desk", drafts=list(found), today=local_day(now()))


def plan_url(member: Member) -> str:
    """Return where the town's plan stands; without one, its first screen."""
    plan = Plan.current(member.workspace_id)
    return f"/w/{g.workspace.slug}/plans/{plan.number}/" if plan else f"/w/{g.workspace.slug}/"


def wordings(draft: Draft) -> list[str]:
    """Return the texts of a draft that were written."""
    return [text for name, text in draft.fields if is_written(name, text)]
