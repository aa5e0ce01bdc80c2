"""A real mail server, and the outbox with something in it."""

import socket
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask

from tests.world import World
from workspace import mail
from workspace.accounts.models import User
from workspace.db import commit
from workspace.notifications import outbox


class Server:
    """A mail server that keeps what it gets; `answers` are given to the next mails instead of a yes."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.answers: list[str] = []
        self.refused: dict[str, str] = {}
        self.while_sending: Callable[[], Any] = lambda: None

    async def handle_RCPT(  # noqa: N802 (the library's name)
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.while_sending()
        if self.answers and (answer := self.answers.pop(0)) != "250":
            return answer
        self.recipients += envelope.rcpt_tos
        self.letters.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@pytest.fixture
def server(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Return a mail server that listens on this machine, set as the product's own."""
    handler = Server()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    for name, value in {"MAIL_SERVER": "127.0.0.1", "MAIL_PORT": port, "MAIL_STARTTLS": False}.items():
        monkeypatch.setitem(app.config, name, value)
    yield handler
    controller.stop()


@pytest.fixture
def queue(world: World) -> Callable[..., int]:
    """Return how to queue a reset mail for a person; gives the mail's number."""

    def put(person: Any = None, **more: Any) -> int:
        with world.app.app_context():
            found = User.known_as((person or world.anna).email)
            row = mail.enqueue("reset_instructions", recipient=found.email, subject_id=found.id, **more)
            commit()
            return row.id

    return put


@pytest.fixture
def empty(world: World) -> Callable[[], int]:
    """Return how to let the worker look into the outbox once."""

    def work() -> int:
        with world.app.app_context():
            return outbox.empty()

    return work
