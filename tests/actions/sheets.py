"""What a browser sends when a field group of the sheet is saved as it stands; tests change what they are about."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.world import World

HTMX = {"HX-Request": "true"}
SHEET = "/w/musterstadt/actions/M-003"
INDICATOR = ("name", "unit", "start", "target", "current")
EMPTY: dict[str, dict[str, Any]] = {
    "purpose": {"title": "Dolmetschpool aufbauen", "situation": "", "purpose": ""},
    "outcome": {"outcome": ""},
    "audience": {"other_groups": ""},
    "owner": {"owner_id": "", "responsible_id": "", "inside_contact": "", "part": "own", "part_towards": ""},
    "deadline": {"start_text": "", "deadline_text": "", "started_on": "", "ended_on": ""},
    "status": {"status": "not_started", "status_reason": ""},
    "priority": {"priority": "normal"},
    "origin": {"origin": "toolbox", "origin_note": "", "resolution": ""},
    "costs": {"budget_line": "", "staff": "", "funding": "", "funder": "", "funding_ends_on": ""},
    "indicators": {f"indicators-{row}-{part}": "" for row in range(3) for part in INDICATOR},
    "participation": {"participation": "", "participation_note": ""},
    "notes": {"notes": ""},
    "principles": {"home": "health/interpreting", "principle_ids": ["hea-interpreting"]},
}


def save(
    world: World, client: FlaskClient, group: str, *, code: str = "M-003", version: int | None = None, **changed: Any
) -> TestResponse:
    """Save a group as htmx does, from the version that stands there now unless another is given."""
    drawn_from = world.action(code).group_version(group) if version is None else version
    data = {"version": drawn_from, **EMPTY[group], **changed}
    return client.post(f"/w/musterstadt/actions/{code}/groups/{group}", data=data, headers=HTMX)


def cost(row: int, year: str = "", once: str = "", running: str = "") -> dict[str, str]:
    """Return one row of the costs as the browser sends it."""
    return {f"costs-{row}-year": year, f"costs-{row}-once": once, f"costs-{row}-running": running}
