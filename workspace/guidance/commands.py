"""`flask content …`: for whoever corrects the texts or makes a new edition of them."""

from collections.abc import Iterator

import click
from flask import current_app
from flask.cli import with_appcontext

from workspace import prose
from workspace.guidance import editions
from workspace.guidance.collection import Toolbox
from workspace.guidance.editions import Changes, Edition
from workspace.guidance.headings import ORIGINAL
from workspace.guidance.loading import load
from workspace.guidance.problems import ContentError

NOUNS = {
    "field": "Handlungsfeld",
    "theme": "Thema",
    "principle": "Empfehlung",
    "challenge": "Herausforderung",
    "example": "Praxisbeispiel",
    "passage": "Abschnitt",
}


@click.command("check")
@with_appcontext
def check() -> None:
    """Check all content files; list every problem with its file and line."""
    for toolbox in loaded().values():
        click.echo(f"Inhalt in Ordnung: {counted(toolbox)} (Sprache {toolbox.language}, Ausgabe {toolbox.edition}).")


@click.command("diff")
@click.argument("number", type=int, required=False)
@with_appcontext
def diff(number: int | None) -> None:
    """List what is new, changed or replaced since a recorded edition: NUMBER, or else the newest that differs.

    Ends with an error where an id is gone that content/successors.yaml names no successor for.
    """
    toolbox, known = loaded()[ORIGINAL], recorded()
    now = editions.entries(toolbox)
    compared = [(one, editions.compare(one.entries, now, toolbox.successors)) for one in known]
    compared = [pair for pair in compared if number in {None, pair[0].number}]
    if not compared:
        raise click.ClickException("Diese Ausgabe ist nicht aufgezeichnet.")
    edition, changes = next((pair for pair in reversed(compared) if pair[1]), compared[-1])
    click.echo(f"Gegenüber Ausgabe {edition.number}:")
    for line in listed(changes):
        click.echo(line)


@click.command("record")
@with_appcontext
def record() -> None:
    """Record the content as a new edition in content/editions/, against which later ones are compared."""
    toolbox, known = loaded()[ORIGINAL], recorded()
    now = editions.entries(toolbox)
    if known and known[-1].entries == now:
        click.echo(f"Ausgabe {known[-1].number} ist schon der heutige Stand.")
        return
    edition = Edition(known[-1].number + 1 if known else 1, now)
    path = editions.write(current_app.config["CONTENT"], edition)
    click.echo(f"Ausgabe {edition.number} ist aufgezeichnet: content/editions/{path.name}.")


def loaded() -> dict[str, Toolbox]:
    """Return the toolboxes as their files stand now; end with the list of what to correct where they can't be used."""
    try:
        return load(current_app.config["CONTENT"], prose.render)
    except ContentError as error:
        raise click.ClickException(error.report()) from None


def recorded() -> list[Edition]:
    """Return the recorded editions; loading has found them sound."""
    return editions.read(current_app.config["CONTENT"], [])


def listed(changes: Changes) -> Iterator[str]:
    """Yield a line for everything that differs."""
    for id_, entry in changes.new.items():
        yield f"  neu       {NOUNS[entry.kind]} {id_}: {entry.title}"
    for id_, (then, now) in changes.changed.items():
        title = now.title if then.title == now.title else f"{then.title} → {now.title}"
        yield f"  geändert  {NOUNS[now.kind]} {id_}: {title}"
    for id_, (then, successor) in changes.succeeded.items():
        yield f"  ersetzt   {NOUNS[then.kind]} {id_} ({then.title}) durch {successor}"
    if not changes:
        yield "  nichts geändert"


def counted(toolbox: Toolbox) -> str:
    """Say what a toolbox holds."""
    return (
        f"{len(toolbox.fields)} Handlungsfelder, {len(toolbox.themes)} Themen, {len(toolbox.principles)} Empfehlungen, "
        f"{len(toolbox.challenges)} Herausforderungen, {len(toolbox.examples)} Praxisbeispiele, "
        f"{len(toolbox.core_ideas.passages)} Kerngedanken, {len(toolbox.use_steps.passages)} Schritte"
    )
