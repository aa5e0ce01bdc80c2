"""An action's page put together, for every view that answers with it."""

from functools import partial
from typing import Any

from flask import g, request

from workspace.actions.groups import FACTS, MORE, PRINCIPLES, PURPOSE, Group
from workspace.actions.models import Action
from workspace.actions.sheet import Sheet
from workspace.actions.step_forms import NewStepForm, ReminderForm
from workspace.actions.unread import note_look
from workspace.comments.forms import NewCommentForm
from workspace.comments.models import Beside
from workspace.comments.talk import Talk
from workspace.comments.unread import Unread
from workspace.history.timeline import Timeline, timeline
from workspace.members.access import may
from workspace.members.models import Member
from workspace.web import show

GROUPS_SHOWN = {"facts": FACTS, "purpose": PURPOSE, "more": MORE, "principles": PRINCIPLES}
TOLD = ("action", "step")
NEWEST = 8  # events at the foot of the page; the rest has a page of its own


def page(action: Action, member: Member, **forms: Any) -> str:
    """Return the whole page. `forms` stand open in it: `form` (a group's), `step_form`, `comment_form` and so on."""
    context = {**drawn(action, member), "new_step": NewStepForm(None), **forms}
    asked = request.args.get("step", type=int)  # from the link beside a step
    context.setdefault("new_comment", NewCommentForm.drawn(context["sheet"].steps, asked))
    if "reminder_form" not in forms and may(member, "remind"):
        context["reminder_form"] = ReminderForm.drawn(context["sheet"].reminder)
    recent = newest(action, member)
    unread = Unread.of(context["talk"], recent)
    told = {"saved": request.args.get("saved"), "timeline": recent, "unread": unread, **GROUPS_SHOWN}
    drawn_page = show("actions/sheet.html", nav="plan", **context, **told)
    if unread.is_any:
        note_look(action.code, member.id, g.head.seq)
    return drawn_page


def drawn(action: Action, member: Member, group: Group | None = None) -> dict[str, Any]:
    """Return what every part of the page needs."""
    notes = Beside(member.workspace_id, action.principle_ids)
    sheet = Sheet(action, member)
    context = {"action": action, "sheet": sheet, "talk": Talk(sheet), "notes": notes}
    return {**context, "today": g.workspace.today(), "group": group}


def newest(action: Action, member: Member) -> Timeline:
    """Return the newest of what happened to the action, as this member may see it; comments stand above already."""
    sees = partial(may, member)
    return timeline(member.workspace_id, may=sees, subject=action.subject, nouns=TOLD, limit=NEWEST)


def here(action: Action, end: str = "") -> str:
    """Return the page's path."""
    return f"/w/{g.workspace.slug}/actions/{action.code}{end}"
