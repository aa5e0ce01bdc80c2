"""`flask work`: the process that sends mail and tidies up, beside the server."""

import click
from flask import current_app
from flask.cli import with_appcontext

from workspace.notifications import worker


@click.command("work")
@click.option("--once", is_flag=True, help="Do what is due, then end.")
@with_appcontext
def work(*, once: bool) -> None:
    """Send the outbox's mails and tidy up, until ended."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    if once:
        click.echo(f"{worker.once(app, tidy=True)} sent.")
    else:
        worker.run(app)
