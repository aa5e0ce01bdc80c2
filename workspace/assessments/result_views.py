"""Beyond the page of a closed assessment: notes on what was agreed, the change since the last, the big screen."""

from typing import Any

from flask import Blueprint, abort, g, redirect, request
from flask.typing import ResponseReturnValue

from workspace.actions.models import Action
from workspace.assessments.agreements import Agreement
from workspace.assessments.comparing import compare
from workspace.assessments.forms import AgreementForm, GroupForm
from workspace.assessments.models import Assessment
from workspace.assessments.results import outcome
from workspace.assessments.views import beside, here, page
from workspace.db import commit
from workspace.guidance import toolbox
from workspace.members.access import door
from workspace.members.models import Member
from workspace.plans.models import Plan
from workspace.web import on_to, show

bp = Blueprint("results", __name__, url_prefix="/w/<slug>/assessments/<int(max=2147483647):assessment>")


@bp.post("/agreements/<item>")
@door(may="note_agreements")
def note_agreement(assessment: int, item: str, member: Member) -> ResponseReturnValue:
    """Note what was agreed on about a theme or principle; another text that stands there now is answered 409."""
    found, form = closed(member, assessment), AgreementForm()
    thing = found.item(toolbox(), item) or abort(404)
    if not form.validate():
        return page(found, GroupForm(None), agreement_form=form, noting=thing.id), 422
    Agreement.note(found, thing.id, form.text.data, drawn_from=form.version.data or 0, by=member)
    commit()
    at = request.args.get("at", type=int)
    back = f"{here(found)}/screen?at={at}" if at else here(found)
    return on_to(f"{back}#agreement-{thing.id}")


@bp.get("/agreements/<item>")
@door(may="read")
def show_agreement(assessment: int, item: str, member: Member) -> ResponseReturnValue:
    """Lead to where the note stands: the way back from a conflict."""
    found = closed(member, assessment)
    thing = found.item(toolbox(), item) or abort(404)
    return redirect(f"{here(found)}#agreement-{thing.id}", 303)


@bp.get("/plan")
@door(may="choose")
def into_the_plan(assessment: int, member: Member) -> ResponseReturnValue:
    """Lead to what the assessment proposes for the plan the town works on; where there is none yet, to a new one."""
    found, plan = closed(member, assessment), Plan.current(member.workspace_id)
    way = f"{plan.number}/gaps/{found.number}" if plan else "new"
    return redirect(f"/w/{g.workspace.slug}/plans/{way}", 303)


@bp.get("/change")
@door(may="read")
def show_change(assessment: int, member: Member) -> ResponseReturnValue:
    """Show what has moved since the assessment before, beside what was done meanwhile."""
    now = closed(member, assessment)
    before = now.before() or abort(404)
    scores, earlier = (everything(one) for one in (now, before))
    done = Action.done_between(member.workspace_id, before.closed_at, now.closed_at)
    found = compare(scores, earlier)
    return show("assessments/change.html", nav="assessments", now=now, before=before, comparison=found, done=done)


@bp.get("/screen")
@door(may="read")
def show_screen(assessment: int, member: Member) -> ResponseReturnValue:
    """Show the result for the room, one thing after the other in large type; `?at=` says which."""
    found = closed(member, assessment)
    shown = outcome(found) | beside(found)
    slides: list[Any] = ["overview", "gaps", *shown["disagreements"], "strengths"]
    at = min(max(request.args.get("at", 1, type=int), 1), len(slides))
    place = {"at": at, "count": len(slides), "slide": slides[at - 1], "here": here(found)}
    return show("assessments/screen.html", nav="assessments", assessment=found, **place, **shown)


def closed(member: Member, number: int) -> Assessment:
    """Return the closed assessment of an address; 404 while it runs: nothing of it is to be seen."""
    found = Assessment.at(member.workspace_id, assessment=number)
    return found if found and not found.is_open else abort(404)


def everything(assessment: Assessment) -> list[Any]:
    """Return the scores of an assessment's themes and of the principles that were answered: two queries."""
    found = outcome(assessment)
    return [*found["scores"], *found["details"]]
