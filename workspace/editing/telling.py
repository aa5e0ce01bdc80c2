"""Telling: a save that took in what somebody else had saved meanwhile says so, with a way to look and a way to undo."""

from typing import Any

from flask import flash, g

from workspace.editing.models import Editable
from workspace.editing.versioned import versioned
from workspace.web import wants_fragment


def tell_merged(thing: Editable, part: str, *, on_a_page: bool = False) -> None:
    """Say on the next page that others' changes are part of what was just saved; nothing where there were none.

    A fragment says it itself; `on_a_page` says that even htmx is led on to a page.
    """
    if thing.merged_with and (on_a_page or not wants_fragment()):
        flash(told_merged(thing, part), "merged")  # type: ignore[arg-type]  # a message may be a value, not only a text


def told_merged(thing: Editable, part: str) -> dict[str, Any]:
    """Return what a merged save has to say: where to look, and which version keeps what was typed, if any.

    Without a page of versions, the history shows what came in.
    """
    past = versioned(thing, part)
    url = past.url(thing) if past else f"/w/{g.workspace.slug}/history"
    return {"url": url, "number": thing.merged_at if past else None, "version": thing.group_version(part)}
