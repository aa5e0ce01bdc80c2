"""The plan page: all actions by field and theme."""

from typing import Any

from flask import Blueprint, abort, g, request
from flask.typing import ResponseReturnValue

from workspace.actions import board
from workspace.actions.bulk_views import undoable
from workspace.actions.listing import Filter, arrange, lines_of, select_shown
from workspace.actions.rows import Reader, picks
from workspace.actions.words import Participation, Priority, Status, TargetGroup
from workspace.guidance import toolbox
from workspace.members.access import door
from workspace.members.directory import Directory
from workspace.members.models import Member
from workspace.members.standing import standing
from workspace.plans.models import Plan
from workspace.web import show, wants_fragment

bp = Blueprint("actions", __name__, url_prefix="/w/<slug>/plans")


@bp.get("/<int(max=2147483647):plan>/")
@door(may="read")
@standing
def plan_page(plan: int, member: Member) -> ResponseReturnValue:
    """Show the plan's actions as filtered; for htmx the list alone."""
    found = Plan.at(member.workspace_id, plan=plan) or abort(404)
    wanted = Filter.read(request.args)
    template = "actions/_list.html" if wants_fragment() else "actions/plan.html"
    return show(template, nav="plan", plan=found, wanted=wanted, undo=undoable(), **listed(found, member, wanted))


def listed(plan: Plan, member: Member, wanted: Filter, new: frozenset[str] | None = None) -> dict[str, Any]:
    """Return what the list shows; `new` if it is known already what is unread."""
    today, directory = g.workspace.today(), Directory(plan.workspace_id)
    everything = lines_of(plan, member=member, wanted=wanted, today=today)
    shown = select_shown(everything, wanted, member=member, today=today)
    shown = arrange(shown, wanted.sort, directory.unit_names)
    return {
        "today": today,
        "directory": directory,
        "reader": Reader.of(member, directory, new),
        "pick": picks(member),
        "toolbox": toolbox(),
        "themes": {theme.id: theme for theme in toolbox().themes},
        "statuses": Status.choices(),
        "priorities": Priority.choices(),
        "target_groups": TargetGroup.choices(),
        "participations": Participation.choices(),
        "everything": everything,
        "shown": shown,
        "proposed": sum(action.status is Status.PROPOSED for action in shown),
        "sections": board.sections(toolbox(), everything, shown) if wanted.sort == "field" else [],
        "progress": board.progress(everything),
        "attention": board.attention(everything, today),
    }
