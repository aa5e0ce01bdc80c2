"""The town itself: its name and kind."""

from flask import Blueprint, g
from flask.typing import ResponseReturnValue

from workspace.db import commit
from workspace.editing.telling import tell_merged
from workspace.forms import values
from workspace.members.access import door
from workspace.members.forms import WorkspaceForm
from workspace.members.models import Member, Workspace
from workspace.web import on_to, show

bp = Blueprint("settings", __name__, url_prefix="/w/<slug>/settings")


@bp.get("")
@door(may="manage_workspace")
def edit_workspace(member: Member) -> ResponseReturnValue:
    """Show the form."""
    town: Workspace = g.workspace
    return draw(WorkspaceForm(obj=town, data={"version": town.group_version("about")}))


@bp.post("")
@door(may="manage_workspace")
def save_workspace(member: Member) -> ResponseReturnValue:
    """Save name and kind."""
    form, town = WorkspaceForm(), g.workspace
    if not form.validate():
        return draw(form), 422
    town.edit("about", values(form, Workspace.GROUPS["about"]), drawn_from=form.version.data, by=member)
    tell_merged(town, "about", on_a_page=True)
    commit()
    return on_to(f"/w/{town.slug}/settings")


def draw(form: WorkspaceForm) -> str:
    """Draw the form."""
    return show("members/settings.html", form=form, back=f"/w/{g.workspace.slug}/")
