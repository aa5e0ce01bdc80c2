"""Where we start from: a plan's page on the situation in each field, and the form of one field."""

from flask import Blueprint, abort, g
from flask.typing import ResponseReturnValue

from workspace.db import commit
from workspace.editing.telling import tell_merged
from workspace.guidance import toolbox
from workspace.members.access import door
from workspace.members.models import Member
from workspace.members.standing import standing
from workspace.plans.models import Plan
from workspace.plans.situation_forms import SituationForm
from workspace.plans.situations import Situation
from workspace.web import on_to, show, wants_fragment

bp = Blueprint("situations", __name__, url_prefix="/w/<slug>/plans/<int(max=2147483647):plan>/situation")


@bp.get("")
@door(may="read")
@standing
def situations(plan: int, member: Member) -> ResponseReturnValue:
    """Show all fields, one under the other."""
    found = Plan.at(member.workspace_id, plan=plan) or abort(404)
    return show("plans/situation.html", nav="plan", plan=found, situations=Situation.of(found))


@bp.get("/<field>")
@door(may="describe_situation", of=Situation)
def edit(situation: Situation, member: Member) -> ResponseReturnValue:
    """Show the form of one field."""
    return form_page(situation, SituationForm.drawn(situation))


@bp.post("/<field>")
@door(may="describe_situation", of=Situation)
def describe(situation: Situation, member: Member) -> ResponseReturnValue:
    """Save one field; a stale form becomes a 409 on its way out."""
    form = SituationForm()
    if not form.validate():
        return form_page(situation, form), 422
    situation.describe(form.columns(), drawn_from=form.version.data or 0, by=member)
    tell_merged(situation, "about", on_a_page=True)
    commit()
    return on_to(f"/w/{g.workspace.slug}/plans/{situation.plan.number}/situation#{situation.current_id}")


def form_page(situation: Situation, form: SituationForm) -> str:
    """Show the form: on its page, or alone where a conflict is being settled in place."""
    template = "plans/_situation_form.html" if wants_fragment() else "plans/edit_situation.html"
    field = toolbox().field(situation.current_id)
    return show(template, nav="plan", plan=situation.plan, situation=situation, field=field, form=form)
