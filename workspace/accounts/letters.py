"""Letters of sign-in: the link with which a person sets a new password."""

from datetime import timedelta

from flask import current_app
from flask_babel import gettext as _
from flask_security.recoverable import generate_reset_password_token

from workspace.accounts.models import User
from workspace.db import db, now
from workspace.mail import Letter, Mail, renders

WANTED_FOR = timedelta(hours=2)  # after that nobody waits for it any more


@renders("reset_instructions")
def reset_instructions(mail: Mail) -> Letter | None:
    """Write the mail with a link that is made now, so that its half hour begins when it leaves the house."""
    person = db.session.get(User, mail.subject_id)
    if person is None or not person.active or now() - mail.queued_at > WANTED_FOR:
        return None
    return Letter(
        subject=_("A new password for Mitplan"),
        body=_(
            "Good day %(name)s,\n\n"
            "someone, probably you, wants to set a new password for Mitplan. This link is for choosing one:\n\n"
            "%(link)s\n\n"
            "It is valid for 30 minutes, and only once. If it wasn’t you, there is nothing to do: "
            "your password stays as it is.\n",
            name=person.name,
            link=reset_link(person),
        ),
    )


def reset_link(person: User) -> str:
    """Return a link with which a person sets a new password: valid for 30 minutes, once."""
    return f"{current_app.config['MITPLAN_URL']}/reset/{generate_reset_password_token(person)}"
