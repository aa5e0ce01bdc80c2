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
GOOD = ("Kinder mit Sprachförderung", "34,5", "%", "2025", "Schulamt")


def figure(row: int, *typed: str, **changed: str) -> dict[str, str]:
    """Return one row of the figures as the browser sends it: a good one but for what is changed."""
    parts = {**dict(zip(PARTS, typed or GOOD, strict=True)), **changed}
    return {f"figures-{row}-{part}": text for part, text in parts.items()}


def save(client: FlaskClient, *, version: int = 0, address: str = EDUCATION, **changed: Any) -> TestResponse:
    """Save the situation in education, drawn from a version."""
    return client.post(address, data={"version": version, **EMPTY, **changed})


def situation(world: World, field: str = "education") -> Situation | None:
    """Return what stands in the database, if anything does."""
    query = select(Situation).where(Situation.workspace_id == 1, Situation.field_id == field)
    found: Situation | None = world.one(query)
    return found
