"""Streams in tests: opened for one test, read message by message, and ended with it."""

import threading
from collections.abc import Iterator

from flask import Flask
from flask.testing import FlaskClient

from workspace.live.hub import Hub


def listening(app: Flask, most: int = 250) -> Iterator[Hub]:
    """Let the application's pages listen; afterwards end what is left and the thread that served it."""
    hub: Hub = app.extensions["live"]
    app.config["STREAMS"] = most
    yield hub
    app.config["STREAMS"] = 0
    for ear in [*hub.ears]:
        ear.close()
        hub.leave(ear)
    for thread in [one for one in threading.enumerate() if one.name.startswith("live")]:
        thread.join()


class Stream:
    """An open stream as a browser reads it."""

    def __init__(self, client: FlaskClient, address: str = "/w/musterstadt/live", last: int | None = None) -> None:
        headers = {"Last-Event-ID": str(last)} if last is not None else {}
        self.answer = client.get(address, headers=headers, buffered=False)
        self.chunks = iter(self.answer.response)

    def message(self) -> dict[str, str]:
        """Wait for the next message and take it apart; a heartbeat is none. Empty at the end."""
        for chunk in self.chunks:
            text = chunk.decode() if isinstance(chunk, bytes) else str(chunk)
            if not text.startswith(":"):
                parts = (line.partition(": ") for line in text.splitlines() if line)
                return {name.rstrip(":"): said for name, _colon, said in parts}
        return {}

    def close(self) -> None:
        """Go away, as a browser does."""
        self.answer.close()
