"""Commands that look after the history: `flask verify`, `flask erase`, `flask remove-workspace`."""

import re
from collections.abc import Iterator

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from workspace.db import commit, db, reading
from workspace.editing.replay import replay
from workspace.history import erasing
from workspace.history.models import Head, Removal
from workspace.history.verify import Finding, Point, fallen_triggers, verify
from workspace.i18n import moment
from workspace.members.models import Workspace
from workspace.members.removal import remove

POINT = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


class PrintedHead(click.ParamType[Point]):
    """`142:3f9c…`, as `flask verify` prints it."""

    name = "N:HASH"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Point:
        """Read it."""
        found = POINT.fullmatch(str(value))
        return (
            Point(int(found[1]), found[2]) if found else self.fail("Give it as it was printed, 142:3f9c…", param, ctx)
        )


@click.command("verify")
@click.argument("slug", required=False)
@click.option("--head", type=PrintedHead(), help="An end of the history printed earlier; needs SLUG.")
@with_appcontext
def verify_command(slug: str | None, head: Point | None) -> None:
    """Check the history of every town, or of one: chain, numbers, texts, triggers; that rows are what events say."""
    if head and not slug:
        raise click.UsageError("--head belongs to one town: flask verify SLUG --head N:HASH")
    with reading():
        findings = [*fallen_triggers(), *returned()]
        for finding in findings:
            click.echo(f"  ✗ {finding.where}: {finding.what}")
        for town in [town_of(slug)] if slug else db.session.scalars(select(Workspace).order_by(Workspace.slug)).all():
            found = [*verify(town.id, current_app.config["HISTORY_KEY"], head), *replay(town.id)]
            report(town, found)
            findings += found
    if findings:
        raise click.ClickException(f"{len(findings)} finding(s). Somebody changed the database past Mitplan.")


def report(town: Workspace, findings: list[Finding]) -> None:
    """Print what was found in a town, and where its history stands: worth keeping outside the machine."""
    head = db.session.get(Head, town.id)
    stands = f"{head.seq}:{head.hash}" if head else "no head"
    click.echo(f"{'✗' if findings else '✓'} {town.slug}  {stands}")
    for finding in findings:
        click.echo(f"  ✗ {finding.where}: {finding.what}")


def returned() -> Iterator[Finding]:
    """Yield a finding for each removed town whose number is in use again: its events would be unprotected."""
    query = select(Removal, Workspace).join(Workspace, Workspace.id == Removal.workspace_id)
    for removal, town in db.session.execute(query):
        yield Finding(f"removal of {removal.slug}", f"{town.slug} has its number, so its history isn’t protected.")


@click.command("erase")
@click.argument("slug")
@click.option("--text", "containing", help="Erase texts that contain these words (a name, an e-mail address).")
@click.option("--subject", help="Erase texts of this thing only, such as action-M-017.")
@click.option("--yes", is_flag=True, help="Don't ask.")
@with_appcontext
def erase_command(slug: str, containing: str | None, subject: str | None, *, yes: bool) -> None:
    """Erase texts from a town's history, on lawful request. Events and their chain stay; there is no way back."""
    if not (containing or subject):
        raise click.UsageError("Say what to erase: --text, --subject, or both.")
    with reading():
        hits = erasing.find(town_of(slug).id, containing=containing, subject=subject)
    for hit in hits:
        note = "  (still stands there: change it in Mitplan too)" if hit.stands else ""
        click.echo(f"event {hit.event.seq}  {hit.event.subject}  {hit.text.field}{note}")
    if not hits:
        click.echo("Nothing found.")
    elif yes or click.confirm(f"Erase these {len(hits)} text(s) for good?", abort=True):
        town = town_of(slug, lock=True)
        erasing.erase(town.id, erasing.find(town.id, containing=containing, subject=subject))
        commit()
        click.echo(f"Erased. The chain stays valid: flask verify {slug}")


@click.command("remove-workspace")
@click.argument("slug")
@click.option("--yes", is_flag=True, help="Don't ask.")
@with_appcontext
def remove_command(slug: str, *, yes: bool) -> None:
    """Remove a town with everything in it; the record of that stays. Offer its plan to the archive first."""
    if not yes and click.prompt("This can’t be undone. Type the short name again to go on") != slug:
        raise click.ClickException("That wasn’t its short name. Nothing was removed.")
    removal = remove(town_of(slug, lock=True))
    commit()
    click.echo(f"Removed {slug} at {moment(removal.at)}. Its history ended at {removal.seq}:{removal.hash}")


def town_of(slug: str, *, lock: bool = False) -> Workspace:
    """Return the town of a short name, its row locked if it will be written to."""
    query = select(Workspace).where(Workspace.slug == slug)
    town = db.session.scalar(query.with_for_update() if lock else query)
    if town is None:
        raise click.ClickException(f"There is no workspace {slug!r}.")
    return town


def init_app(app: Flask) -> None:
    """Register the commands."""
    for command in (verify_command, erase_command, remove_command):
        app.cli.add_command(command)
