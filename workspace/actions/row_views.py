"""Owner, deadline, status and priority, set right in a row of the plan; without JavaScript on the action's page."""

from flask import Blueprint, Response, g, make_response, redirect, request
from flask.typing import ResponseReturnValue

from workspace.actions.models import Action
from workspace.actions.row_forms import FORMS, OwnerForm, trouble
from workspace.actions.rows import Reader
from workspace.actions.words import Priority, Status
from workspace.db import commit, db
from workspace.forms import Form
from workspace.members.access import door
from workspace.members.directory import Directory
from workspace.members.models import Member, Unit
from workspace.web import done, show, wants_fragment

bp = Blueprint("rows", __name__, url_prefix="/w/<slug>/actions/<code>")


@bp.get("/row")
@door(may="read", of=Action)
def show_row(action: Action, member: Member) -> ResponseReturnValue:
    """Show the row as it stands: what Cancel brings back."""
    return show("actions/_row.html", row=reader(member, action).row(action))


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
    if (trouble := refused("status", action, form)) is not None:
        return trouble
    action.set_status(Status(form.status.data), by=member, reason=form.status_reason.data)
    return saved(action)


@bp.post("/owner")
@door(may="set_owner", of=Action)
def set_owner(action: Action, member: Member) -> ResponseReturnValue:
    """Give the lead to a unit, and optionally a person."""
    form = OwnerForm().offer(Directory(action.workspace_id), action)
    if (trouble := refused("owner", action, form)) is not None:
        return trouble
    unit = db.session.get(Unit, form.owner_id.data or 0)
    action.set_owner(unit, responsible=db.session.get(Member, form.responsible_id.data or 0), by=member)
    return saved(action)


@bp.post("/deadline")
@door(may="set_deadline", of=Action)
def set_deadline(action: Action, member: Member) -> ResponseReturnValue:
    """Set by when it is to be done."""
    form = FORMS["deadline"]()
    if (trouble := refused("deadline", action, form)) is not None:
        return trouble
    action.set_deadline(form.deadline_text.deadline, by=member)
    return saved(action)


@bp.post("/priority")
@door(may="set_priority", of=Action)
def set_priority(action: Action, member: Member) -> ResponseReturnValue:
    """Make it a key action, or a normal one again."""
    form = FORMS["priority"]()
    if (trouble := refused("priority", action, form)) is not None:
        return trouble
    action.set_priority(Priority(form.priority.data), by=member)
    return saved(action)


def refused(name: str, action: Action, form: Form) -> ResponseReturnValue | None:
    """Answer bad input (422) or a stale cell (409) with the cell as it was typed; None lets the change through."""
    code = trouble(name, action, form)
    return cell(name, action, form, code) if code else None


def cell(name: str, action: Action, form: Form, code: int = 200) -> ResponseReturnValue:
    """Answer with a cell being edited; without JavaScript the action's page has the form."""
    if not wants_fragment() and request.method == "GET":
        return redirect(f"/w/{g.workspace.slug}/actions/{action.code}/groups/{name}", 303)
    stands = reader(g.member, action).row(action)
    template = "actions/_cell.html" if wants_fragment() else "actions/cell.html"
    answer: Response = make_response(
        show(template, cell=name, form=form, code=code, action=action, stands=stands), code
    )
    if code >= 400:
        answer.headers["HX-Retarget"] = f"#{action.subject} .{'state' if name == 'status' else name}"
        answer.headers["HX-Reswap"] = "outerHTML"
    return answer


def saved(action: Action) -> ResponseReturnValue:
    """Commit and answer with the row."""
    row = reader(g.member, action).row(action, fresh=True)
    commit()
    return done("actions/_row.html", back_to=row.url, row=row)


def reader(member: Member, action: Action) -> Reader:
    """Return who looks at the row."""
    return Reader.of(member, Directory(action.workspace_id))
