"""The pages of the history: of one action, and of the whole town."""

from functools import partial

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from workspace.actions.models import Action
from workspace.history.things import Thing
from workspace.history.timeline import timeline
from workspace.members.access import door, may
from workspace.members.models import Member
from workspace.web import show

bp = Blueprint("history", __name__, url_prefix="/w/<slug>")
PAGE = 50  # events on one page
NEWEST = 2**63 - 1  # the highest number an event can have


@bp.get("/history")
@door(may="read")
def town(member: Member) -> ResponseReturnValue:
    """Show what happened in the whole town, newest first, narrowed to a kind of thing if asked."""
    sees, thing = partial(may, member), Thing.read(request.args.get("thing"))
    told = timeline(member.workspace_id, may=sees, nouns=thing.nouns if thing else (), before=before(), limit=PAGE)
    return show("history/town.html", nav="history", timeline=told, thing=thing, things=Thing.seen(sees))


@bp.get("/actions/<code>/history")
@door(may="read", of=Action)
def action(action: Action, member: Member) -> ResponseReturnValue:
    """Show what happened to one action and its steps."""
    sees = partial(may, member)
    told = timeline(member.workspace_id, may=sees, subject=action.subject, before=before(), limit=PAGE)
    return show("history/action.html", nav="plan", timeline=told, action=action)


def before() -> int | None:
    """Return the number before which the page begins, from the address; what makes no sense means the newest."""
    number = request.args.get("before", type=int)
    return number if number is not None and 0 < number < NEWEST else None
