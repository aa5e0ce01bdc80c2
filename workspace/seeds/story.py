"""Reading the story: `musterstadt/*.yaml` as plain values, with its days written out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from workspace.seeds.days import Calendar

FOLDER = Path(__file__).parent / "musterstadt"
FIELDS = ("governance", "employment", "education", "health", "housing")
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Page = dict[str, Any]


def page(name: str, calendar: Calendar) -> Page:
    """Return one file of the story."""
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    told: Page = calendar.fill(yaml.load(text, Loader))  # noqa: S506 (the safe one, in C where there is a C)
    return told


def entries(told: Page) -> Iterator[tuple[int, str, Any]]:
    """Yield the entries of a diary: `360 soziales: {status: preparing}` is (360, "soziales", {…})."""
    for when, what in told.items():
        ago, who = when.split()
        yield int(ago), who, what
