"""The toolbox at hand: read once per process, given in the reader's language to pages, commands and other rooms."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from flask import Flask, current_app

from workspace import prose
from workspace.guidance.addresses import guidance_url
from workspace.guidance.collection import Toolbox
from workspace.guidance.headings import ORIGINAL
from workspace.guidance.loading import load
from workspace.guidance.models import Addition
from workspace.guidance.search import Index, Results
from workspace.i18n import language


def init_app(app: Flask) -> None:
    """Read the content. Raises ContentError: a broken file stops the start, it never shows half a toolbox."""
    app.config.setdefault("CONTENT", app.config["ROOT"] / "content")
    app.extensions["guidance"] = read(app.config["CONTENT"])
    app.jinja_env.globals.update(toolbox=toolbox, guidance_url=guidance_url)


@cache
def read(content: Path) -> dict[str, Toolbox]:
    """Read the content once; a toolbox can't change, so every application of this process shares it."""
    return load(content, prose.render)


def toolbox() -> Toolbox:
    """Return the toolbox in the reader's language, in German where there is none in it."""
    toolboxes: dict[str, Toolbox] = current_app.extensions["guidance"]
    return toolboxes.get(language()) or toolboxes[ORIGINAL]


def search(query: str, additions: Iterable[Addition] = (), spoken: str = ORIGINAL) -> Results:
    """Search the toolbox in the reader's language, behind it those in others, then what a town has added in its own."""
    own = toolbox()
    results = own.search(query, *(box for box in current_app.extensions["guidance"].values() if box is not own))
    return Results(query, {**results.groups, **Index(additions, spoken).search(query).groups})


def original() -> Toolbox:
    """Return the toolbox in the language it is written in first: whose words count as the principle's."""
    toolboxes: dict[str, Toolbox] = current_app.extensions["guidance"]
    return toolboxes[ORIGINAL]
