"""Versioned: which texts have earlier versions to read and to restore, where, and with which rights."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import g
from flask_babel.speaklater import LazyString

from workspace.editing.models import Editable


@dataclass(frozen=True, slots=True)
class Versioned:
    """A field group whose texts can be looked back at. Addresses are told below the town's own.

    `of` finds the thing of an address for the door; `place` says where the thing stands, `called` what it is called.
    """

    model: type[Editable]
    group: str
    title: LazyString
    texts: tuple[str, ...]
    address: Callable[[Any], str]
    place: Callable[[Any], str]
    called: Callable[[Any], str]
    may: str  # the right to restore
    seen: str = "read"  # the right to look
    nav: str = "plan"
    of: Any = None

    def url(self, thing: Any) -> str:
        """Return the address of the page of versions."""
        return f"/w/{g.workspace.slug}/{self.address(thing)}"

    def back(self, thing: Any) -> str:
        """Return the address the texts stand at."""
        return f"/w/{g.workspace.slug}/{self.place(thing)}"


OFFERED: dict[tuple[str, str], Versioned] = {}


def texts_of(model: type[Editable], group: str) -> tuple[str, ...]:
    """Return the columns of a field group that hold what people typed."""
    return tuple(name for name in model.GROUPS[group] if model.is_text(name))


def versioned(thing: Editable, group: str) -> Versioned | None:
    """Return how to look back at a thing's field group; None where there is no page for it."""
    return OFFERED.get((thing.NOUN, group))


def has_past(thing: Editable, group: str) -> Versioned | None:
    """Return how to look back, if there is anything to see."""
    found = versioned(thing, group)
    return found if found and thing.group_version(group) > 1 else None
