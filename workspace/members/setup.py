"""`flask setup`: a real town with its first coordinator, in an empty database. It never touches what is there."""

import os
import re
from collections.abc import Callable

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_babel import gettext as _
from flask_migrate import upgrade
from flask_security import hash_password
from sqlalchemy import select

from workspace.accounts import addresses, passwords
from workspace.accounts.models import User
from workspace.db import commit, db
from workspace.forms import clean, one_line
from workspace.members.models import Member, Workspace
from workspace.members.words import Role, WorkspaceKind

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@click.command("setup")
@with_appcontext
def setup() -> None:
    """Set up a real town: migrates, then asks for the town and its first coordinator (or takes MITPLAN_SETUP_…)."""
    upgrade()
    refuse_if_taken()
    name = ask("TOWN", _("Name of the municipality"), text)
    slug = ask("SLUG", _("Short name for its address (/w/…)"), short_name, default=suggested(name))
    kinds = ", ".join(f"{kind.value} ({kind.label})" for kind in WorkspaceKind)
    kind = WorkspaceKind(ask("KIND", _("Kind: %(kinds)s", kinds=kinds), known_kind, default="small"))
    person = ask("NAME", _("Name of the first coordinator"), text)
    email = ask("EMAIL", _("Their e-mail address"), address)
    password = ask("PASSWORD", _("Their password (at least 10 characters)"), secret([email, person, name]), hidden=True)
    found(Workspace.create(slug=slug, name=name, kind=kind), User.create(email=email, name=person, password=password))


def found(town: Workspace, person: User) -> None:
    """Make the person the town's coordinator, commit, and say where to go on."""
    Member.join(town, person, role=Role.COORDINATOR)
    commit()
    click.echo(_("%(town)s is set up. %(name)s can sign in now:", town=town.name, name=person.name))
    click.echo(f"{current_app.config['MITPLAN_URL']}/login")


def refuse_if_taken() -> None:
    """Stop where there is a town or an account already, a demo's above all: its passwords are known to everybody."""
    demo = db.session.scalar(select(User.id).where(User.demo).limit(1))
    if demo is not None:
        raise click.ClickException(
            _("This is the demo: everybody knows its passwords. A real town needs an empty database of its own.")
        )
    if db.session.scalar(select(Workspace.slug).limit(1)) or db.session.scalar(select(User.id).limit(1)):
        raise click.ClickException(_("There is a town here already. Nothing was changed."))
    commit()


def ask(
    name: str, question: str, check: Callable[[str], str], *, default: str | None = None, hidden: bool = False
) -> str:
    """Return a checked answer: from MITPLAN_SETUP_… where set, else asked for until it is right."""
    given = os.environ.get(f"MITPLAN_SETUP_{name}")
    if given is None:
        return str(
            click.prompt(question, default=default, hide_input=hidden, confirmation_prompt=hidden, value_proc=check)
        )
    try:
        return check(given)
    except click.BadParameter as wrong:
        raise click.ClickException(f"MITPLAN_SETUP_{name}: {wrong.message}") from wrong


def text(value: str) -> str:
    """Return a line of text."""
    line = one_line(clean(value))
    if not line or len(line) > 80:
        raise click.BadParameter(_("Please give 1 to 80 characters."))
    return line


def short_name(value: str) -> str:
    """Return the short name of an address."""
    if not SLUG.fullmatch(value):
        raise click.BadParameter(_("Please use small letters, digits and hyphens only."))
    return value


def suggested(name: str) -> str:
    """Return a short name made from the town's name."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower().translate(UMLAUTS)).strip("-")[:60]


def known_kind(value: str) -> str:
    """Return one of the kinds of municipality."""
    if value not in set(WorkspaceKind):
        raise click.BadParameter(_("Please choose one of these: %(kinds)s", kinds=", ".join(WorkspaceKind)))
    return value


def address(value: str) -> str:
    """Return an e-mail address as we keep it."""
    try:
        return addresses.normal(value.strip())
    except ValueError as wrong:
        raise click.BadParameter(_("This doesn’t look like an e-mail address.")) from wrong


def secret(hints: list[str]) -> Callable[[str], str]:
    """Return how a password is judged and hashed, given what a stranger would try first."""

    def hashed(value: str) -> str:
        if wrong := passwords.faults(value, hints):
            raise click.BadParameter(wrong[0])
        return str(hash_password(value))

    return hashed
