"""The production server: threads, two workers, the application loaded once before they part.

Set by the environment: HOST, PORT or MITPLAN_BIND (unix:/run/mitplan/web.sock), MITPLAN_WORKERS, MITPLAN_THREADS
(beside those that streams hold), MITPLAN_STREAMS (open pages one worker tells of changes; 0: none),
MITPLAN_TRUSTED_PROXIES, MITPLAN_ACCESS_LOG ("-" for standard output).
"""

import gc
import logging
import os
import re
import signal
from functools import partial
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.workers import gthread

bind = os.environ.get("MITPLAN_BIND") or f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '5000')}"
worker_class = "gthread"
workers = int(os.environ.get("MITPLAN_WORKERS", "2"))
streams = int(os.environ.get("MITPLAN_STREAMS", "500"))
threads = int(os.environ.get("MITPLAN_THREADS", "40")) + streams  # a thread costs nothing until it is needed
worker_connections = 2 * threads  # a stream holds one, and browsers keep some for later
preload_app = True  # halves start and memory; create_app() opens no connection and starts no thread, see `pre_fork`
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 (the heartbeat, not on a slow disk)
control_socket_disable = True

gthread.DEFAULT_WORKER_DATA_TIMEOUT = 0.5  # browsers open connections and stay silent: such a one gives its thread back
gthread.STOP_KEEPALIVE_LINGER = 0.5
keepalive = 5
timeout = 60
graceful_timeout = 10
limit_request_line = 4094
limit_request_fields = 64
limit_request_field_size = 8190
forwarded_allow_ips = os.environ.get("MITPLAN_TRUSTED_PROXIES", "")
accesslog = os.environ.get("MITPLAN_ACCESS_LOG") or None
access_log_format = '%(t)s "%(m)s %(U)s" %(s)s %(b)s %(M)sms'  # no address, no query, no browser

TOKEN = re.compile(r"(?<![\w-])(/(?:s|u|e|invitations|reset|confirm|login)/)[^/?#\s\"']+")


def redact(text: str) -> str:
    """Take the secret out of links that are a key: /s/…, /invitations/…, /reset/…"""
    return TOKEN.sub(r"\1…", text)


class Redacting(logging.Filter):
    """Lets no link that is a key into a log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Write the message out and redact it."""
        record.msg, record.args = redact(record.getMessage()), ()
        return True


redacting = Redacting()


class logger_class(Logger):  # noqa: N801 (gunicorn's name for the setting)
    """gunicorn's logger, with links redacted."""

    def setup(self, cfg: Any) -> None:
        """Filter both logs."""
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            log.addFilter(redacting)


def post_worker_init(worker: Any) -> None:
    """End at once on Ctrl-C, without waiting for anyone; an unfinished transaction is as if it had never begun.

    gunicorn's own answer asks its threads' lock first, and waits for itself if it holds it while taking a connection.
    Asked kindly (SIGTERM), streams end first: they would hold a thread for the whole time of grace.
    """
    for sign in (signal.SIGQUIT, signal.SIGINT):
        signal.signal(sign, leave)
    live = getattr(worker.app.wsgi(), "extensions", {}).get("live")
    signal.signal(signal.SIGTERM, partial(farewell, worker, live))


def farewell(worker: Any, live: Any, sign: int, frame: Any) -> None:
    """End the streams, then everything else as usual."""
    if live:
        live.close()
    worker.handle_exit(sign, frame)


def leave(*_: Any) -> None:
    """End this process."""
    os._exit(0)


def pre_fork(server: Any, _worker: Any) -> None:
    """Hand no database connection to two processes (a test says none is open by now), and share the loaded code."""
    from workspace.db import db

    app = server.app.wsgi()
    app.logger.addFilter(redacting)
    if "sqlalchemy" in app.extensions:
        with app.app_context():
            db.engine.dispose(close=False)
    gc.freeze()
    gc.set_threshold(
        20_000, 20, 50
    )  # a page makes thousands of objects that all go with it: Python's own 700 costs a sixth
