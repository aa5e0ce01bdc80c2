"""Run migrations on the application's own database."""

from alembic import context
from flask import current_app

database = current_app.extensions["migrate"].db


def run() -> None:
    """Migrate in one transaction, without Alembic's batch mode (it drops triggers)."""
    with database.engine.connect() as connection:
        context.configure(connection=connection, target_metadata=database.metadata, compare_type=True)
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
