"""The letter that invites a person, for the outbox and for the coordinator's own mail program."""

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import select

from workspace.accounts.models import User
from workspace.db import db
from workspace.history.models import Event
from workspace.i18n import local_day
from workspace.mail import Letter, Mail, renders
from workspace.members.invitations import Invitation
from workspace.members.models import Member, Workspace


@renders("invitation")
def invitation_letter(mail: Mail) -> Letter | None:
    """Write the mail with the link as it is now; nothing, once the invitation was accepted, withdrawn or expired."""
    invitation = db.session.get(Invitation, mail.subject_id)
    if invitation is None or not invitation.is_open:
        return None
    return write(invitation, db.session.get_one(Workspace, invitation.workspace_id))


def write(invitation: Invitation, workspace: Workspace) -> Letter:
    """Write an invitation: who invites, to what, and the link."""
    words = {
        "name": invitation.name or "",
        "town": workspace.name,
        "inviter": inviter(invitation) or workspace.name,
        "role": invitation.role.label,
        "day": local_day(invitation.expires_at),
        "link": address(invitation),
    }
    greeting = _("Good day %(name)s,", **words) if invitation.name else _("Good day,")
    body = _(
        "%(inviter)s invites you to work on the integration plan of %(town)s in Mitplan. Your role: %(role)s.\n\n"
        "With this link you accept and choose a password:\n\n"
        "%(link)s\n\n"
        "It is valid until %(day)s, and only once. If you can’t place this invitation, just delete this message.\n",
        **words,
    )
    return Letter(subject=_("Invitation to the integration plan of %(town)s", **words), body=f"{greeting}\n\n{body}")


def address(invitation: Invitation) -> str:
    """Return the invitation's link."""
    return f"{current_app.config['MITPLAN_URL']}/invitations/{invitation.token()}"


def inviter(invitation: Invitation) -> str | None:
    """Return the name of whoever invited or renewed last, as the history knows it."""
    sent = select(Event.actor).where(Event.workspace_id == invitation.workspace_id, Event.subject == invitation.subject)
    sent = sent.where(Event.kind.in_(["invitation.sent", "invitation.renewed"])).order_by(Event.seq.desc()).limit(1)
    query = select(User.name).join(Member, Member.user_id == User.id)
    query = query.where(Member.workspace_id == invitation.workspace_id, Member.pseudonym == sent.scalar_subquery())
    return db.session.scalar(query)
