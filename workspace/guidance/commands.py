"""`flask content check`: for whoever corrects a text and wants to know whether everything still fits together."""

import click
from flask import current_app
from flask.cli import with_appcontext

from workspace import prose
from workspace.guidance.collection import Toolbox
from workspace.guidance.loading import load
from workspace.guidance.problems import ContentError


@click.command("check")
@with_appcontext
def check() -> None:
    """Check all content files; list every problem with its file and line."""
    try:
        loaded = load(current_app.config["CONTENT"], prose.render)
    except ContentError as error:
        raise click.ClickException(error.report()) from None
    for toolbox in loaded.values():
        click.echo(f"Inhalt in Ordnung: {counted(toolbox)} (Sprache {toolbox.language}, Ausgabe {toolbox.edition}).")


def counted(toolbox: Toolbox) -> str:
    """Say what a toolbox holds."""
    return (
        f"{len(toolbox.fields)} Handlungsfelder, {len(toolbox.themes)} Themen, {len(toolbox.principles)} Empfehlungen, "
        f"{len(toolbox.challenges)} Herausforderungen, {len(toolbox.examples)} Praxisbeispiele, "
        f"{len(toolbox.core_ideas.passages)} Kerngedanken, {len(toolbox.use_steps.passages)} Schritte"
    )
