"""What a form may be made of: texts, and nothing that pretends to be one."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.world import World

As = Callable[[Any], FlaskClient]
FORMS = ["plans/new", "units", "actions/M-001/deadline", "actions/M-001/groups/purpose", "plans/1/bulk"]


@pytest.mark.parametrize("path", FORMS)
def test_a_file_in_place_of_a_text_is_refused(world: World, as_: As, path: str) -> None:
    data = {"title": (BytesIO(b"x"), "x.txt"), "deadline_text": (BytesIO(b"x"), "x.txt")}
    answer = as_(world.anna).post(f"/w/musterstadt/{path}", data=data, content_type="multipart/form-data")

    assert answer.status_code == 415
    assert world.action("M-001").version == 4


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/xml"])
def test_nothing_but_forms_is_read(world: World, as_: As, kind: str) -> None:
    answer = as_(world.anna).post("/w/musterstadt/actions/M-001/deadline", data=b"{}", content_type=kind)

    assert answer.status_code == 415
