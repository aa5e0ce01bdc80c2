"""The production server as we set it: no secret in a log, no connection shared, and an end that is prompt."""

import os
import runpy
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from workspace.db import db

ROOT = Path(__file__).resolve().parents[2]
CONFIGURATION = ROOT / "deploy" / "gunicorn.conf.py"
HELLO = """
from flask import Flask
app = Flask(__name__)
app.get("/s/<token>")(lambda token: "shared")
"""


@pytest.fixture(scope="module")
def settings() -> dict[str, Any]:
    """Return the settings as gunicorn reads them."""
    return runpy.run_path(str(CONFIGURATION))


@pytest.mark.parametrize(
    "path, logged",
    [
        ("/s/Tk-4_Zq", "/s/…"),
        ("/u/Tk-4_Zq?x=1", "/u/…?x=1"),
        ("/invitations/abc", "/invitations/…"),
        ("/reset/abc#top", "/reset/…#top"),
        ("/w/musterstadt/actions/M-017", "/w/musterstadt/actions/M-017"),
        ("/static/s.css", "/static/s.css"),
    ],
)
def test_links_that_are_a_key_never_reach_a_log(settings: dict[str, Any], path: str, logged: str) -> None:
    assert settings["redact"](f'"GET {path}" 200') == f'"GET {logged}" 200'


def test_only_named_proxies_are_believed(settings: dict[str, Any]) -> None:
    assert settings["forwarded_allow_ips"] == os.environ.get("MITPLAN_TRUSTED_PROXIES", "")


def test_no_connection_is_open_before_the_workers_part(app: Flask) -> None:
    script = (
        "from workspace import create_app; from workspace.db import db\n"
        f"app = create_app({{'INSTANCE': {app.instance_path!r}, 'SQLALCHEMY_DATABASE_URI': {url(app)!r}}})\n"
        "with app.app_context(): print(db.engine.pool.checkedin() + db.engine.pool.checkedout())"
    )
    counted = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)

    assert counted.stdout.strip() == "0"


def url(app: Flask) -> str:
    with app.app_context():
        return db.engine.url.render_as_string(hide_password=False)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """Return a running server with a page of its own, and its port."""
    (tmp_path / "hello.py").write_text(HELLO)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--config", str(CONFIGURATION), "--chdir", str(tmp_path), "hello:app"]
    env = os.environ | {"PORT": str(port), "MITPLAN_ACCESS_LOG": "-", "PYTHONPATH": f"{ROOT}:{tmp_path}"}
    env["MITPLAN_WORKERS"] = "1"  # the one that answers is the one that is told to end: a second may not be up yet
    child = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    while child.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            break
        except OSError:
            time.sleep(0.05)
    yield child, port
    child.kill()
    child.communicate()


@pytest.mark.slow
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_promptly_whatever_browsers_keep_open(
    server: tuple["subprocess.Popen[str]", int], sign: signal.Signals
) -> None:
    child, port = server
    kept_alive = HTTPConnection("127.0.0.1", port, timeout=10)
    with (
        closing(kept_alive),
        socket.create_connection(("127.0.0.1", port), timeout=10),  # says nothing, as browsers' spare connections
    ):
        for _ in range(2):  # a line is logged after its answer, and before the next one's
            kept_alive.request("GET", "/s/secret-token?a=b")
            assert kept_alive.getresponse().read() == b"shared"
        child.send_signal(sign)
        log, _ = child.communicate(timeout=20)

    assert child.returncode == 0
    assert "SIGKILL" not in log  # nobody had to be killed after the ten seconds of grace
    assert "/s/…" in log
    assert "secret-token" not in log
    assert "127.0.0.1 " not in log
