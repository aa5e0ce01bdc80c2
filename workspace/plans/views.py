"""Plans: the list of them, a new one, and what stands on a plan's first sheet."""

from collections import defaultdict
from typing import Any

from flask import Blueprint, flash, g, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from workspace.actions import board
from workspace.actions.models import Action
from workspace.db import commit, db
from workspace.editing.telling import tell_merged
from workspace.forms import Form, values
from workspace.members.access import door
from workspace.members.models import Member
from workspace.plans.forms import AboutForm, NewPlanForm, PeopleForm
from workspace.plans.models import Plan
from workspace.web import on_to, show

bp = Blueprint("plans", __name__, url_prefix="/w/<slug>/plans")
NUMBER = "/<int(max=2147483647):plan>"
USUAL_YEARS = 4  # from the first to the last year of most plans


@bp.get("/")
@door(may="read")
def plans(member: Member) -> ResponseReturnValue:
    """List the town's plans, the newest first."""
    listed = Plan.all_of(member.workspace_id)
    return show("plans/plans.html", nav="plan", plans=listed, progress=progress(member.workspace_id))


@bp.get("/current")
@door(may="read")
def current(member: Member) -> ResponseReturnValue:
    """Lead to the plan the town works on: one click from the navigation; to the list where there is none."""
    plan = Plan.current(member.workspace_id)
    return redirect(f"/w/{g.workspace.slug}/plans/{f'{plan.number}/' if plan else ''}", 303)


@bp.get("/new")
@door(may="manage_plan")
def new_plan(member: Member) -> ResponseReturnValue:
    """Show the form of a new plan."""
    year = g.workspace.today().year
    return show("plans/new.html", nav="plan", form=NewPlanForm(first_year=year, last_year=year + USUAL_YEARS))


@bp.post("/new")
@door(may="manage_plan")
def create(member: Member) -> ResponseReturnValue:
    """Begin a plan and go on to choosing what it takes up."""
    form = NewPlanForm()
    if not form.validate():
        return show("plans/new.html", nav="plan", form=form), 422
    plan = Plan.create(by=member, **values(form, (*Plan.GROUPS["about"], *Plan.GROUPS["people"])))
    commit()
    flash(_("“%(title)s” is set up. Now choose what your town wants to take on.", title=plan.title), "success")
    return redirect(f"/w/{g.workspace.slug}/plans/{plan.number}/choose", 303)


@bp.get(f"{NUMBER}/about")
@bp.get(f"{NUMBER}/people")
@bp.get(f"{NUMBER}/edit")
@door(may="manage_plan", of=Plan)
def edit(plan: Plan, member: Member) -> ResponseReturnValue:
    """Show both groups of the plan's first sheet, each saved on its own."""
    return sheet(plan)


@bp.post(f"{NUMBER}/about")
@door(may="manage_plan", of=Plan)
def edit_about(plan: Plan, member: Member) -> ResponseReturnValue:
    """Save title, years and guiding aim."""
    return save("about", AboutForm(), plan, member)


@bp.post(f"{NUMBER}/people")
@door(may="manage_plan", of=Plan)
def edit_people(plan: Plan, member: Member) -> ResponseReturnValue:
    """Save who answers for what."""
    return save("people", PeopleForm(), plan, member)


def save(group: str, form: Form, plan: Plan, member: Member) -> ResponseReturnValue:
    """Save one group; a stale form becomes a 409 on its way out."""
    if not form.validate():
        return sheet(plan, **{group: form}), 422
    plan.edit(group, values(form, Plan.GROUPS[group]), drawn_from=form["version"].data or 0, by=member)
    tell_merged(plan, group, on_a_page=True)
    commit()
    return on_to(f"/w/{g.workspace.slug}/plans/{plan.number}/edit#{group}")


def sheet(plan: Plan, about: Form | None = None, people: Form | None = None) -> str:
    """Show the sheet, with a form as it was typed where one came back."""
    about = about or AboutForm.drawn_from(plan, "about")
    people = people or PeopleForm.drawn_from(plan, "people")
    return show("plans/edit.html", nav="plan", plan=plan, about=about, people=people)


def progress(workspace_id: int) -> dict[int, board.Segments]:
    """Count each plan's actions by status."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in db.session.execute(select(Action.plan_id, Action.status).where(Action.workspace_id == workspace_id)):
        found[row.plan_id].append(row)
    return {plan_id: board.progress(rows) for plan_id, rows in found.items()}
