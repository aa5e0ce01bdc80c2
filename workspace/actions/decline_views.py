"""The reasoned no: leaving principles out with a why, or pressing for them where others are in charge."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from workspace.actions.choose_forms import usual_start
from workspace.actions.choose_views import base, taken
from workspace.actions.choosing import Draft
from workspace.actions.decline_forms import DeclineForm, ReasonForm
from workspace.actions.declined import Declined
from workspace.actions.gaps import Gaps
from workspace.actions.models import Action
from workspace.actions.taking import decline, standing, take
from workspace.actions.words import Part, Status, WhyNot
from workspace.db import commit, db
from workspace.editing import drafts
from workspace.editing.telling import saved_now, tell_merged
from workspace.forms import LINE
from workspace.guidance import toolbox
from workspace.guidance.models import Principle
from workspace.members.access import door
from workspace.members.models import Member
from workspace.plans.models import Plan
from workspace.web import on_to, show

bp = Blueprint("declining", __name__, url_prefix="/w/<slug>/plans/<int(max=2147483647):plan>/declined")


@bp.get("")
@door(may="read", of=Plan)
def list_declined(plan: Plan, member: Member) -> ResponseReturnValue:
    """List what the plan leaves out on purpose, and why."""
    left_out = {one.current_id: one for one in Declined.standing(plan)}
    found = [(one, left_out[one.id]) for one in toolbox().principles if one.id in left_out]
    return show("actions/declined.html", nav="plan", plan=plan, found=found, today=g.workspace.today())


@bp.get("/new")
@door(may="choose", of=Plan)
def new_decline(plan: Plan, member: Member) -> ResponseReturnValue:
    """Ask why the principles of the address (`?principle=`) are left out."""
    asked: dict[str, Any] = {"principles": request.args.getlist("principle")}
    if whose := request.args.get("whose", "")[:LINE]:
        asked |= {"whose": whose, "why": WhyNot.NOT_OURS.value}
    return decline_page(plan, DeclineForm(**asked, assessment=request.args.get("assessment", type=int)))


@bp.post("")
@door(may="choose", of=Plan)
def leave_out(plan: Plan, member: Member) -> ResponseReturnValue:
    """Leave the ticked principles out with one reason, or press for them elsewhere: all or nothing."""
    form = DeclineForm()
    valid, meant = form.validate(), ticked(form)
    if not valid or not meant or len(standing(plan).open(meant)) < len(meant):
        return decline_page(plan, form, nothing_ticked=not meant), 422
    drafts.Draft.forget(member, f"{base(plan)}/choose")  # what was ticked there has gone where it was meant to go
    if form.do.data == "press":
        gaps = Gaps.at(plan.workspace_id, form.assessment.data)
        pressed = press(plan, meant, form.whose.data, gaps, by=member)
        return taken(plan, *pressed, asked=len(meant), back_to=origin(gaps))
    decline(plan, meant, by=member, **form.columns())
    return settled(plan, left_out(len(meant)), origin(Gaps.at(plan.workspace_id, form.assessment.data)))


def left_out(count: int) -> str:
    """Say how many principles are left out now."""
    return ngettext("%(num)d principle is left out.", "%(num)d principles are left out.", count)


@bp.get("/<principle>")
@door(may="choose", of=Declined)
def edit_reason(principle: Declined, member: Member) -> ResponseReturnValue:
    """Show a reasoned no as it can be changed or ended."""
    return reason_page(principle, ReasonForm.of(principle))


@bp.post("/<principle>")
@door(may="choose", of=Declined)
def save_reason(principle: Declined, member: Member) -> ResponseReturnValue:
    """Change why; a stale form becomes a 409 on its way out."""
    form = ReasonForm()
    if not form.validate():
        return reason_page(principle, form), 422
    reason, drawn_from = form.columns(), form.version.data or 0
    principle.edit("reason", reason, drawn_from=drawn_from, by=member, verb="decline_edited")
    tell_merged(principle, "reason", on_a_page=True)
    return settled(plan_of(principle), saved_now(), "/declined")


@bp.post("/<principle>/reopen")
@door(may="choose", of=Declined)
def reopen(principle: Declined, member: Member) -> ResponseReturnValue:
    """Take a principle up again: it is open, and can be chosen."""
    principle.reopen(by=member)
    title = toolbox().principle(principle.principle_id).title
    here = f"/choose?principle={principle.current_id}#principle-{principle.current_id}"
    return settled(plan_of(principle), _("“%(title)s” is open again and already ticked.", title=title), here)


def settled(plan: Plan, text: str, at: str = "/choose") -> ResponseReturnValue:
    """Commit, say what was done, and go on in the plan."""
    commit()
    flash(text, "success")
    return on_to(f"{base(plan)}{at}")


def ticked(form: DeclineForm) -> list[Principle]:
    """Return the principles ticked in the form; unknown ids mean nothing."""
    ids = set(form.principles.data or ())
    return [one for one in toolbox().principles if one.id in ids]


def press(
    plan: Plan, principles: list[Principle], whom: str, gaps: Gaps | None, *, by: Member
) -> tuple[list[Action], str]:
    """Make actions of advocacy towards whom it is for to act; from an assessment, with its answers."""

    def worded(draft: Draft) -> Draft:
        said = pressing(draft, towards=whom)
        return gaps.worded(said) if gaps else said

    more: dict[str, Any] = {"part": Part.ADVOCACY, "part_towards": whom, **(gaps.facts if gaps else {})}
    return take(plan, principles, by=by, start=Status(usual_start(plan)), worded=worded, **more)


def origin(gaps: Gaps | None) -> str:
    """Return where one came from, below the plan's address: what an assessment proposes, or the whole toolbox."""
    return f"/gaps/{gaps.assessment.number}" if gaps else "/choose"


def pressing(draft: Draft, *, towards: str) -> Draft:
    """Word a draft as what the town presses others for."""
    purpose = _("This is the task of: %(who)s. The town presses for it there:", who=towards)
    return replace(draft, title=_("Press for: %(title)s", title=draft.title), purpose=f"{purpose}\n\n{draft.purpose}")


def decline_page(plan: Plan, form: DeclineForm, **more: Any) -> str:
    """Show the page that asks why, with what can't be left out because it is decided on already."""
    found, meant = standing(plan), ticked(form)
    before = [one for one in meant if one.id in found.declined and one.id not in found.carriers]
    return show(
        "actions/decline.html",
        nav="plan",
        plan=plan,
        form=form,
        asked=found.open(meant),
        carried=[(one, found.carriers[one.id]) for one in found.carried(meant)],
        before=[(one, found.declined[one.id]) for one in before],
        **more,
    )


def reason_page(declined: Declined, form: ReasonForm) -> str:
    """Show one reasoned no to be changed."""
    principle, plan = toolbox().principle(declined.principle_id), plan_of(declined)
    context = {"plan": plan, "principle": principle, "declined": declined, "form": form}
    return show("actions/reason.html", nav="plan", **context)


def plan_of(declined: Declined) -> Plan:
    """Return the plan a reasoned no belongs to."""
    return db.session.get_one(Plan, declined.plan_id)
