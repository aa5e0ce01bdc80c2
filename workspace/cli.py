"""Commands for whoever runs Mitplan: `flask --app wsgi …`."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the commands."""
    from workspace.members import upkeep
    from workspace.seeds.commands import seed

    upkeep.init_app(app)
    app.cli.add_command(seed)
