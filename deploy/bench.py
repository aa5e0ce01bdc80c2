"""Measures the production server on a generated town beside a bare Flask page on the same server (`make bench`).

Prints a table and writes instance/bench.json. Seconds for each burst: BENCH_SECONDS.
"""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, repeat
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from load import Connection, Tally, burst, cookies
from prepare import PYTHON, ROOT, clean, say

CLIENTS, ROUNDS = 8, 5
SECONDS = float(os.environ.get("BENCH_SECONDS", "2"))
TARGETS = {"plan": 15, "action": 10, "status": 10}
TOWN = "/w/musterstadt"
STATUSES = ("preparing", "under_way", "standing")

bare = Flask("bare")
bare.get("/")(lambda: "hello")


def main() -> int:
    """Measure; returns 1 if an answer wasn't what it should be."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MITPLAN_INSTANCE"] = folder
        say("Eine Stadt mit 80 Maßnahmen und 2.000 Ereignissen entsteht")
        token, versions = generate()
        with server("wsgi:app", folder) as (port, start, child), server("bench:bare", folder) as (bare_port, _, _):
            say("Gemessen wird abwechselnd mit der leeren Seite")
            pages = {"bare": (bare_port, [repeat(get("/", ""))]), **town_pages(port, token, versions)}
            found = {name: measure(at, clients) for name, (at, clients) in pages.items()}
            report(found, start, memory(child))
    return int(any(one.failed or many.failed for one, many in found.values()))


def generate() -> tuple[str, dict[str, int]]:
    """Make the town; return the token of its share link and the version of each action's status."""
    from flask_migrate import upgrade
    from sqlalchemy import select

    from workspace import create_app
    from workspace.actions.models import Action
    from workspace.db import db
    from workspace.seeds import bench

    app = create_app()
    with app.app_context():
        upgrade()
        token = bench.build().token()
        actions = db.session.scalars(select(Action).order_by(Action.code)).all()
        return token, {action.code: action.version for action in actions}
