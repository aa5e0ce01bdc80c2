"""The worker beside the server: looks into the outbox every few seconds, until it is told to end."""

import signal
import sys
import time
from typing import Any

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from workspace.notifications import outbox

EVERY = 5  # seconds between two looks into the outbox
TIDY_EVERY = 720  # looks: once an hour


def run(app: Flask) -> None:
    """Work until SIGTERM or Ctrl-C, which end it at once, whatever it is doing: every step survives that."""
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, leave)
    look = 0
    while True:
        once(app, tidy=look % TIDY_EVERY == 0)
        look += 1
        time.sleep(EVERY)


def once(app: Flask, *, tidy: bool) -> int:
    """Do what is due, in a context of its own; returns how many mails left. A database that is away is waited for."""
    with app.app_context():
        try:
            sent = outbox.empty()
            if tidy:
                outbox.tidy()
        except SQLAlchemyError as trouble:
            app.logger.warning("the database is away: %s", trouble)
            return 0
        return sent


def leave(*_: Any) -> None:
    """End."""
    sys.exit(0)
