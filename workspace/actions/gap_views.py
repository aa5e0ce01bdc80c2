"""From gaps to the plan: what an assessment proposes, to be taken up, pressed for elsewhere, or left out."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, redirect, request
from flask.typing import ResponseReturnValue

from workspace.actions.choose_forms import ChooseForm, choose_form, usual_start
from workspace.actions.choose_views import base, taken, undoable
from workspace.actions.gaps import Gaps
from workspace.actions.taking import standing, take
from workspace.assessments import wording
from workspace.guidance import toolbox
from workspace.guidance.models import Principle
from workspace.members.access import door
from workspace.members.models import Member
from workspace.plans.models import Plan
from workspace.web import show

bp = Blueprint(
    "gaps",
    __name__,
    url_prefix="/w/<slug>/plans/<int(max=2147483647):plan>/gaps/<int(max=2147483647):assessment>",
)


@bp.get("")
@door(may="choose")
def show_gaps(plan: int, assessment: int, member: Member) -> ResponseReturnValue:
    """Show what an assessment proposes for a plan, the widest gap that matters most first."""
    found, gaps = both(plan, assessment, member)
    return page(found, gaps, choose_form(principles=request.args.getlist("principle"), start=usual_start(found)))


@bp.post("")
@door(may="choose")
def take_up(plan: int, assessment: int, member: Member) -> ResponseReturnValue:
    """Make actions of what is ticked, each with its answers as starting position; or go on to leave it out."""
    found, gaps = both(plan, assessment, member)
    form = choose_form()
    ticked = form.ticked(toolbox())
    if not form.validate() or not ticked:
        return page(found, gaps, form, nothing_ticked=not ticked), 422
    if form.do.data == "decline":
        return redirect(f"{base(found)}/declined/new?{asked_about(ticked, assessment)}", 303)
    how: dict[str, Any] = {"start": form.status, "bundles": form.bundles(), "worded": gaps.worded}
    made, batch = take(found, ticked, by=member, **how, **gaps.facts)
    return taken(found, made, batch, asked=len(ticked), back_to=f"/gaps/{assessment}")


def asked_about(principles: list[Principle], assessment: int) -> str:
    """Return the query with which the page that leaves principles out knows them, and where they come from."""
    return urlencode([("assessment", assessment), *(("principle", one.id) for one in principles)])


def both(plan: int, assessment: int, member: Member) -> tuple[Plan, Gaps]:
    """Return plan and proposals of an address, within the town."""
    found, gaps = Plan.at(member.workspace_id, plan=plan), Gaps.at(member.workspace_id, assessment)
    return (found, gaps) if found and gaps else abort(404)


def page(plan: Plan, gaps: Gaps, form: ChooseForm, **more: Any) -> str:
    """Show the page."""
    found = standing(plan)
    is_open = {one.theme.id: bool(found.open(one.theme.principles)) for one in (*gaps.ours, *gaps.others)}
    piles = {
        "ours": [one for one in gaps.ours if is_open[one.theme.id]],
        "others": [one for one in gaps.others if is_open[one.theme.id]],
        "decided": [one for one in (*gaps.ours, *gaps.others) if not is_open[one.theme.id]],
    }
    context = {"plan": plan, "gaps": gaps, "form": form, "standing": found, "undo": undoable()}
    context["plans"] = Plan.all_of(plan.workspace_id)
    return show("actions/gaps.html", nav="assessments", wording=wording, **piles, **context, **more)
