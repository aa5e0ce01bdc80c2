"""A member's private reminder on an action."""

from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue

from workspace.actions.models import Action
from workspace.actions.reminders import Reminder
from workspace.actions.sheet import WholeAction
from workspace.actions.sheet_page import drawn, here, page
from workspace.actions.step_forms import ReminderForm
from workspace.db import commit
from workspace.members.access import door
from workspace.members.models import Member
from workspace.web import show, wants_fragment

bp = Blueprint("reminders", __name__, url_prefix="/w/<slug>/actions/<code>")


@bp.post("/reminder")
@door(may="remind", of=WholeAction)
def set_reminder(action: Action, member: Member) -> ResponseReturnValue:
    """Set, move or clear the member's own reminder."""
    form = ReminderForm()
    if not form.validate():
        return answer(action, member, form), 422
    Reminder.set(member, action, None if form.clear.data else form.on.data, form.note.data)
    commit()
    if not wants_fragment():
        return redirect(here(action, "#reminder"), 303)
    return answer(action, member, ReminderForm.drawn(Reminder.of(member, action)), fresh=True)


def answer(action: Action, member: Member, form: ReminderForm, *, fresh: bool = False) -> str:
    """Return the reminder's place on the page, or the whole page."""
    if not wants_fragment():
        return page(action, member, reminder_form=form)
    return show("actions/_reminder.html", reminder_form=form, fresh=fresh, **drawn(action, member))
