"""Inviting: to whom, as what, and the link to pass on."""

from urllib.parse import quote

from flask import Blueprint, flash, g, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace import mail
from workspace.db import commit
from workspace.members import letters, rights
from workspace.members.access import door
from workspace.members.directory import Directory
from workspace.members.forms import InvitationForm
from workspace.members.invitations import Invitation
from workspace.members.models import Member
from workspace.members.words import Role
from workspace.web import show

bp = Blueprint("invitations", __name__, url_prefix="/w/<slug>/invitations")
ONE = "/<int(max=2147483647):invitation>"


@bp.get("")
@door(may="manage_members")
def list_invitations(member: Member) -> ResponseReturnValue:
    """Lead to where invitations are listed."""
    return redirect(f"{town()}/members#invitations", 303)


@bp.get("/new")
@door(may="manage_members")
def new_invitation(member: Member) -> ResponseReturnValue:
    """Show the form that invites."""
    return draw(InvitationForm(data={"role": Role.CONTRIBUTOR}))


@bp.post("")
@door(may="manage_members")
def invite(member: Member) -> ResponseReturnValue:
    """Invite a person, by mail where one can be sent."""
    form = InvitationForm()
    if not form.offer(Directory(member.workspace_id)).validate() or is_known(form, member):
        return draw(form), 422
    invitation = Invitation.send(by=member, **form.offered())
    post(invitation)
    commit()
    return redirect(f"{town()}/invitations/{invitation.id}", 303)


@bp.get(ONE)
@door(may="manage_members", of=Invitation)
def show_invitation(invitation: Invitation, member: Member) -> ResponseReturnValue:
    """Show the link to pass on."""
    letter, sent = letters.write(invitation, g.workspace), mail.latest("invitation", [invitation.id]).get(invitation.id)
    own = f"mailto:{quote(invitation.email)}?subject={quote(letter.subject)}&body={quote(crlf(letter.body))}"
    context = {"link": letters.address(invitation), "own_mail": own, "sent": sent}
    return show("members/invitation.html", nav="members", invitation=invitation, **context)


@bp.post(f"{ONE}/renewal")
@door(may="manage_members", of=Invitation)
def renew(invitation: Invitation, member: Member) -> ResponseReturnValue:
    """Make a new link, valid for another 14 days; the old one opens nothing any more."""
    if invitation.accepted_at is None and invitation.revoked_at is None:  # what was withdrawn stays so
        invitation.renew(by=member)
        post(invitation)
        commit()
        flash(_("There is a new link. The old one opens nothing any more."), "success")
    return redirect(f"{town()}/invitations/{invitation.id}", 303)


@bp.post(f"{ONE}/revocation")
@door(may="manage_members", of=Invitation)
def revoke(invitation: Invitation, member: Member) -> ResponseReturnValue:
    """Withdraw an invitation."""
    if invitation.accepted_at is None:
        invitation.revoke(by=member)
        commit()
        flash(_("The invitation is withdrawn; its link opens nothing any more."), "success")
    return redirect(f"{town()}/members", 303)


def town() -> str:
    """Return the town's address."""
    return f"/w/{g.workspace.slug}"


def draw(form: InvitationForm) -> str:
    """Draw the form that invites."""
    form.offer(Directory(g.workspace.id))
    return show("members/invite.html", nav="members", form=form, mail_works=mail.can_send(), rights=rights)


def is_known(form: InvitationForm, member: Member) -> bool:
    """Say beside the address if its person is in already, or has been invited."""
    if Member.with_address(member.workspace_id, form.email.data):
        form.refuse(_("This person has access already."))
    elif any(found.email == form.email.data and found.is_open for found in Invitation.pending(member.workspace_id)):
        form.refuse(_("There is an open invitation for this address. You can renew it in the list."))
    return bool(form.email.errors)


def post(invitation: Invitation) -> None:
    """Put the mail into the outbox, if any can be sent."""
    if mail.can_send():
        about = {"subject_id": invitation.id, "workspace_id": invitation.workspace_id}
        mail.enqueue("invitation", recipient=invitation.email, language=g.workspace.language, **about)


def crlf(text: str) -> str:
    """Return a text with the line ends that mail programs want in a link."""
    return text.replace("\n", "\r\n")
