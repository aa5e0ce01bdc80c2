"""Comments as people write them: by the form below an action's sheet."""

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.world import World
from workspace.comments.talk import Comment

SHEET = "/w/musterstadt/actions/M-001"
TALK = f"{SHEET}/comments"
ONE, WITHDRAWAL = f"{TALK}/1", f"{TALK}/1/withdrawal"
TEXT = "Das Klinikum fragt jede Woche an."


def say(browser: FlaskClient, text: str = TEXT, address: str = TALK, **more: Any) -> TestResponse:
    """Write a comment as the browser sends it without scripts."""
    return browser.post(address, data={"text": text, "after": "0"}, **more)


def change(browser: FlaskClient, text: str, version: int = 1, **more: Any) -> TestResponse:
    """Save the first comment from a version."""
    return browser.post(ONE, data={"text": text, "version": version}, **more)


def read(world: World, number: int = 1) -> Comment:
    """Return a comment as it stands in the database, withdrawn or not."""
    found: Comment = world.one(select(Comment).where(Comment.id == number))
    return found


def section(page: str) -> str:
    """Return the part of an action's page in which its comments stand."""
    return page.split('id="talk"')[1].split('id="h-history"', maxsplit=1)[0]
