"""A load client small enough not to be what is measured: prebuilt requests over kept-alive sockets, one thread."""

import re
import selectors
import socket
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlencode

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
EXPECTED = 200
BROWSER = "User-Agent: bench\r\nAccept: text/html\r\nAccept-Encoding: gzip\r\nAccept-Language: de\r\n"
COOKIE = re.compile(r"^set-cookie: *([^=]+=[^;]*)", re.IGNORECASE | re.MULTILINE)


@dataclass
class Answer:
    """What came back."""

    code: int
    head: str
    body: bytes


@dataclass
class Tally:
    """The times of many answers in milliseconds, and those that weren't what they should be."""

    times: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)  # of each page the first time round
    failed: list[int] = field(default_factory=list)
    seconds: float = 0.0
    cpu: float = 0.0

    @property
    def cpu_ms(self) -> float:
        """Return how long the server computed for one."""
        return 1000 * self.cpu / (len(self.times) + len(self.first))

    @property
    def p50(self) -> float:
        """Return the middle one."""
        return median(self.times)

    @property
    def p95(self) -> float:
        """Return the one that 95 of 100 stay below."""
        return quantiles(self.times, n=20, method="inclusive")[-1]

    @property
    def per_second(self) -> float:
        """Return how many came back in a second."""
        return (len(self.times) + len(self.first)) / self.seconds

    def add(self, other: "Tally") -> None:
        """Take in another round."""
        self.times += other.times
        self.first += other.first
        self.failed += other.failed
        self.seconds += other.seconds
        self.cpu += other.cpu


class Connection:
    """One browser's connection, kept alive."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""
        self.sent_at = 0.0

    def send(self, request: bytes) -> None:
        """Send a request and look at the clock."""
        self.buffer, self.sent_at = b"", time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> Answer | None:
        """Read what is there; None while the answer isn't complete."""
        piece = self.socket.recv(262_144)
        self.buffer += piece
        head, found, body = self.buffer.partition(b"\r\n\r\n")
        if not piece:
            return Answer(0, "", b"")
        length = LENGTH.search(head)
        if not found or (int(length[1]) > len(body) if length else not body.endswith(b"0\r\n\r\n")):
            return None
        return Answer(int(head[9:12]), head.decode("latin-1"), body)

    def ask(self, request: bytes) -> Answer:
        """Send and wait."""
        self.send(request)
        while (answer := self.receive()) is None:
            pass
        return answer

    def close(self) -> None:
        """Hang up."""
        self.socket.close()


def burst(port: int, clients: list[Iterator[bytes]], seconds: float, lap: int = 0) -> Tally:
    """Let each client send its requests one after the other for some seconds, all at once.

    The first `lap` answers of a client are counted apart: views of what has just changed.
    """
    tally, laps = Tally(), Counter[int]()
    with selectors.DefaultSelector() as waiting:
        for requests in clients:
            connection = Connection(port)
            waiting.register(connection.socket, selectors.EVENT_READ, (connection, requests))
            connection.send(next(requests))
        begin = time.perf_counter()
        while waiting.get_map():
            for key, _ in waiting.select(30):
                connection, requests = key.data
                if (answer := connection.receive()) is None:
                    continue
                ended = time.perf_counter()
                laps[key.fd] += 1
                times = tally.first if laps[key.fd] <= lap else tally.times
                times.append((ended - connection.sent_at) * 1000)
                if answer.code != EXPECTED:
                    tally.failed.append(answer.code)
                if ended - begin < seconds and answer.code:
                    connection.send(next(requests))
                else:
                    waiting.unregister(connection.socket)
                    connection.socket.close()
        tally.seconds = time.perf_counter() - begin
    return tally


def cookies(answer: Answer) -> str:
    """Return the cookies an answer sets, as a browser would send them back."""
    return "; ".join(COOKIE.findall(answer.head.replace("\r", "")))


def hidden(page: bytes) -> str:
    """Return the token in a page's forms."""
    found = re.search(rb'name="csrf_token"[^>]* value="([^"]+)"', page)
    return found[1].decode() if found else ""


def get(path: str, cookie: str = "") -> bytes:
    """Return a request for a page."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{BROWSER}Cookie: {cookie}\r\n\r\n".encode()


def post(path: str, form: dict[str, Any], cookie: str, htmx: str = "") -> bytes:
    """Return a form as a browser sends it."""
    body = urlencode(form)
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{BROWSER}{htmx}Sec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\n"
    )
    kind = "Content-Type: application/x-www-form-urlencoded\r\n"
    return f"{head}{kind}Content-Length: {len(body)}\r\n\r\n{body}".encode()
