"""An action's steps: added, taken over from the toolbox, edited, ticked, removed."""

from typing import Any

from flask import Blueprint, abort, g, redirect, request
from flask.typing import ResponseReturnValue

from workspace.actions.models import Action
from workspace.actions.sheet import WholeAction
from workspace.actions.sheet_page import drawn, here, newest, page
from workspace.actions.step_forms import NewStepForm, RemovalForm, StepForm, TickForm
from workspace.actions.steps import OnceStep, Step
from workspace.db import commit
from workspace.editing.drafts import Draft
from workspace.editing.telling import tell_merged
from workspace.members.access import door
from workspace.members.models import Member
from workspace.web import show, wants_fragment

bp = Blueprint("steps", __name__, url_prefix="/w/<slug>/actions/<code>/steps")
ONE = "/<int(max=2147483647):step>"


@bp.post("")
@door(may="edit_action", of=WholeAction)
def add_step(action: Action, member: Member) -> ResponseReturnValue:
    """Add a step: typed, or taken over from the toolbox beside the sheet."""
    form = NewStepForm()
    if not form.validate():
        if not wants_fragment():
            return page(action, member, new_step=form), 422
        return show("actions/steps/_new.html", new_step=form, **drawn(action, member)), 422
    step = Step.once(action, by=member, title=form.title.data or "", deadline=form.deadline_text.deadline)
    commit()
    return answer("_taken" if form.beside.data else "_added", step, member, new_step=NewStepForm(None))


@bp.get(ONE)
@door(may="edit_action", of=OnceStep)
def edit_step(step: Step, member: Member) -> ResponseReturnValue:
    """Show a step as a form; a removed one only to those who have a draft there."""
    if step.removed and Draft.find(request.path, by=member) is None:
        abort(404)
    return opened(step, member, StepForm.drawn(step))


@bp.post(ONE)
@door(may="edit_action", of=OnceStep)
def save_step(step: Step, member: Member) -> ResponseReturnValue:
    """Save a step's words and deadline; if it has been removed meanwhile, they stay in the form."""
    form = StepForm(place=f"step-{step.id}")
    if step.removed:
        return opened(step, member, form), 410
    if not form.validate():
        return opened(step, member, form), 422
    step.edit("about", form.columns(), drawn_from=form.version.data or 0, by=member)
    tell_merged(step, "about")
    commit()
    return answer("_saved", step, member)


@bp.post(f"{ONE}/renewal")
@door(may="edit_action", of=OnceStep)
def renew_step(step: Step, member: Member) -> ResponseReturnValue:
    """Add what was typed into a step that has been removed meanwhile as a step of its own."""
    form = StepForm(place=f"step-{step.id}")
    if not form.validate():
        return opened(step, member, form), 422
    Draft.forget(member, request.path.removesuffix("/renewal"))
    new = Step.add(step.action, by=member, title=form.title.data or "", deadline=form.deadline_text.deadline)
    commit()
    return answer("_saved", new, member)


@bp.get(f"{ONE}/view")
@door(may="read", of=Step)
def view_step(step: Step, member: Member) -> ResponseReturnValue:
    """Show a step as it stands: what Cancel brings back."""
    return answer("_step", step, member)


@bp.post(f"{ONE}/tick")
@door(may="edit_action", of=Step)
def tick_step(step: Step, member: Member) -> ResponseReturnValue:
    """Tick a step off, or open it again."""
    form = TickForm()
    if not form.validate():
        abort(400)
    step.tick(done=form.done.data == "yes", by=member, today=g.workspace.today())
    commit()
    return answer("_saved", step, member, ticked=True)


@bp.post(f"{ONE}/removal")
@door(may="edit_action", of=Step)
def remove_step(step: Step, member: Member) -> ResponseReturnValue:
    """Take a step off the sheet."""
    if not RemovalForm().validate():
        abort(400)
    step.remove(by=member)
    commit()
    return answer("_removed", step, member)


def opened(step: Step, member: Member, form: StepForm) -> str:
    """Return the step with its form open: in its place, or without JavaScript on the whole page."""
    if wants_fragment():
        return show("actions/steps/_step.html", step=step, step_form=form, **drawn(step.action, member))
    action = WholeAction.at(member.workspace_id, code=step.action.code) or abort(404)
    return page(action, member, step_form=form, gone=step if step.removed else None)


def answer(fragment: str, step: Step, member: Member, **more: Any) -> ResponseReturnValue:
    """Answer with the step and what else on the page tells of it, or with the way back to the page."""
    if not wants_fragment():
        return redirect(here(step.action, "#steps"), 303)
    told = {**drawn(step.action, member), "timeline": newest(step.action, member), "fresh": True, **more}
    return show(f"actions/steps/{fragment}.html", step=step, **told)
