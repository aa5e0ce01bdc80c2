"""Measures the production server on a generated town, in turns with a bare Flask page on it (`make bench`).

Prints a table and writes instance/bench.json. BENCH_SECONDS sets how long each burst lasts.
"""

import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from itertools import cycle, repeat
from statistics import median
from typing import Any

import bench_live
from flask import Flask
from load import Connection, Tally, burst, cookies, get, hidden, post
from prepare import ROOT, say, told
from served import Server, server
from testing import chromium

CLIENTS, ROUNDS = 8, 5
LOG = ROOT / "instance" / "bench.log"
SECONDS = float(os.environ.get("BENCH_SECONDS", "2"))
LAPS = {"action": 10, "status": 0}  # answers until a client has seen each of its pages once; elsewhere one
TARGETS = {"plan": 15, "action": 10, "status": 10}
TOWN = "/w/musterstadt"

bare = Flask("bare")
bare.get("/")(lambda: "hello")


def main() -> int:
    """Measure and report; returns 1 if an answer wasn't what it should be."""
    chromium()
    LOG.parent.mkdir(mode=0o700, exist_ok=True)
    LOG.write_bytes(b"")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MITPLAN_INSTANCE"] = folder
        say("Eine Stadt mit 80 Maßnahmen und 2.000 Ereignissen entsteht")
        share, actions = generate()
        room = {"MITPLAN_STREAMS": str(20 * bench_live.IDLE)}  # one person opens them all, and has a tenth of it
        with server("wsgi:app", "/login", folder, LOG, room) as ours, server("bench:bare", "/", folder, LOG) as hello:
            say(f"{ROUNDS} Runden, im Wechsel mit der leeren Seite")
            pages = {"bare": [repeat(get("/"))] * CLIENTS} | town(ours.port, share, actions)
            rounds = [measure(pages, ours, hello, SECONDS if round_ else 0.3) for round_ in range(ROUNDS + 1)]
            wrong = report(rounds[1:], ours)  # the first round only warms up
            say("Was live ist, im Browser")
            bench_live.measure(ours, get, TOWN, *sign_in(Connection(ours.port)), actions)
            return wrong


def measure(
    pages: dict[str, list[Iterator[bytes]]], ours: Server, hello: Server, seconds: float
) -> dict[str, tuple[Tally, Tally]]:
    """Measure every page once, with one client and with all of them."""
    found = {}
    for name, clients in pages.items():
        at, lap = hello if name == "bare" else ours, LAPS.get(name, 1)
        before = at.cpu()
        one = burst(at.port, clients[:1], seconds, lap)
        one.cpu = at.cpu() - before
        found[name] = one, burst(at.port, clients, seconds / 2, lap)
    return found


def generate() -> tuple[str, dict[str, dict[str, Any]]]:
    """Make the town; return the token of its share link, and what each action's status form would carry."""
    sys.path.append(str(ROOT))
    from flask_migrate import upgrade
    from sqlalchemy import select

    from workspace import create_app
    from workspace.actions.models import Action
    from workspace.db import db
    from workspace.seeds.bench import build

    app = create_app()
    with app.app_context():
        upgrade()
        token = build().token()
        actions = db.session.scalars(select(Action).order_by(Action.code))
        return token, {
            a.code: {"version": a.version, "drawn": a.group_version("status"), "is": a.status} for a in actions
        }


def town(port: int, share: str, actions: dict[str, dict[str, Any]]) -> dict[str, list[Iterator[bytes]]]:
    """Sign in, open the share link, and return each client's requests by what is measured."""
    connection = Connection(port)
    cookie, token = sign_in(connection)
    shared = connection.ask(get(f"/s/{share}"))
    home = re.search(r"^location: *(\S+)", shared.head, re.IGNORECASE | re.MULTILINE)
    codes = list(actions)
    parts = [codes[start::CLIENTS] for start in range(CLIENTS)]
    return {
        "plan": [repeat(get(f"{TOWN}/plans/1/", cookie))] * CLIENTS,
        "action": [cycle(get(f"{TOWN}/actions/{code}", cookie) for code in part) for part in parts],
        "status": [changes(part, actions, cookie, token) for part in parts],
        "share": [repeat(get(home[1] if home else "/", cookies(shared)))] * CLIENTS,
    }


def sign_in(connection: Connection) -> tuple[str, str]:
    """Sign in as a browser does; return the session's cookie and the token its forms carry."""
    from workspace.seeds.bench import EMAIL, PASSWORD

    page = connection.ask(get("/login").replace(b"gzip", b"identity"))
    form = {"email": EMAIL, "password": PASSWORD, "csrf_token": hidden(page.body)}
    cookie = cookies(connection.ask(post("/login", form, cookies(page))))
    plan = connection.ask(get(f"{TOWN}/plans/1/", cookie).replace(b"gzip", b"identity"))
    return cookies(plan) or cookie, hidden(plan.body)  # the first page brings the session's token


def changes(codes: list[str], actions: dict[str, dict[str, Any]], cookie: str, token: str) -> Iterator[bytes]:
    """Yield status changes, each carrying the version it was drawn from, each a real change."""
    for code in cycle(codes):
        action = actions[code]
        action["is"] = "preparing" if action["is"] == "under_way" else "under_way"
        form = {"csrf_token": token, "version": action["drawn"], "status": action["is"], "status_reason": ""}
        action["version"] = action["drawn"] = action["version"] + 1
        yield post(
            f"{TOWN}/actions/{code}/status", form, cookie, htmx=f"HX-Request: true\r\nHX-Target: tr#action-{code}\r\n"
        )


def report(rounds: list[dict[str, tuple[Tally, Tally]]], ours: Server) -> int:
    """Print the table and write the file; returns 1 if an answer wasn't what it should be.

    A ratio is the middle one of the rounds' own: the machine's pace changes between rounds more than within one.
    """
    heads = ("", "p50 ms", "p95 ms", "× bare", "target", "first ms", "cpu ms", f"/s at {CLIENTS}", "failed")
    print("\n  " + "".join(f"{head:>9}" for head in heads))
    written, wrong = {}, False
    for name in rounds[0]:
        ratio = median(one[name][0].p50 / one["bare"][0].p50 for one in rounds)
        one, many = Tally(), Tally()
        for found in rounds:
            one.add(found[name][0])
            many.add(found[name][1])
        figures = {"p50_ms": one.p50, "p95_ms": one.p95, "per_s": many.per_second, "ratio": ratio}
        written[name] = {key: round(value, 2) for key, value in figures.items()}
        failed = [*one.failed, *many.failed]
        first = f"{median(one.first):.2f}" if one.first else ""
        cells = (
            name,
            f"{one.p50:.2f}",
            f"{one.p95:.2f}",
            f"{ratio:.1f}",
            f"≤ {TARGETS[name]}" if name in TARGETS else "",
        )
        line = (*cells, first, f"{one.cpu_ms:.2f}", f"{many.per_second:.0f}", str(len(failed)))
        print("  " + "".join(f"{cell:>9}" for cell in line), *sorted({str(code) for code in failed}))
        wrong = wrong or bool(failed)
    print("\n  first: the first view after a change")
    print(f"  memory {ours.megabytes():.0f} MB, cold start {ours.cold_start:.1f} s")
    (ROOT / "instance" / "bench.json").write_text(json.dumps(written, indent=1) + "\n")
    if wrong:
        print(f"  some answers were wrong: see {LOG.relative_to(ROOT)}")
    return int(wrong)


if __name__ == "__main__":
    told(main)
