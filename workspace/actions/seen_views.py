"""A principle revised since an action was drawn from it: that those who carry the action have seen it."""

from flask import Blueprint, abort, redirect
from flask.typing import ResponseReturnValue
from wtforms import HiddenField

from workspace.actions.models import Action
from workspace.actions.sheet import WholeAction
from workspace.actions.sheet_page import drawn, here, newest
from workspace.db import commit
from workspace.forms import Form
from workspace.members.access import door
from workspace.members.models import Member
from workspace.web import show, wants_fragment

bp = Blueprint("seen", __name__, url_prefix="/w/<slug>/actions/<code>")


class SeenForm(Form):
    """Which of the action's principles was read."""

    principle = HiddenField()


@bp.post("/seen")
@door(may="edit_action", of=WholeAction)
def see_guidance(action: Action, member: Member) -> ResponseReturnValue:
    """Remember that a revised principle was read; the hint is gone until it changes again."""
    form = SeenForm()
    if not form.validate() or form.principle.data not in action.principle_ids:
        abort(400)
    action.see_guidance(form.principle.data, by=member)
    commit()
    if not wants_fragment():
        return redirect(here(action, "#beside"), 303)
    return show("actions/_seen.html", timeline=newest(action, member), **drawn(action, member))
