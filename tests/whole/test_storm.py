"""No acknowledged edit is lost, doubled or unheard: a small storm over the production server; `make storm` is large."""

import secrets

import pytest
from flask import Flask

from tests.storm.oracle import broken
from tests.storm.storm import SMALL, storm


@pytest.mark.slow
def test_a_storm_breaks_no_promise(app: Flask) -> None:
    seed = secrets.token_hex(4)
    account = storm(app, SMALL, seed)

    assert broken(account) == [], f"seed {seed}"
    assert len({attempt.word for attempt in account.attempts}) == SMALL.writers * SMALL.edits
    assert account.figures["dropped streams"] >= SMALL.listeners * SMALL.drops
