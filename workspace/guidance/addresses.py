"""Where each thing of the toolbox is found, within a town's address."""

from flask import g

from workspace.guidance.chapters import Passage
from workspace.guidance.models import Addition, Challenge, Example, Field, Principle, Theme
from workspace.guidance.search import Found


def guidance_url(thing: Found | None = None) -> str:
    """Return the address of a thing in the town at hand, or of the toolbox's first page."""
    return f"/w/{g.workspace.slug}/guidance/{place(thing) if thing else ''}"


def place(thing: Found) -> str:
    """Return where a thing is found below the toolbox's first page."""
    match thing:
        case Field():
            return thing.id
        case Theme():
            return f"{thing.field.id}/{thing.id}"
        case Principle():
            return f"{place(thing.theme)}#principle-{thing.id}"
        case Challenge():
            return f"{thing.field.id}#challenge-{thing.id}"
        case Example():
            return f"examples/{thing.id}"
        case Addition():
            return f"notes#note-{thing.id}"
        case Passage():
            return f"{'about' if thing.id.startswith('about') else ''}#{thing.id}"
