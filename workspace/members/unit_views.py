"""Departments & partners: who they are, whom to ask there, and what they lead."""

from flask import Blueprint, flash, g, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.actions.models import Action
from workspace.db import commit
from workspace.editing.telling import tell_merged
from workspace.forms import values
from workspace.members.access import door
from workspace.members.forms import UnitForm
from workspace.members.models import Member, Unit
from workspace.members.verbs import StillLeads
from workspace.members.words import Place
from workspace.plans.models import Plan
from workspace.web import on_to, show

bp = Blueprint("units", __name__, url_prefix="/w/<slug>/units")
ONE = "/<int(max=2147483647):unit>"


@bp.get("")
@door(may="read")
def list_units(member: Member) -> ResponseReturnValue:
    """Show all units, by where they stand."""
    units, leads = Unit.all_of(member.workspace_id), Action.led_counts(member.workspace_id)
    context = {"units": units, "places": Place, "leads": leads, "plan": Plan.current(member.workspace_id)}
    return show("members/units.html", nav="units", **context)


@bp.get("/new")
@door(may="manage_units")
def new_unit(member: Member) -> ResponseReturnValue:
    """Show the form for another unit."""
    return draw(UnitForm())


@bp.post("")
@door(may="manage_units")
def add_unit(member: Member) -> ResponseReturnValue:
    """Add a unit."""
    form = UnitForm()
    if not form.validate() or form.is_taken(Unit.all_of(member.workspace_id)):
        return draw(form), 422
    unit = Unit.add(g.workspace, by=member, **values(form, Unit.GROUPS["about"]))
    commit()
    flash(_("“%(name)s” is added.", name=unit.name), "success")
    return redirect(f"{home()}#{unit.subject}", 303)


@bp.get(ONE)
@door(may="read", of=Unit)
def show_unit(unit: Unit, member: Member) -> ResponseReturnValue:
    """Show whom to ask in a unit, and what it leads."""
    return page(unit)


@bp.get(f"{ONE}/about")
@door(may="manage_units", of=Unit)
def edit_unit(unit: Unit, member: Member) -> ResponseReturnValue:
    """Show the form that changes a unit."""
    return draw(UnitForm(obj=unit, data={"version": unit.group_version("about")}), unit)


@bp.post(f"{ONE}/about")
@door(may="manage_units", of=Unit)
def save_unit(unit: Unit, member: Member) -> ResponseReturnValue:
    """Save a unit's name, kind and contacts."""
    form = UnitForm()
    if not form.validate() or form.is_taken(Unit.all_of(member.workspace_id), but=unit):
        return draw(form, unit), 422
    unit.edit("about", values(form, Unit.GROUPS["about"]), drawn_from=form.version.data, by=member)
    tell_merged(unit, "about", on_a_page=True)
    commit()
    return on_to(f"{home()}/{unit.id}")


@bp.post(f"{ONE}/closing")
@door(may="manage_units", of=Unit)
def close_unit(unit: Unit, member: Member) -> ResponseReturnValue:
    """Close a unit, unless it still leads something."""
    try:
        unit.close(g.workspace.today(), by=member, leads=Action.led_by(unit))
    except StillLeads:
        return page(unit, refused=True), 409
    commit()
    flash(_("“%(name)s” is closed. What it did keeps its name.", name=unit.name), "success")
    return redirect(home(), 303)


@bp.post(f"{ONE}/opening")
@door(may="manage_units", of=Unit)
def reopen_unit(unit: Unit, member: Member) -> ResponseReturnValue:
    """Bring a closed unit back."""
    unit.reopen(by=member)
    commit()
    return redirect(f"{home()}/{unit.id}", 303)


def home() -> str:
    """Return the address of the list."""
    return f"/w/{g.workspace.slug}/units"


def draw(form: UnitForm, unit: Unit | None = None) -> str:
    """Draw the form of a unit, or of a new one."""
    return show(
        "members/unit_form.html", nav="units", form=form, unit=unit, back=f"{home()}/{unit.id}" if unit else home()
    )


def page(unit: Unit, *, refused: bool = False) -> str:
    """Draw the page of a unit."""
    leads, plan = Action.led_by(unit), Plan.current(unit.workspace_id)
    people = Member.of_unit(unit)
    return show("members/unit.html", nav="units", unit=unit, leads=leads, plan=plan, people=people, refused=refused)
