"""The page of one action: its sheet in field groups, each read and edited on its own."""

from functools import partial
from typing import Any

from flask import Blueprint, abort, redirect
from flask.typing import ResponseReturnValue

from workspace.actions.group_forms import GroupForm
from workspace.actions.groups import GROUPS, Group
from workspace.actions.models import Action
from workspace.actions.sheet import WholeAction
from workspace.actions.sheet_page import drawn, here, newest, page
from workspace.comments.talk import Talk
from workspace.db import commit
from workspace.editing.telling import tell_merged
from workspace.members.access import door
from workspace.members.directory import Directory
from workspace.members.models import Member
from workspace.members.standing import standing
from workspace.web import show, wants_fragment

bp = Blueprint("sheet", __name__, url_prefix="/w/<slug>/actions/<code>")


@bp.get("")
@door(may="read")
@standing
def sheet(code: str, member: Member) -> ResponseReturnValue:
    """Show the action's page."""
    talk = Talk.of(member, code) or abort(404)
    return page(talk.sheet.action, member, sheet=talk.sheet, talk=talk)


def edit_group(group: Group, action: Action, member: Member) -> ResponseReturnValue:
    """Show a field group as a form: in its place, or without JavaScript on the whole page."""
    return opened(action, member, group, group.form.drawn(action, Directory(action.workspace_id)))


def view_group(group: Group, action: Action, member: Member) -> ResponseReturnValue:
    """Show a field group as it stands: what Cancel brings back."""
    if not wants_fragment():
        return redirect(here(action, f"#group-{group.name}"), 303)
    return show("actions/_group.html", fresh=True, **drawn(action, member, group))


def save_group(group: Group, action: Action, member: Member) -> ResponseReturnValue:
    """Save a field group from the version its form was drawn from; a stale one is answered 409 by `errors`."""
    form = group.form.sent(action, Directory(action.workspace_id))
    if form.wants_more():
        return opened(action, member, group, form)
    if not form.validate():
        return opened(action, member, group, form), 422
    verb, drawn_from = form.verb(action), form.version.data or 0
    action.edit(group.name, form.columns(), drawn_from=drawn_from, by=member, verb=verb)
    tell_merged(action, group.name)
    commit()
    return saved(action, member, group)


def opened(action: Action, member: Member, group: Group, form: GroupForm) -> str:
    """Return the group with its form open."""
    if wants_fragment():
        return show("actions/_group.html", form=form, **drawn(action, member, group))
    return page(action, member, form=form)


def saved(action: Action, member: Member, group: Group) -> ResponseReturnValue:
    """Answer a saved group: itself and what else on the page tells of it, or the whole page again."""
    if not wants_fragment():
        return redirect(here(action, f"?saved={group.name}#group-{group.name}"), 303)
    told: dict[str, Any] = {"fresh": True, "saved": group.name, "timeline": newest(action, member)}
    return show("actions/_saved.html", **told, **drawn(action, member, group))


def offer(group: Group) -> None:
    """Give a group its addresses, each behind its own right."""
    for method, verb, end, view, right in (
        ("GET", "edit", "", edit_group, group.may),
        ("POST", "save", "", save_group, group.may),
        ("GET", "view", "/view", view_group, group.seen),
    ):
        guarded = door(may=right, of=WholeAction)(partial(view, group))
        bp.add_url_rule(f"/groups/{group.name}{end}", f"{verb}_{group.name}", guarded, methods=[method])


for _group in GROUPS.values():
    offer(_group)
