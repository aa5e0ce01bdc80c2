"""Owner, deadline, status and priority, set right in a row of the plan; without JavaScript on the action's page."""

from typing import Any

from flask import Blueprint, Response, g, make_response, redirect, request
from flask.typing import ResponseReturnValue

from workspace.actions.models import Action
from workspace.actions.row_forms import FORMS, STILL_PROPOSED, OwnerForm, RowForm
from workspace.actions.rows import Reader
from workspace.actions.words import Status
from workspace.db import commit
from workspace.editing.clashes import settle
from workspace.editing.meanwhile import meanwhile
from workspace.editing.models import Conflict
from workspace.forms import Form
from workspace.members.access import door
from workspace.members.directory import Directory
from workspace.members.models import Member
from workspace.web import kept, show, wants_fragment

bp = Blueprint("rows", __name__, url_prefix="/w/<slug>/actions/<code>")


@bp.get("/row")
@door(may="read", of=Action)
def show_row(action: Action, member: Member) -> ResponseReturnValue:
    """Show the row as it stands: what Cancel brings back."""
    return reader(member, action).draw(action)


@bp.get("/status")
@door(may="set_status", of=Action)
def edit_status(action: Action, member: Member) -> ResponseReturnValue:
    """Show the cell that sets the status."""
    return cell("status", action, FORMS["status"].drawn_from(action, "status"))


@bp.get("/owner")
@door(may="set_owner", of=Action)
def edit_owner(action: Action, member: Member) -> ResponseReturnValue:
    """Show the cell that sets the lead unit."""
    form = OwnerForm.drawn_from(action, "owner")
    return cell("owner", action, form.offer(Directory(action.workspace_id), action))


@bp.get("/deadline")
@door(may="set_deadline", of=Action)
def edit_deadline(action: Action, member: Member) -> ResponseReturnValue:
    """Show the cell that sets the deadline."""
    return cell("deadline", action, FORMS["deadline"].drawn_from(action, "deadline"))


@bp.post("/status")
@door(may="set_status", of=Action)
def set_status(action: Action, member: Member) -> ResponseReturnValue:
    """Change the status."""
    form = FORMS["status"]()
    if form.validate() and action.status is Status.PROPOSED:
        form["status"].errors = [STILL_PROPOSED]
    return save("status", action, form)


@bp.post("/owner")
@door(may="set_owner", of=Action)
def set_owner(action: Action, member: Member) -> ResponseReturnValue:
    """Give the lead to a unit, and optionally a person."""
    form = OwnerForm().offer(Directory(action.workspace_id), action)
    form.validate()
    return save("owner", action, form)


@bp.post("/deadline")
@door(may="set_deadline", of=Action)
def set_deadline(action: Action, member: Member) -> ResponseReturnValue:
    """Set by when it is to be done."""
    form = FORMS["deadline"]()
    form.validate()
    return save("deadline", action, form)


@bp.post("/priority")
@door(may="set_priority", of=Action)
def set_priority(action: Action, member: Member) -> ResponseReturnValue:
    """Make it a key action, or a normal one again."""
    form = FORMS["priority"]()
    form.validate()
    return save("priority", action, form)


def save(name: str, action: Action, form: RowForm) -> ResponseReturnValue:
    """Save a fact; bad input (422) and a clash (409) bring the cell back as it was typed."""
    if form.errors:
        return cell(name, action, form, 422)
    drawn_from, verb = form["version"].data or 0, f"{name}_changed"
    try:
        action.edit(name, form.columns(), drawn_from=drawn_from, by=g.member, verb=verb)
    except Conflict as met:
        return clashing(name, action, form, met)
    row = reader(g.member, action).row(action, fresh=True)
    commit()
    return kept("actions/_row.html", row=row) if wants_fragment() else redirect(row.url, 303)


def clashing(name: str, action: Action, form: RowForm, met: Conflict) -> ResponseReturnValue:
    """Answer with the cell, theirs and mine beside each other."""
    typed_on, form["version"].data = form["version"].data, action.group_version(name)
    other = meanwhile(action.workspace_id, action.subject, met.theirs, reader=g.member.pseudonym)
    return cell(name, action, form, 409, settling=settle(form, met), other=other, typed_on=typed_on)


def cell(name: str, action: Action, form: Form, code: int = 200, **told: Any) -> ResponseReturnValue:
    """Answer with a cell being edited; without JavaScript the action's page has the form."""
    if not wants_fragment() and request.method == "GET":
        return redirect(f"/w/{g.workspace.slug}/actions/{action.code}/groups/{name}", 303)
    template = "actions/_cell.html" if wants_fragment() else "actions/cell.html"
    answer: Response = make_response(show(template, cell=name, form=form, code=code, action=action, **told), code)
    if code >= 400:
        answer.headers["HX-Retarget"] = f"#{action.subject} .{'state' if name == 'status' else name}"
        answer.headers["HX-Reswap"] = "outerHTML"
    return answer


def reader(member: Member, action: Action) -> Reader:
    """Return who looks at the row. What is new in it is marked on their page already, and stays so."""
    named = Directory(action.workspace_id, only=(action.owner_id, action.responsible_id))
    return Reader.of(member, named, new=frozenset())
