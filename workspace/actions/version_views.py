"""Earlier versions of an action's texts: to be read beside what stands now, and restored."""

from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import IntegerField
from wtforms.validators import InputRequired

from workspace.actions.groups import GROUPS, Group
from workspace.actions.models import Action
from workspace.actions.sheet_page import here
from workspace.db import commit
from workspace.editing.clashes import WORDS, Piece, compared
from workspace.editing.merge import UNKNOWN
from workspace.editing.past import Version, versions
from workspace.forms import Form, VersionField
from workspace.history.fields import FIELDS
from workspace.history.names import Wanted, find
from workspace.members.access import door
from workspace.members.models import Member
from workspace.web import show

bp = Blueprint("versions", __name__, url_prefix="/w/<slug>/actions/<code>/versions")


class RestoreForm(Form):
    """Which version is to stand again, and from which the page was drawn."""

    version = VersionField()
    number = IntegerField("number", [InputRequired()])


def show_versions(group: Group, action: Action, member: Member) -> ResponseReturnValue:
    """Show every version of a field group's texts, and how it differs from what stands now."""
    return page(action, group)


def restore(group: Group, action: Action, member: Member) -> ResponseReturnValue:
    """Let an earlier version stand again: a new version, by whoever restores it, now."""
    form, past = RestoreForm(), {one.number: one for one in told(action, group)}
    if not form.validate() or form.number.data not in past or form.version.data != action.group_version(group.name):
        return page(action, group, trouble=True), 409
    action.record("restored", by=member, **known(past[form.number.data]))
    commit()
    flash(_("Restored. The version before is kept as well."), "success")
    return redirect(here(action, f"#group-{group.name}"), 303)


def told(action: Action, group: Group) -> list[Version]:
    """Return the versions of a group's texts, the newest first."""
    return versions(action.workspace_id, action.subject, group.texts)


def known(version: Version) -> dict[str, Any]:
    """Return what a version held, but for what has been erased."""
    return {name: value for name, value in version.values.items() if value is not UNKNOWN}


def page(action: Action, group: Group, *, trouble: bool = False) -> str:
    """Show the page."""
    found = told(action, group)
    names = find(action.workspace_id, Wanted(pseudonyms={one.actor for one in found}))
    listed = [(one, names.actor(one.actor), pieces(one, found[0])) for one in found]
    return show("actions/versions.html", nav="plan", action=action, group=group, listed=listed, trouble=trouble)


def pieces(version: Version, now: Version) -> list[tuple[str, tuple[Piece, ...]]]:
    """Return each text of a version under its label, in pieces: marked is what doesn't stand there now."""
    texts = known(version) | {name: _("[removed]") for name, value in version.values.items() if value is UNKNOWN}
    stands = known(now)
    return [
        (str(FIELDS["action"][name].label), compared(text, stands.get(name) or "", WORDS)[0])
        for name, text in texts.items()
        if text
    ]


def offer(group: Group) -> None:
    """Give a group its addresses, each behind its own right."""
    for method, verb, view, right in (
        ("GET", "show", show_versions, group.seen),
        ("POST", "restore", restore, group.may),
    ):
        guarded = door(may=right, of=Action)(partial(view, group))
        bp.add_url_rule(f"/{group.name}", f"{verb}_{group.name}", guarded, methods=[method])


for _group in GROUPS.values():
    if _group.texts:
        offer(_group)
