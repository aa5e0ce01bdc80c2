"""Where a town starts from: a text and up to five figures for each field, apart from the plan's progress."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.plans.situations import EDUCATION, PAGE, figure, save, situation
from tests.world import World

As = Callable[[Any], FlaskClient]


def test_text_and_figures_are_saved_and_shown(world: World, as_: As) -> None:
    rows = {**figure(0, "Kinder mit Deutsch als Zweitsprache", "34,5", "%", "2025", "Schulamt")}
    answer = save(as_(world.anna), text="Die Schulen sind **voll**.", **rows)

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PAGE}#education")
    page = as_(world.anna).get(PAGE).text
    assert "<strong>voll</strong>" in page
    assert "34,5\xa0%" in page
