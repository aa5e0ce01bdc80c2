"""Measures what is live: from an edit to where another browser shows it, and what open pages cost (`make bench`)."""

import re
import selectors
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median, quantiles
from typing import Any

from load import Connection, burst
from playwright.sync_api import Page, sync_playwright
from testing import on_path

EDITS, VIEWERS, IDLE = 40, 50, 500
Get = Callable[..., bytes]

# In the editor's page: save a status as its form does, and return when that began (milliseconds since 1970).
SAVE = """async ([path, row, version, status, token]) => {
  const begun = performance.timeOrigin + performance.now();
  const values = {csrf_token: token, version, status, status_reason: ""};
  await htmx.ajax("POST", path, {values, target: row, swap: "outerHTML"});
  return begun;
}"""
# In the viewer's page: promise the moment at which the row has changed and the change has been painted.
SEE = """row => {
  const place = document.querySelector(row);
  window.seen = new Promise((done) => new MutationObserver((_, watch) => {
    watch.disconnect();
    requestAnimationFrame(() => done(performance.timeOrigin + performance.now()));
  }).observe(place, {subtree: true, childList: true, attributes: true, characterData: true}));
}"""


class Viewers:
    """Open plan pages without a browser: each holds a stream and asks for what has changed when it hears of it."""

    def __init__(self, port: int, get: Get, stream: str, changes: str, cookie: str, count: int) -> None:
        self.port, self.changes, self.get, self.cookie = port, changes, get, cookie
        self.waiting, self.ended, self.answers = selectors.DefaultSelector(), False, 0
        for _ in range(count):
            connection = Connection(port)
            connection.send(get(stream, cookie))
            self.waiting.register(connection.socket, selectors.EVENT_READ, Connection(port))
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self) -> None:
        """Answer each signal with a request, as pages do."""
        while not self.ended:
            for key, _ in self.waiting.select(0.1):
                heard = key.fileobj.recv(65_536)  # type: ignore[union-attr]
                if number := re.findall(rb"id: (\d+)\nevent: changed", heard):
                    key.data.send(self.get(f"{self.changes}?after={int(number[-1]) - 1}", self.cookie))
                    self.answers += 1

    def close(self) -> None:
        """Close all pages."""
        self.ended = True
        self.thread.join()
        for key in [*self.waiting.get_map().values()]:
            key.fileobj.close()  # type: ignore[union-attr]
            key.data.socket.close()


def latencies(page: Page, editor: Page, town: str, code: str, action: dict[str, Any], token: str) -> list[float]:
    """Return how long each of some edits took to be seen, in milliseconds."""
    times, row = [], f"#action-{code}"
    for _ in range(EDITS):
        page.evaluate(SEE, row)
        action["is"] = "preparing" if action["is"] == "under_way" else "under_way"
        said = [f"{town}/actions/{code}/status", row, action["drawn"], action["is"], token]
        begun = editor.evaluate(SAVE, said)
        times.append(page.evaluate("window.seen") - begun)
        action["version"] = action["drawn"] = action["version"] + 1
        time.sleep(0.3)  # an edit now and then, not a burst: pages wait a moment between two refreshes
    return times


@contextmanager
def browser(port: int, cookie: str) -> Iterator[Callable[[str], Page]]:
    """Return how to open a page in a Chromium that is signed in, each in a window of its own."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=on_path(), args=["--no-sandbox", "--disable-gpu"])

        def open_page(address: str) -> Page:
            page = chromium.new_context(locale="de-DE").new_page()
            name, value = cookie.split("=", 1)
            page.context.add_cookies([{"name": name, "value": value, "url": f"http://127.0.0.1:{port}"}])
            page.goto(f"http://127.0.0.1:{port}{address}")
            return page

        yield open_page
        chromium.close()


def streams(port: int, count: int, request: bytes) -> list[socket.socket]:
    """Open streams and leave them idle."""
    held = []
    for _ in range(count):
        connection = Connection(port)
        connection.send(request)
        held.append(connection.socket)
    time.sleep(2)
    return held


def measure(ours: Any, get: Get, town: str, cookie: str, token: str, actions: dict[str, dict[str, Any]]) -> None:
    """Measure and print."""
    plan, code = f"{town}/plans/1/", next(iter(actions))
    stream, changes = f"{town}/live?after=0", f"{town}/plans/1/changes"
    with browser(ours.port, cookie) as open_page:
        page, editor = open_page(plan), open_page(plan)
        page.wait_for_selector("#liveness[data-state=on]", state="attached")
        latencies(page, editor, town, code, actions[code], token)  # warms up
        tell("edit → visible, 1 viewer", latencies(page, editor, town, code, actions[code], token), 60)
        viewers = Viewers(ours.port, get, f"{town}/live", changes, cookie, VIEWERS - 1)
        time.sleep(1)
        tell(f"edit → visible, {VIEWERS} viewers", latencies(page, editor, town, code, actions[code], token), 300)
        viewers.close()
        print(f"  {viewers.answers} refreshes by the other {VIEWERS - 1}")
    idle(ours, get, plan, stream, cookie)


def idle(ours: Any, get: Get, plan: str, stream: str, cookie: str) -> None:
    """Measure what idle streams cost: a page beside them, and memory."""
    asking = [iter(lambda: get(plan, cookie), None)]
    before, memory = burst(ours.port, asking, 2).p50, ours.megabytes()
    held = streams(ours.port, IDLE, get(stream, cookie))
    beside, more = burst(ours.port, asking, 2).p50, ours.megabytes()
    for one in held:
        one.close()
    each = (more - memory) * 1024 / IDLE
    print(f"  {IDLE} idle streams: a page takes {beside / before:.2f} × as long (≤ 1.5), {each:.0f} kB each (≤ 50)")


def tell(name: str, times: list[float], target: int) -> None:
    """Print one line."""
    p95 = quantiles(times, n=20, method="inclusive")[-1]
    print(f"  {name}: p50 {median(times):.0f} ms, p95 {p95:.0f} ms (≤ {target})")
