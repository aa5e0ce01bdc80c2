"""`flask reset-link`: a link for somebody who has forgotten their password, where no mail can be sent."""

import click
from flask.cli import with_appcontext
from flask_babel import gettext as _

from workspace.accounts import letters
from workspace.accounts.models import User


@click.command("reset-link")
@click.argument("email")
@with_appcontext
def reset_link(email: str) -> None:
    """Print a link with which EMAIL sets a new password. Give it to that person only."""
    person = User.known_as(email.strip())
    if person is None or not person.active:
        raise click.ClickException(_("There is no account for %(email)s.", email=email))
    click.echo(_("For %(name)s, valid for 30 minutes, once:", name=person.name))
    click.echo(letters.reset_link(person))
