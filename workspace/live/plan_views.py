"""A plan's page, brought up to date: the rows that have changed and the numbers above them."""

from dataclasses import replace
from functools import partial
from typing import Any

from flask import Blueprint, g, request
from flask.typing import ResponseReturnValue

from workspace.actions.listing import Filter
from workspace.actions.views import listed
from workspace.i18n import language
from workspace.live.keeping import Keeping
from workspace.live.since import Moved, moved
from workspace.live.turns import take_turns
from workspace.live.views import shown
from workspace.members.access import door, may
from workspace.members.models import Member
from workspace.plans.models import Plan
from workspace.web import show

bp = Blueprint("live_plan", __name__, url_prefix="/w/<slug>/plans/<int(max=2147483647):plan>")
KEPT = Keeping()
take_turns(bp)


@bp.get("/changes")
@door(may="read", of=Plan)
def changes(plan: Plan, member: Member) -> ResponseReturnValue:
    """Show what has changed on the plan's page, as filtered, since `after`; `whole` asks for the whole list."""
    wanted, after = Filter.read(request.args), shown()
    since = moved(member.workspace_id, after, g.head.seq, may=partial(may, member), reader=member.pseudonym)
    since = replace(since, whole=since.whole or "whole" in request.args)
    own = since.whole or wanted.is_personal  # with marks of their own
    marks = (member.id, member.news_seen, *member.looked.items()) if own else since.by_others
    reader = (member.role, member.unit_id, marks, language())
    key = (member.workspace_id, plan.number, g.head.hash, g.workspace.today(), after, since.whole, wanted, reader)
    return KEPT.get(key, lambda: drawn(plan, member, wanted, since))


def drawn(plan: Plan, member: Member, wanted: Filter, since: Moved) -> str:
    """Draw the changes."""
    new = None if since.whole else since.by_others  # marks that stand on the page already stay there
    content: dict[str, Any] = {"plan": plan, "wanted": wanted, **listed(plan, member, wanted, new)}
    there = {action.code for action in content["everything"]}
    return show(
        "live/_plan.html",
        whole=since.whole,
        moved=[action for action in content["everything"] if action.code in since.codes],
        gone=sorted(since.codes - there),
        seen={action.code for action in content["shown"]},
        **content,
    )
