"""Starts the demo: prepares the folder, migrates the database, tells the demo town's story once, serves.

Serves with the production server (gunicorn) and the worker beside it; Ctrl-C ends both.
"""

import errno
import os
import signal
import socket
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path
from typing import Any, TypeAlias

from prepare import PYTHON, ROOT, Stop, call, clean, prepare, say, told

DEMO = """\
  Das ist eine Demo. Die Stadt Musterstadt ist erfunden, und die Passwörter kennt jeder: bitte nichts Echtes eingeben.
    koordination@musterstadt.example   Koordination
    redaktion@musterstadt.example      Redaktion
    soziales@musterstadt.example       ein Fachbereich
    beirat@musterstadt.example         Integrationsbeirat
    lesen@musterstadt.example          nur lesen
    Passwort für alle: mitplan-demo
"""
BANNER = """
  Mitplan läuft:  {address}

{accounts}
  Strg+C beendet Mitplan. Für eine echte Kommune: deploy/README.md
"""


Child: TypeAlias = "subprocess.Popen[bytes]"


def main() -> int:
    """Prepare, migrate, seed, serve until told to stop; returns the exit code."""
    host, port = os.environ.get("HOST", "127.0.0.1"), port_number()
    check_free(host, port)
    prepare()
    env = clean() | {"HOST": host, "PORT": str(port), "PYTHONUNBUFFERED": "1"}
    if not towns():
        say("Datenbank und Musterstadt werden angelegt (einmalig)")
        flask("Die Datenbank auf den neuen Stand zu bringen", "db", "upgrade", env=env)
        flask("Die Musterstadt anzulegen", "seed", env=env)
    return serve(host, port, env)


def port_number() -> int:
    """Return the port asked for."""
    text = os.environ.get("PORT") or "5000"
    if text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise Stop(
        f"PORT={text} ist keine Portnummer: bitte eine Zahl wie 5000 angeben.", f"PORT={text} is no port number."
    )


def check_free(host: str, port: int) -> None:
    """Find out before anything else whether the address can be had."""
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            pass
    except PermissionError as error:
        raise Stop(
            f"Port {port} darf nur der Systemverwalter benutzen: bitte einen ab 1024 wählen, etwa PORT=5001 make run.",
            f"Port {port} is reserved: choose one from 1024 on, such as PORT=5001 make run.",
        ) from error
    except OSError as error:
        trouble = "ist schon belegt" if error.errno == errno.EADDRINUSE else "ist nicht zu haben"
        raise Stop(
            f"{host}:{port} {trouble}: bitte das andere Programm beenden oder einen anderen Port wählen, "
            f"etwa PORT={port + 1} make run.",
            f"{host}:{port} can't be used: stop the other program or choose another port: PORT={port + 1} make run.",
        ) from error


def towns() -> list[str]:
    """Return the towns in our own database; none as well if it is missing, elsewhere or not up to date."""
    newest = max(path.name.partition("_")[0] for path in (ROOT / "migrations" / "versions").glob("*.py"))
    file = Path(os.environ.get("MITPLAN_INSTANCE", ROOT / "instance")).resolve() / "mitplan.sqlite"
    if "MITPLAN_DATABASE_URL" in os.environ:
        return []
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as database:
            if database.execute("select version_num from alembic_version").fetchall() != [(newest,)]:
                return []
            return [slug for (slug,) in database.execute("select slug from workspace")]
    except sqlite3.Error:
        return []


def flask(what: str, *arguments: str, env: dict[str, str]) -> None:
    """Run one of the application's commands."""
    call(what, PYTHON, "-m", "flask", "--app", "wsgi", *arguments, env=env)


def serve(host: str, port: int, env: dict[str, str]) -> int:
    """Run the server and the worker until one of them ends or someone ends us."""
    for sign in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, interrupt)
    config = str(ROOT / "deploy" / "gunicorn.conf.py")
    children = [start("gunicorn", "--config", config, "--log-level", "warning", "wsgi:app", env=env)]
    try:
        if answers(host, port, children[0]):
            announce(f"http://{host}:{port}")
            children.append(start("flask", "--app", "wsgi", "work", env=env))
        while running(children):
            time.sleep(0.2)
    except KeyboardInterrupt:
        return 0
    finally:
        end(children)
    raise Stop("Ein Teil von Mitplan ist unerwartet stehen geblieben: warum, steht darüber.", "A part of Mitplan died.")


def announce(address: str) -> None:
    """Say where Mitplan is and, in a demo, who may sign in."""
    found = towns()
    print(BANNER.format(address=address, accounts=DEMO if not found or "musterstadt" in found else ""), flush=True)


def start(module: str, *arguments: str, env: dict[str, str]) -> Child:
    """Start a Python module of ours, deaf to Ctrl-C until it has an answer to it: an early one leaves no traceback."""
    ours = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return subprocess.Popen([PYTHON, "-m", module, *arguments], cwd=ROOT, env=env, stdin=subprocess.DEVNULL)
    finally:
        signal.signal(signal.SIGINT, ours)


def answers(host: str, port: int, server: Child) -> bool:
    """Return True once the server accepts connections, False once it has died."""
    while running([server]):
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return True
    return False


def running(children: list[Child]) -> bool:
    """Say whether all children live."""
    return all(child.poll() is None for child in children)


def interrupt(*_: Any) -> None:
    """Treat a request to end like Ctrl-C."""
    raise KeyboardInterrupt


def end(children: list[Child]) -> None:
    """End the children: at once, else kindly, else by force."""
    for sign, patience in ((signal.SIGINT, 0.7), (signal.SIGTERM, 1.5), (signal.SIGKILL, 1)):
        for child in children:
            if child.poll() is None:
                child.send_signal(sign)
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline and any(child.poll() is None for child in children):
            time.sleep(0.02)


if __name__ == "__main__":
    told(main)
