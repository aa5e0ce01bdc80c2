"""Departments & partners: who they are, whom to ask there, and what they lead."""

from flask import Blueprint, flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace import forms
from workspace.actions.models import Action
from workspace.db import commit
from workspace.members.access import door
from workspace.members.forms import UnitForm
from workspace.members.models import Member, Unit, Workspace
from workspace.members.verbs import StillLeads
from workspace.members.words import UnitKind
from workspace.plans.models import Plan
from workspace.web import show

bp = Blueprint("units", __name__, url_prefix="/w/<slug>/units")
ONE = "/<int(max=2147483647):unit>"


@bp.get("")
@door(may="read")
def list_units(member: Member) -> ResponseReturnValue:
    """Show all units by kind."""
    units = Unit.all_of(member.workspace_id)
    return show("members/units.html", nav="units", units=units, leads=Action.led_counts(member.workspace_id))


@bp.get("/new")
@door(may="manage_units")
def new_unit(member: Member) -> ResponseReturnValue:
    """Show the form for another unit."""
    return edit(UnitForm(), None)


@bp.post("")
@door(may="manage_units")
def add_unit(member: Member) -> ResponseReturnValue:
    """Add a unit."""
    form = UnitForm()
    if not is_good(form, member):
        return edit(form, None), 422
    unit = Unit.add(Workspace.lock(member.workspace_id), by=member, **given(form))
    commit()
    flash(_("“%(name)s” is added.", name=unit.name), "success")
    return redirect(f"/w/{unit_town(member)}/units", 303)


@bp.get(ONE)
@door(may="read", of=Unit)
def show_unit(unit: Unit, member: Member) -> ResponseReturnValue:
    """Show a unit: whom to ask, and what it leads."""
    return page(unit)
