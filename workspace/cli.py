"""Commands for whoever runs Mitplan: `flask --app wsgi …`."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the commands."""
    from workspace.accounts import commands as accounts
    from workspace.members import setup, upkeep
    from workspace.notifications import commands as notifications
    from workspace.seeds.commands import seed

    upkeep.init_app(app)
    app.cli.add_command(seed)
    app.cli.add_command(setup.setup)
    app.cli.add_command(accounts.reset_link)
    app.cli.add_command(notifications.work)
