"""What a browser sends when the situation in a field is saved; tests change what they are about."""

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.world import World
from workspace.plans.situations import Situation

PAGE = "/w/musterstadt/plans/1/situation"
EDUCATION = f"{PAGE}/education"
PARTS = ("what", "value", "unit", "year", "source")
EMPTY = {"text": "", **{f"figures-{row}-{part}": "" for row in range(5) for part in PARTS}}


def figure(
    row: int, what: str = "", value: str = "", unit: str = "", year: str = "", source: str = ""
) -> dict[str, str]:
    """Return one row of the figures as the browser sends it."""
    typed = (what, value, unit, year, source)
    return {f"figures-{row}-{part}": text for part, text in zip(PARTS, typed, strict=True)}


def save(client: FlaskClient, *, version: int = 0, address: str = EDUCATION, **changed: Any) -> TestResponse:
    """Save the situation in education, drawn from a version."""
    return client.post(address, data={"version": version, **EMPTY, **changed})


def situation(world: World, field: str = "education") -> Situation | None:
    """Return what stands in the database, if anything does."""
    found: Situation | None = world.one(
        select(Situation).where(Situation.workspace_id == 1, Situation.field_id == field)
    )
    return found
