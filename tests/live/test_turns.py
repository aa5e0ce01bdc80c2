"""Taking turns: of those who only watch, one is answered at a time, and none waits for ever."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

import pytest
from flask import Blueprint, Flask, abort

from workspace.live import turns

AT_ONCE = 8


class Busy:
    """Counts how many are being answered at once."""

    def __init__(self) -> None:
        self.now, self.most, self.lock = 0, 0, threading.Lock()

    def work(self) -> None:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(0.02)
        with self.lock:
            self.now -= 1


@pytest.fixture
def busy() -> Busy:
    return Busy()


@pytest.fixture
def small(busy: Busy) -> Flask:
    """Return an application with one view that takes turns, one that fails in its turn, and one that doesn't."""
    app, bp = Flask(__name__), Blueprint("watching", __name__)
    turns.take_turns(bp)
    app.before_request(busy.work)  # as whoever asks is looked up: before the view
    bp.add_url_rule("/watch", "watch", lambda: "seen")
    bp.add_url_rule("/fail", "fail", lambda: abort(500))
    app.register_blueprint(bp)
    app.add_url_rule("/save", "save", lambda: "saved")
    return app


def ask(app: Flask, *paths: str) -> list[int]:
    with ThreadPoolExecutor(len(paths)) as pool:
        return list(pool.map(lambda path: app.test_client().get(path).status_code, paths))


def test_one_is_answered_at_a_time(small: Flask, busy: Busy) -> None:
    assert ask(small, *["/watch"] * AT_ONCE) == [HTTPStatus.OK] * AT_ONCE
    assert busy.most == 1


def test_nobody_else_waits(small: Flask, busy: Busy) -> None:
    ask(small, *["/save"] * AT_ONCE)
    assert busy.most > 1


def test_a_failure_hands_the_turn_on(small: Flask, busy: Busy) -> None:
    assert sorted(ask(small, "/fail", "/watch", "/fail")) == [200, 500, 500]
    assert busy.most == 1


def test_whoever_waits_too_long_goes_on(small: Flask, busy: Busy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.001)
    assert ask(small, *["/watch"] * AT_ONCE) == [HTTPStatus.OK] * AT_ONCE
    assert busy.most > 1
