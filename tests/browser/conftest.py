"""A real Chromium against the real application on a real socket; SQLite, as most towns will run it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Locator, Page, sync_playwright
from testing import on_path
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.serving import make_server
from werkzeug.wsgi import ClosingIterator

from tests.databases import Database
from tests.streams import listening
from tests.world import PASSWORD, Person, World
from workspace.live.hub import Hub

QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
IN_THE_DARK = ["color-contrast", "link-in-text-block", "target-size"]
FLAGS = ["--no-sandbox", "--disable-gpu", *QUIET]
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"


class Gate:
    """What lets requests in as long as a test lasts.

    A window that closes still sends a draft. What comes or goes on after its test must not meet the next one's town.
    """

    def __init__(self, app: Flask) -> None:
        self.app, self.open, self.inside, self.changed = app, True, 0, threading.Condition()

    def __call__(self, environ: dict[str, Any], start: Any) -> Any:
        with self.changed:
            if not self.open:
                return ServiceUnavailable()(environ, start)
            self.inside += 1
        try:
            answer = self.app(environ, start)
            if environ["PATH_INFO"].endswith("/live"):  # a stream has no end to wait for; `hub` ends it
                return answer
            with closing(ClosingIterator(answer)) as parts:
                return [b"".join(parts)]
        finally:
            with self.changed:
                self.inside -= 1
                self.changed.notify_all()

    def shut(self) -> None:
        """Let nobody in any more, and wait for those who are."""
        with self.changed:
            self.open = False
            assert self.changed.wait_for(lambda: self.inside == 0, timeout=20)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium, or Playwright's own where there is none."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=on_path(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def house(stages: Callable[[str], tuple[Flask, Database]]) -> Iterator[tuple[Flask, Database, str]]:
    """Serve the application on a free port, as long as the test lasts."""
    app, database = stages("sqlite")
    gate = Gate(app)
    server = make_server("127.0.0.1", 0, gate, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield app, database, f"http://127.0.0.1:{server.port}"
    gate.shut()
    server.shutdown()
    thread.join()


@pytest.fixture
def town(house: tuple[Flask, Database, str]) -> Iterator[World]:
    """Put the town back to its beginning, with CSRF protection on as in real life."""
    app, database, _address = house
    database.reset(app)
    app.config["WTF_CSRF_ENABLED"] = True
    yield World(app)
    app.config["WTF_CSRF_ENABLED"] = False


class Visit:
    """A person's browser window. Collects what must never happen: CSP violations, script errors, foreign requests."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.wrong: list[str] = []
        page.on("console", lambda message: self.note(message.type, message.text))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", lambda request: self.foreign(request.url))

    def note(self, kind: str, text: str) -> None:
        if "Content Security Policy" in text or (kind == "error" and "status of 4" not in text):
            self.wrong.append(text)

    def foreign(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.wrong.append(f"foreign request: {url}")

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def submit(self, button: str | Locator) -> None:
        """Press a button that leads to another page, and wait until that page is there: a click alone doesn't."""
        with self.page.expect_navigation():
            (self.page.locator(button) if isinstance(button, str) else button).first.click()

    def sign_in(self, person: Person) -> None:
        page = self.go("/login")
        page.fill("#email", person.email)
        page.fill("#password", PASSWORD)
        page.press("#password", "Enter")
        page.wait_for_url(f"{self.address}/w/**")

    def violations(self) -> list[str]:
        """Run axe over the page as it stands; in the dark only for what can differ there, since it takes its time."""
        if not self.page.evaluate("Boolean(window.axe)"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        dark = self.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        run = "async runOnly => (await axe.run(document, {runOnly, resultTypes: ['violations']})).violations"
        found: list[Any] = self.page.evaluate(run, IN_THE_DARK if dark else RULES)
        return [f"{rule['id']}: {rule['help']}: {rule['nodes'][0]['html'][:200]}" for rule in found]

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than the window."""
        width: int = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        return width


@pytest.fixture
def visit(chromium: Browser, house: tuple[Flask, Database, str], town: World) -> Iterator[Callable[..., Visit]]:
    """Return how to open a window for a person of the cast; every window must end without a violation."""
    opened = []

    def open_window(person: Person | None = None, **options: Any) -> Visit:
        usual = {"locale": "de-DE", "viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}
        context = chromium.new_context(**{**usual, **options})
        context.set_default_timeout(10_000)
        window = Visit(context.new_page(), house[2])
        opened.append((context, window))
        if person:  # by cookie; that the form does the same is the journey's question
            cookie = town.client(person).get_cookie("mitplan")
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": house[2]}])
        return window

    yield open_window
    for context, window in opened:
        context.close()
        assert window.wrong == []


@pytest.fixture
def pair(visit: Callable[..., Visit], town: World) -> Iterator[Any]:
    """Return two people's windows; whatever a test does with them, no word may be lost in the end."""
    from tests.browser.two import Pair

    both = Pair(town, visit(town.anna), visit(town.eda))
    yield both
    assert both.lost() == set()


@pytest.fixture
def hub(house: tuple[Flask, Any, str], town: World) -> Iterator[Hub]:
    """Let the pages listen."""
    yield from listening(house[0])
