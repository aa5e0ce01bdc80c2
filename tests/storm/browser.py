"""A person's browser on a bad line: it signs in, keeps cookies, and comes back when the server does."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress

from load import COOKIE, Answer, Connection, get, hidden, post

from tests.storm.account import Values
from tests.whole.pages import Page
from tests.world import PASSWORD, Person

HTMX = "HX-Request: true\r\n"
NOTHING = Answer(0, "", b"")
PATIENCE = 60  # seconds a server may take to come back


class Browser:
    """One connection at a time, and the cookies of all of them."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.connection: Connection | None = None

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    @classmethod
    @contextmanager
    def of(cls, person: Person, port: int) -> Iterator["Browser"]:
        """Open a browser in which a person has signed in; raises RuntimeError where that isn't possible."""
        self = cls(port)
        token = hidden(self.get("/login").body)
        answer = self.post("/login", {"email": person.email, "password": PASSWORD, "csrf_token": token})
        if answer.code not in {302, 303}:
            raise RuntimeError(f"{person.email} could not sign in: {answer.code}")
        with closing(self):
            yield self

    def get(self, path: str, htmx: str = "") -> Answer:
        """Ask for a page until there is an answer."""
        begin = time.monotonic()
        while time.monotonic() - begin < PATIENCE:
            request = get(path, self.cookie).replace(b"gzip", b"identity")
            answer = self.send(request.replace(b"Cookie:", htmx.encode() + b"Cookie:"))
            if answer.code:
                return answer
            time.sleep(0.05)
        raise RuntimeError("The server didn’t come back.")

    def post(self, path: str, form: Values, htmx: str = "", leave: Callable[[bytes], bytes | None] = bytes) -> Answer:
        """Send a form once. Nothing is answered where the line is dead, or goes dead as `leave` has it:

        it is given the request and returns what of it is sent, or None to send all and not wait for the answer.
        """
        request = post(path, form, self.cookie, htmx).replace(b"gzip", b"identity")
        part = leave(request)
        if part == request:
            return self.send(request)
        with suppress(OSError):
            self.connected().send(request if part is None else part)
        self.close()
        return NOTHING

    def send(self, request: bytes) -> Answer:
        """Send a request; an answer that wasn't read to its end is none."""
        try:
            answer = self.connected().ask(request)
        except OSError:
            answer = NOTHING
        if not answer.code or "connection: close" in answer.head.lower():
            self.close()
        for cookie in COOKIE.findall(answer.head.replace("\r", "")):
            name, _, value = cookie.partition("=")
            self.cookies[name] = value
        return answer

    def connected(self) -> Connection:
        """Return the connection, a new one if need be."""
        if self.connection is None:
            self.connection = Connection(self.port)
        return self.connection

    def close(self) -> None:
        """Let the connection go."""
        if self.connection:
            self.connection.close()
        self.connection = None


def form_in(answer: Answer, path: str, field: str) -> Values | None:
    """Return what a page's form for an address holds, by the name of one of its fields; None if there is none."""
    for form in Page(path, answer.body.decode()).forms:
        if form.path == path and field in form.values:
            return {name: "".join(values).replace("\r\n", "\n").strip() for name, values in form.values.items()}
    return None
