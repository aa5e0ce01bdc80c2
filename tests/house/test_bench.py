"""What is measured on is the same each time, and the client that measures counts right."""

import socket
import threading
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path
from typing import Any

import load
import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, select

from workspace import create_app
from workspace.actions.models import Action
from workspace.council.models import ShareLink
from workspace.db import db
from workspace.history.models import Event, Head
from workspace.seeds import bench


def generated(folder: Path) -> Flask:
    app = create_app({"INSTANCE": folder})
    with app.app_context():
        upgrade()
        bench.build(events=300)
        db.session.remove()
    return app


def seen(app: Flask) -> dict[str, Any]:
    with app.app_context():
        actions = db.session.scalars(select(Action).order_by(Action.code)).all()
        return {
            "actions": [(a.code, a.title, a.status, a.deadline_text, a.owner_id) for a in actions],
            "events": db.session.scalar(select(func.count()).select_from(Event)),
            "head": db.session.scalars(select(Head.seq)).one(),
            "share": db.session.scalars(select(ShareLink)).one().is_open,
        }


def test_the_town_is_the_same_each_time(tmp_path: Path) -> None:
    one, other = (seen(generated(tmp_path / name)) for name in ("one", "other"))

    assert one == other
    assert len(one["actions"]) == 80
    assert one["events"] == one["head"] == 300
    assert one["share"]


@pytest.fixture
def port() -> Iterator[int]:
    """Return the port of a server that answers every third request with 500."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=serve, args=[listener], daemon=True).start()
        yield listener.getsockname()[1]


def serve(listener: socket.socket) -> None:
    connection, _ = listener.accept()
    with connection:
        for number in range(1, 1_000_000):
            if not connection.recv(4096):
                return
            code = "500 Oh" if number % 3 == 0 else "200 OK"
            connection.sendall(f"HTTP/1.1 {code}\r\nContent-Length: 5\r\nSet-Cookie: sid=a; Path=/\r\n\r\n".encode())
            connection.sendall(b"hello")


def test_the_client_counts_every_answer_and_every_failure(port: int) -> None:
    tally = load.burst(port, [repeat(b"GET / HTTP/1.1\r\n\r\n")], seconds=0.2)

    assert len(tally.times) > 3
    assert len(tally.failed) == len(tally.times) // 3
    assert set(tally.failed) == {500}
    assert 0 < tally.p50 <= tally.p95
    assert tally.per_second == pytest.approx(len(tally.times) / tally.seconds)


def test_the_client_keeps_cookies_as_a_browser_would(port: int) -> None:
    connection = load.Connection(port)
    answer = connection.ask(b"GET / HTTP/1.1\r\n\r\n")
    connection.socket.close()

    assert (answer.code, answer.body, load.cookies(answer)) == (200, b"hello", "sid=a")
