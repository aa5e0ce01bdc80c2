"""A listener: an open page’s live stream on a line that keeps dropping, resumed from where it was."""

import time
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse
from random import Random

from tests.storm.account import Heard
from tests.world import TOWN

PATIENCE = 60  # seconds in which the last event has to be heard


class Listener:
    """One open page. Keeps what it has heard, message by message."""

    def __init__(self, port: int, cookie: str, since: int, chance: Random) -> None:
        self.port, self.cookie, self.since, self.chance = port, cookie, since, chance
        self.heard: list[Heard] = []
        self.wrong: list[str] = []
        self.drops = 0
        self.end: int | None = None  # the newest event, once no more will come

    @property
    def seq(self) -> int:
        return self.heard[-1].seq if self.heard else self.since

    def listen(self, drops: int, longest: float) -> None:
        """Listen, dropping the stream again and again, until the end has been heard."""
        ended = None
        while self.drops < drops or self.end is None or self.seq < self.end:
            with suppress(OSError, HTTPException):
                self.hold(self.chance.uniform(0.02, longest))
            time.sleep(self.chance.uniform(0, 0.1))
            if self.end is not None:
                ended = ended or time.monotonic()
                if time.monotonic() - ended > PATIENCE:
                    self.wrong.append(f"a listener heard up to {self.seq} and then nothing until {self.end}.")
                    return

    def hold(self, seconds: float) -> None:
        """Open the stream, hear what comes for some seconds, and drop it in the middle of whatever it says."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        headers = {"Cookie": self.cookie, "Accept": "text/event-stream"}
        if self.heard:
            headers["Last-Event-ID"] = str(self.seq)
        end = time.monotonic() + seconds
        try:
            connection.request("GET", f"{TOWN}/live?after={self.since}", headers=headers)
            answer = connection.getresponse()
            if answer.status != 200:
                self.wrong.append(f"a stream was answered {answer.status}.")
                return
            self.drops += 1  # whichever way it ends
            for message in messages(answer):
                self.heard += read(message)
                if time.monotonic() > end:
                    return
        finally:
            connection.close()


def messages(answer: HTTPResponse) -> Iterator[dict[str, str]]:
    """Yield whole messages; one that broke off isn't any."""
    message: dict[str, str] = {}
    while line := answer.readline():
        if line == b"\n":
            yield message
            message = {}
        elif not line.endswith(b"\n"):
            return
        else:
            name, _, value = line.decode().rstrip("\n").partition(": ")
            message[name] = value


def read(message: dict[str, str]) -> list[Heard]:
    """Return what a message says of events; presence has no number, and a heartbeat says nothing."""
    return [Heard(int(message["id"]), frozenset(message["data"].split()))] if "id" in message else []
