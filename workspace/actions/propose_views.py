"""An action of one's own, a unit's or the board's proposal, and the coordination's answer."""

from typing import Any

from flask import Blueprint, flash, g, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from workspace.actions.choose_forms import usual_start
from workspace.actions.models import Action
from workspace.actions.propose_forms import AcceptForm, ActionForm, AnswerForm
from workspace.actions.proposing import ORIGINS, accept, proposals
from workspace.actions.taking import add, take_up
from workspace.actions.words import Origin, Status
from workspace.db import commit, db
from workspace.guidance import toolbox
from workspace.members.access import door, may
from workspace.members.directory import Directory
from workspace.members.models import Member
from workspace.plans.models import Plan
from workspace.web import show

bp = Blueprint("proposing", __name__, url_prefix="/w/<slug>")
PLAN = "/plans/<int(max=2147483647):plan>"


@bp.get(f"{PLAN}/actions/new")
@door(may="propose", of=Plan)
def new_action(plan: Plan, member: Member) -> ResponseReturnValue:
    """Show the form of an action of one's own; `?principle=` or `?home=` say what it is for."""
    box = toolbox()
    served = [one for one in box.principles if one.id in request.args.getlist("principle")]
    home = f"{served[0].field.id}/{served[0].theme.id}" if served else request.args.get("home")
    form = ActionForm(home=home, start=usual_start(plan), principles=[one.id for one in served])
    return form_page(plan, form.offer(decides=may(member, "accept")))


@bp.post(f"{PLAN}/actions/new")
@door(may="propose", of=Plan)
def propose(plan: Plan, member: Member) -> ResponseReturnValue:
    """Put an action of one's own into the plan, or propose it."""
    form = ActionForm().offer(decides=may(member, "accept"))
    if not form.validate():
        return form_page(plan, form), 422
    action = added(plan, form, member)
    commit()
    return said(plan, action, member)


def added(plan: Plan, form: ActionForm, member: Member) -> Action:
    """Add what the form says; who may only propose, proposes."""
    served = [one.id for one in form.served(toolbox())]
    decides = may(member, "accept")
    status = form.status if decides else Status.PROPOSED
    if status is not Status.PROPOSED:
        take_up(plan, served, by=member)
    origin = Origin.TOOLBOX if served and decides else ORIGINS.get(member.role, Origin.OTHER)
    told = {"title": form.title.data, "purpose": form.purpose.data, "principle_ids": served, "origin": origin}
    return add(plan, [told | form.place()], by=member, status=status)[0]


def said(plan: Plan, action: Action, member: Member) -> ResponseReturnValue:
    """Say what became of it, and show where it stands now."""
    if action.status is not Status.PROPOSED:
        flash(_("%(code)s is in the plan. Next: give it an owner and a deadline.", code=action.code), "success")
        return redirect(f"/w/{g.workspace.slug}/actions/{action.code}", 303)
    if may(member, "accept"):
        flash(_("%(code)s is noted as a proposal.", code=action.code), "success")
    else:
        thanks = _("Thank you. %(code)s is proposed; the coordination’s answer will stand here.", code=action.code)
        flash(thanks, "success")
    return redirect(f"/w/{g.workspace.slug}/plans/{plan.number}/proposals", 303)


@bp.get(f"{PLAN}/proposals")
@door(may="propose", of=Plan)
def list_proposals(plan: Plan, member: Member) -> ResponseReturnValue:
    """List proposals: all of them for those who decide, their own with the answers for everybody else."""
    return list_page(plan, member)


@bp.post(f"{PLAN}/proposals/accept")
@door(may="accept", of=Plan)
def accept_many(plan: Plan, member: Member) -> ResponseReturnValue:
    """Accept the ticked proposals."""
    form = AcceptForm()
    if not form.validate() or not form.codes.data:
        return list_page(plan, member, nothing_ticked=True), 422
    return accepted(plan, accept(plan, form.codes.data, by=member))


@bp.post("/actions/<code>/accept")
@door(may="accept", of=Action)
def accept_one(action: Action, member: Member) -> ResponseReturnValue:
    """Accept a proposal."""
    plan = db.session.get_one(Plan, action.plan_id)
    return accepted(plan, accept(plan, [action.code], by=member))


@bp.post("/actions/<code>/turn-down")
@door(may="accept", of=Action)
def turn_down(action: Action, member: Member) -> ResponseReturnValue:
    """Answer a proposal with a no and why."""
    form, plan = AnswerForm(), db.session.get_one(Plan, action.plan_id)
    valid, stale = form.validate(), form.version.data != action.group_version("answer")
    if not valid or stale or action.status is not Status.PROPOSED:
        return list_page(plan, member, answering=action, answer=form, stale=valid), 409 if valid else 422
    action.turn_down(form.answer.data or "", by=member)
    commit()
    flash(_("%(code)s is answered. Whoever proposed it can read why.", code=action.code), "success")
    return redirect(f"/w/{g.workspace.slug}/plans/{plan.number}/proposals", 303)


def accepted(plan: Plan, actions: list[Action]) -> ResponseReturnValue:
    """Commit, and say what is in the plan now and what it needs next."""
    commit()
    if actions:
        text = ngettext(
            "%(code)s is in the plan.", "%(num)d actions are in the plan.", len(actions), code=actions[0].code
        )
        flash(text + " " + _("Next: owners and deadlines."), "success")
    else:
        flash(_("Already decided: nothing was changed."), "info")
    return redirect(f"/w/{g.workspace.slug}/plans/{plan.number}/proposals", 303)


def form_page(plan: Plan, form: ActionForm) -> str:
    """Show the form of an action of one's own, with the principles it may serve."""
    served = form.served(toolbox())
    return show("actions/new.html", nav="plan", plan=plan, form=form, served=served)


def list_page(plan: Plan, member: Member, **more: Any) -> str:
    """Show proposals as this member may see them."""
    found = [one for one in proposals(plan) if may(member, "accept") or one.is_from(member)]
    return show(
        "actions/proposals.html",
        nav="plan",
        plan=plan,
        waiting=[one for one in found if one.is_waiting],
        turned_down=[one for one in found if one.is_turned_down],
        accepted=[one for one in found if one.action.status is not Status.PROPOSED],
        directory=Directory(plan.workspace_id),
        **more,
    )
