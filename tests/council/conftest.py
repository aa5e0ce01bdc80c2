"""A share link made by the coordination, as every test of this room needs one."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.world import TOWN, World

SHARES = f"{TOWN}/shares"


@pytest.fixture
def shared(world: World, as_: Callable[[Any], FlaskClient]) -> Callable[..., str]:
    """Return how to create a share link; it answers with the address of its token."""

    def create(**form: str) -> str:
        page = as_(world.anna).post(
            SHARES, data={"label": "Sozialausschuss", "plan": "1", **form}, follow_redirects=True
        )
        return re.findall(r'value="http://[^/"]+(/s/[\w-]{43})"', page.text)[0]

    return create
