"""A storm over the production server: writers on old forms and bad lines, dropped streams, kill -9 again and again."""

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random

from flask import Flask
from prepare import say
from served import Server

from tests.storm.account import Account, Drawn
from tests.storm.browser import Browser
from tests.storm.listener import Listener
from tests.storm.texts import GROUPS
from tests.storm.town import chronicle, head, people, settle
from tests.storm.writer import Writer
from tests.world import ANNA
from workspace.db import db


@dataclass(frozen=True, slots=True)
class Size:
    """How much of a storm it is. Each listener drops its stream at least `drops` times, after `longest` seconds."""

    writers: int
    edits: int
    actions: int
    kills: int
    listeners: int
    drops: int
    longest: float


SMALL = Size(writers=4, edits=25, actions=4, kills=2, listeners=2, drops=5, longest=0.4)
FULL = Size(writers=8, edits=500, actions=20, kills=40, listeners=8, drops=25, longest=2.5)


def storm(app: Flask, size: Size, seed: str) -> Account:
    """Let the storm come over the town of an application's database and return its account."""
    writers = people(size.writers)
    codes = settle(app, writers, size.actions)
    since = head(app)
    with served(app) as server, ExitStack() as open_:
        browsers = [open_.enter_context(Browser.of(person, server.port)) for person in (ANNA, *writers)]
        clients = [
            Writer(number, browser, codes, Random(f"{seed}/{number}"))
            for number, browser in enumerate(browsers[1:], start=1)
        ]
        chances = (Random(f"{seed}/listener {number}") for number in range(size.listeners))
        listeners = [Listener(server.port, browsers[0].cookie, since, chance) for chance in chances]
        begin = time.monotonic()
        down = rage(app, server, clients, listeners, size, Random(f"{seed}/kills"))
        figures = {"seconds": time.monotonic() - begin, "seconds down": down, "kills": size.kills}
        account = gathered(clients, listeners, figures)
        account.final = final(clients[0], codes)
    account.since = since
    account.facts, account.findings = chronicle(app)
    return account


@contextmanager
def served(app: Flask) -> Iterator[Server]:
    """Run the production server, two workers, on an application's database."""
    with app.app_context():
        url = db.engine.url.set(drivername=db.engine.url.get_backend_name()).render_as_string(hide_password=False)
        db.engine.dispose()
    log = Path(app.instance_path) / "storm.log"
    server = Server(
        "wsgi:app", "/healthz", app.instance_path, log, {"MITPLAN_DATABASE_URL": url, "MITPLAN_WORKERS": "2"}
    )
    try:
        yield server
    finally:
        server.end()


def rage(
    app: Flask, server: Server, clients: list[Writer], listeners: list[Listener], size: Size, chance: Random
) -> float:
    """Let everyone loose and kill the server again and again; return how long it was down."""
    with ThreadPoolExecutor(len(clients) + len(listeners)) as threads:
        writing = [threads.submit(client.write, size.edits) for client in clients]
        listening = [threads.submit(listener.listen, size.drops, size.longest) for listener in listeners]
        try:
            down = strike(server, clients, writing, size, chance)
            for one in writing:
                one.result()
        finally:
            for client in clients:
                client.stopped = True
            end = settled(app)
            for listener in listeners:
                listener.end = end
        for one in listening:
            one.result()
    return down


def strike(server: Server, clients: list[Writer], writing: list[Future[None]], size: Size, chance: Random) -> float:
    """Kill the server, evenly over the edits but at any moment of one, and start it again; return its time down."""
    down, every = 0.0, size.writers * size.edits / (size.kills + 1)
    for number in range(1, size.kills + 1):
        while sum(client.done for client in clients) < number * every and not all(one.done() for one in writing):
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.2))
        begin = time.monotonic()
        server.kill()
        server.start()
        down += time.monotonic() - begin
        if number % 10 == 0:
            say(f"{sum(client.done for client in clients)} Änderungen, {number}-mal kill -9")
    return down


def settled(app: Flask) -> int:
    """Return the newest event once no more come: an edit whose sender has left may still be on its way."""
    before = -1
    while before != (now := head(app)):
        before = now
        time.sleep(0.5)
    return now


def gathered(clients: list[Writer], listeners: list[Listener], figures: dict[str, float]) -> Account:
    """Put together what everyone has seen and done."""
    account = Account(figures=figures)
    for client in clients:
        account.attempts += client.account.attempts
        account.drawn += client.account.drawn
        account.wrong += client.account.wrong
        for what, count in client.account.figures.items():
            account.figures[what] = account.figures.get(what, 0) + count
    account.heard = [listener.heard for listener in listeners]
    account.wrong += [wrong for listener in listeners for wrong in listener.wrong]
    account.figures["dropped streams"] = sum(listener.drops for listener in listeners)
    return account


def final(client: Writer, codes: list[str]) -> list[Drawn]:
    """Return every group’s form as it stands after the storm."""
    return [client.draw(f"action-{code}", group)[0] for code, group in product(codes, GROUPS)]
