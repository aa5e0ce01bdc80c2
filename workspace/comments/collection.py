"""A town's notes in the order of the toolbox. Pure."""

from collections.abc import Collection

from workspace.comments.models import Note, by_principle
from workspace.guidance import Toolbox
from workspace.guidance.models import Field, Principle

Fields = list[tuple[Field, list[tuple[Principle, list[Note]]]]]


def by_field(box: Toolbox, notes: Collection[Note]) -> Fields:
    """Return the fields to which something was added, each with its principles and what was added to them."""
    found = by_principle(notes)
    told = [(field, [(one, found[one.id]) for one in field.principles if one.id in found]) for field in box.fields]
    return [(field, principles) for field, principles in told if principles]
