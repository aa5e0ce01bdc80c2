"""Working as a meeting: the filtered plan on a big screen, one action at a time, and what is decided right there."""

from functools import partial
from typing import Any

from flask import Blueprint, g, redirect, request
from flask.typing import ResponseReturnValue

from workspace.actions.models import Action
from workspace.actions.rows import Reader
from workspace.db import commit
from workspace.desk.deciding import DECIDE, note
from workspace.desk.screen import ActionOfPlan, Screen
from workspace.desk.screen_forms import FORMS, NoteForm
from workspace.desk.sittings import begun, held
from workspace.desk.slide import Slide
from workspace.members.access import door
from workspace.members.directory import Directory
from workspace.members.models import Member
from workspace.plans.models import Plan
from workspace.web import show

bp = Blueprint("screen", __name__, url_prefix="/w/<slug>/plans/<int(max=2147483647):plan>/screen")


@bp.get("")
@door(may="comment", of=Plan)
def overview(plan: Plan, member: Member) -> ResponseReturnValue:
    """Show what the meeting will go through; before it has begun, also which ones can be gone on with."""
    screen, earlier = Screen.of(plan, member), held(plan)
    is_going_on = screen.sitting.key == request.args.get("meeting")
    if not is_going_on:
        screen.sitting = begun(plan, earlier, member, g.workspace.today())
    told = {"directory": Directory(plan.workspace_id), "today": g.workspace.today(), "earlier": earlier}
    return show("desk/screen/overview.html", screen=screen, plan=plan, is_going_on=is_going_on, **told)


@bp.get("/<code>")
@door(may="comment", of=ActionOfPlan)
def slide(action: Action, member: Member) -> ResponseReturnValue:
    """Show one action to the room."""
    return page(action, member)


@bp.get("/<code>/note")
@door(may="comment", of=ActionOfPlan)
def write_note(action: Action, member: Member) -> ResponseReturnValue:
    """Show the action with the form for a note."""
    return page(action, member, fact="note", form=NoteForm(None))


@bp.post("/<code>/note")
@door(may="comment", of=ActionOfPlan)
def save_note(action: Action, member: Member) -> ResponseReturnValue:
    """Keep what was agreed as a dated entry on the action."""
    form = NoteForm()
    if not form.validate():
        return page(action, member, fact="note", form=form), 422
    screen = Screen.of(action.plan, member)
    note(action, form.text.data, by=member, sitting=screen.sitting)
    commit()
    return redirect(screen.to(action.code, saved="note"), 303)


def open_fact(fact: str, action: Action, member: Member) -> ResponseReturnValue:
    """Show the action with the form of a fact."""
    return page(action, member, fact=fact, form=FORMS[fact].of(action, fact))


def save_fact(fact: str, action: Action, member: Member) -> ResponseReturnValue:
    """Decide on a fact; bad input and a stale form come back with what was chosen, and with theirs beside it."""
    form, screen = FORMS[fact].sent(action), Screen.of(action.plan, member)
    if code := form.trouble(action, fact):
        return page(action, member, fact=fact, form=form, code=code), code
    DECIDE[fact](action, form, by=member, sitting=screen.sitting)
    note(action, form.data.get("why"), by=member, sitting=screen.sitting)
    commit()
    return redirect(screen.to(action.code, saved=fact), 303)


def page(action: Action, member: Member, **opened: Any) -> str:
    """Return the action's page, with a form if one is open."""
    screen, today = Screen.of(action.plan, member), g.workspace.today()
    shown = Slide(action, member, screen.sitting, today)
    stands = Reader.of(member, shown.sheet.directory).row(action)
    told = {"screen": screen, "slide": shown, "stands": stands, "today": today, "saved": request.args.get("saved")}
    return show("desk/screen/slide.html", action=action, plan=action.plan, **told, **opened)


for _fact in FORMS:
    for _method, _verb, _view in (("GET", "open", open_fact), ("POST", "save", save_fact)):
        _guarded = door(may=f"set_{_fact}", of=ActionOfPlan)(partial(_view, _fact))
        bp.add_url_rule(f"/<code>/{_fact}", f"{_verb}_{_fact}", _guarded, methods=[_method])
