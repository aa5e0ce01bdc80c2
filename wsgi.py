"""The application, for gunicorn and the `flask` command."""

from workspace import create_app

app = create_app()
