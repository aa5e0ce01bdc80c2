"""`flask seed`: the demo town in an empty database."""

import click
from flask.cli import with_appcontext
from flask_security import hash_password

from workspace.db import commit, now
from workspace.seeds import town


@click.command("seed")
@with_appcontext
def seed() -> None:
    """Build the demo town Musterstadt; does nothing where there is a town or an account already."""
    password = hash_password(town.PASSWORD)  # slow on purpose, so before the transaction
    if not town.is_empty():
        click.echo("Hier gibt es schon eine Stadt oder ein Konto: es wurde nichts geändert.")
        return
    stage = town.build(now().date(), password)
    commit()
    figures = f"{len(stage.actions)} Maßnahmen, {len(stage.units)} Ämter"
    click.echo(f"Die Demo-Stadt {stage.town.name} ist angelegt: {figures} und Partner.")
