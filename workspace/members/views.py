"""Access: who is in, as what, and whom one has invited."""

from flask import Blueprint, abort, flash, g
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace import mail
from workspace.db import commit
from workspace.members import rights
from workspace.members.access import door, may
from workspace.members.directory import Directory
from workspace.members.forms import AccessForm
from workspace.members.invitations import Invitation
from workspace.members.models import Member
from workspace.members.verbs import LastCoordinator
from workspace.members.words import Role
from workspace.web import on_to, show

bp = Blueprint("members", __name__, url_prefix="/w/<slug>/members")
ONE = "/<int(max=2147483647):other>"


@bp.get("")
@door(may="manage_members")
def list_members(member: Member) -> ResponseReturnValue:
    """Show who is in and who has been invited."""
    people, invitations = Member.living(member.workspace_id), Invitation.pending(member.workspace_id)
    mails = mail.latest("invitation", [invitation.id for invitation in invitations])
    context = {"people": people, "invitations": invitations, "mails": mails, "rights": rights}
    return show("members/members.html", nav="members", **context)


@bp.get(ONE)
@door(may="manage_members")
def edit_member(member: Member, other: int) -> ResponseReturnValue:
    """Show the form for a member's role and unit."""
    person = find(member, other)
    form = AccessForm(data={"role": person.role, "unit_id": person.unit_id, "version": person.group_version("access")})
    return draw(person, form)


@bp.post(f"{ONE}/access")
@door(may="manage_members")
def set_access(member: Member, other: int) -> ResponseReturnValue:
    """Change a member's role and unit."""
    person, form = find(member, other), AccessForm()
    if not form.offer(Directory(member.workspace_id), keep=person.unit_id).validate():
        return draw(person, form), 422
    try:
        change = {"role": Role(form.role.data), "unit_id": form.unit_id.data, "drawn_from": form.version.data}
        person.change(**change, by=member)
    except LastCoordinator:
        form.last_coordinator()
        return draw(person, form), 422
    return answer(member, _("%(name)s’s access is changed.", name=person.name))


@bp.post(f"{ONE}/removal")
@door(may="manage_members")
def remove_member(member: Member, other: int) -> ResponseReturnValue:
    """End a member's access."""
    person = find(member, other)
    try:
        person.remove(by=member)
    except LastCoordinator:
        form = AccessForm(None, data={"role": person.role, "unit_id": person.unit_id})
        form.last_coordinator()
        return draw(person, form), 422
    return answer(member, _("%(name)s no longer has access.", name=person.name))


def find(member: Member, other: int) -> Member:
    """Return a living member of the same town, with their name; 404 if there is none."""
    return Member.at(member.workspace_id, member=other) or abort(404)


def draw(person: Member, form: AccessForm) -> str:
    """Draw the page of a member's access."""
    form.offer(Directory(person.workspace_id), keep=person.unit_id)
    return show("members/member.html", nav="members", person=person, form=form, rights=rights)


def answer(member: Member, said: str) -> ResponseReturnValue:
    """Commit, say so, and go back to the list, or to the first page once one may no longer see it."""
    commit()
    flash(said, "success")
    allowed = member.removed_at is None and may(member, "manage_members")
    return on_to(f"/w/{g.workspace.slug}/members" if allowed else "/")
