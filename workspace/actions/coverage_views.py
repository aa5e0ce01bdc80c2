"""The coverage map: orphan principles, overloaded units, forgotten groups at a glance, each number a link."""

from typing import Any

from flask import Blueprint, abort, g
from flask.typing import ResponseReturnValue

from workspace.actions import coverage
from workspace.actions.declined import Declined
from workspace.actions.facts import Reach
from workspace.actions.listing import Filter, lines_of
from workspace.guidance import toolbox
from workspace.members.access import door
from workspace.members.directory import Directory
from workspace.members.models import Member
from workspace.members.standing import standing
from workspace.plans.models import Plan
from workspace.web import show

bp = Blueprint("coverage", __name__, url_prefix="/w/<slug>/plans/<int(max=2147483647):plan>/coverage")


@bp.get("")
@door(may="read")
@standing
def coverage_map(plan: int, member: Member) -> ResponseReturnValue:
    """Show where the plan is thick and where it is thin."""
    found = Plan.at(member.workspace_id, plan=plan) or abort(404)
    return show("actions/coverage.html", nav="plan", plan=found, **tables(found, member))


def tables(plan: Plan, member: Member) -> dict[str, Any]:
    """Return the map's four tables: three queries, for the actions, the noes and the directory."""
    box = toolbox()
    actions = lines_of(plan, member=member, wanted=Filter(), today=g.workspace.today(), kind=Reach)
    declined = {one.current_id for one in Declined.standing(plan)}
    return {
        "fields": box.fields,
        "actions": actions,
        "themes": coverage.themes(box, actions, declined),
        "units": coverage.units(actions, box.fields, Directory(plan.workspace_id).unit_names),
        "groups": coverage.groups(actions, box.fields),
        "ways": coverage.participation(actions, box.fields),
        "cells": coverage.cells,
        "shade": coverage.shade,
    }
