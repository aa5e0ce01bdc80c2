"""A town's own notes as people write them: by the form below a principle."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.world import Person, World
from workspace.comments.models import Note

As = Callable[[Any], FlaskClient]
GUIDANCE = "/w/musterstadt/guidance"
NEW = f"{GUIDANCE}/principles/gov-reviewer/notes/new"
THEME, LIST, ONE = f"{GUIDANCE}/governance/strategy", f"{GUIDANCE}/notes", f"{GUIDANCE}/notes/1"
BEN = "Fachbereich Soziales (Ben)"


def sent(**changed: Any) -> dict[str, Any]:
    """Return what the browser sends of the form, with some of it typed differently."""
    return {"version": 0, "back": "", "kind": "note", "title": "", "text": "Das macht bei uns Frau Sommer."} | changed


def read(world: World, number: int = 1, town: int = 1) -> Note:
    """Return a note as it stands in the database, withdrawn or not."""
    found: Note = world.one(select(Note).where(Note.workspace_id == town, Note.number == number))
    return found


@pytest.fixture
def write(as_: As) -> Callable[..., TestResponse]:
    """Return how a person adds a note to a principle of their town."""

    def written(who: Person, address: str = NEW, **changed: Any) -> TestResponse:
        return as_(who).post(address, data=sent(**changed))

    return written
