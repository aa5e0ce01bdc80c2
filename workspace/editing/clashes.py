"""Clashes: where a form and what has been saved meanwhile differ, in words a reader can compare, and the ways out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, FieldList, SelectFieldBase, SelectMultipleField, SubmitField

from workspace.editing.differences import ITEMS, SAME, WORDS, Piece, inline, only
from workspace.editing.merge import UNKNOWN
from workspace.editing.models import Conflict
from workspace.editing.values import plain
from workspace.forms import Line, LongText, leaves
from workspace.i18n import day, number

NOBODY_KNOWS: Final = object()  # what was there, for a form drawn from a version that never was
Pairs = tuple[tuple[str, str], ...]  # what a browser sends: name and value


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that two people changed differently: what it was, theirs, mine, in pieces to mark."""

    label: str
    base: tuple[Piece, ...]
    theirs: tuple[Piece, ...]
    mine: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Settling:
    """What a person has to settle, and what the buttons send.

    `along` (label and text) came in beside it and stands in the form already. `keep` is mine as typed; `take` theirs
    with the rest of mine, or None where nothing of mine is left then.
    """

    clashes: tuple[Clash, ...]
    along: tuple[tuple[str, str], ...]
    keep: Pairs
    take: Pairs | None

    @property
    def is_marked(self) -> bool:
        """Say whether anything is marked as new or gone; what is compared as a whole isn't."""
        sides = (pieces for one in self.clashes for pieces in (one.base, one.theirs, one.mine))
        return any(kind != SAME for pieces in sides for kind, _text in pieces)


def settle(form: FlaskForm, conflict: Conflict) -> Settling:
    """Compare a form with what stands there now; afterwards it holds mine, and theirs wherever nothing clashed."""
    mine = {**conflict.theirs, **columns(form)}
    kept, other = ({**side, **conflict.merged} for side in (mine, conflict.theirs))
    disputed = differing(form, kept, other)
    sides = [fields(form, side) if side else {} for side in (conflict.base, conflict.theirs, mine)]
    found = tuple(clash(form[name], *(side.get(name, NOBODY_KNOWS) for side in sides)) for name in disputed)
    came = fields(form, kept)
    along = tuple((str(form[name].label.text), shown(form[name], came[name])) for name in differing(form, mine, kept))
    fill(form, mine, kept)
    keep, take = sent(form), None
    if differing(form, other, conflict.theirs):
        fill(form, kept, other)
        take = sent(form)
        fill(form, other, kept)
    return Settling(found, along, keep, take)


def columns(form: FlaskForm) -> Mapping[str, Any]:
    """Return what a form would save, by column."""
    return form.columns() if hasattr(form, "columns") else form.data  # type: ignore[no-any-return]


def fields(form: FlaskForm, held: Mapping[str, Any]) -> dict[str, Any]:
    """Return columns by the names of the form's fields; most are called alike."""
    told: dict[str, Any] = getattr(form, "as_fields", dict)(held)
    return {field.short_name: told[field.short_name] for field in form if field.short_name in told}


def differing(form: FlaskForm, one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """Return the fields in which two sets of columns differ, in the form's order."""
    left, right = fields(form, one), fields(form, other)
    return [name for name in left if name in right and plain(left[name]) != plain(right[name])]


def fill(form: FlaskForm, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Let a form that shows some columns show others; fields in which nothing differs stay as they were typed."""
    drawn = getattr(form, "as_drawn", fields_alone)(fields(form, after))
    for name in differing(form, before, after):
        form[name].raw_data = None
        form[name].process(None, drawn[name])
    if hasattr(form, "settle"):
        form.settle(form.place)


def fields_alone(values: dict[str, Any]) -> dict[str, Any]:
    """Return values as most fields take them: as they are."""
    return values


def sent(form: FlaskForm) -> Pairs:
    """Return what a browser would send of a form as it stands, but for its version."""
    return tuple((field.name, value) for field in leaves(form) if field.name != "version" for value in typed(field))


def typed(field: Field) -> Iterator[str]:
    """Yield what a browser would send of one field."""
    match field:
        case SubmitField():
            return
        case SelectFieldBase():
            yield from (str(plain(choice[0]) or "") for choice in field.iter_choices() if choice[2])
        case BooleanField():
            yield from ("y",) if field.data else ()
        case _:
            yield str(field._value())  # noqa: SLF001 (what its own widget would show)


def clash(field: Field, base: Any, theirs: Any, mine: Any) -> Clash:
    """Put one field's three values beside each other; where nothing stood before, mine and theirs are compared."""
    label, parts = str(field.label.text), parts_of(field)
    was = "" if base is NOBODY_KNOWS else shown(field, base)
    before = () if base is NOBODY_KNOWS else whole(was)
    other, own = shown(field, theirs), shown(field, mine)
    if parts is None:
        return Clash(label, before, whole(other), whole(own))
    if base is UNKNOWN or not was:
        return Clash(label, before, marked(own, other, parts), marked(other, own, parts))
    return Clash(label, before, inline(was, other, parts), inline(was, own, parts))


def whole(text: str) -> tuple[Piece, ...]:
    """Return a text without marks; where there is none, say so."""
    return ((SAME, text or _("empty")),)


def marked(before: str, after: str, parts: re.Pattern[str]) -> tuple[Piece, ...]:
    """Mark what only the later text has."""
    return only(before, after, parts) if before and after else whole(after)


def shown(field: Field, value: Any) -> str:
    """Write a value as its control shows it: labels instead of keys, days and numbers as the reader writes them."""
    if value is UNKNOWN:
        return _("[removed]")
    if isinstance(field, FieldList):
        return "\n".join(row(field, line) for line in value or ())
    if isinstance(field, SelectFieldBase):
        labels = {str(plain(choice[0])): str(choice[1]) for choice in field.iter_choices()}
        listed = value if isinstance(value, list) else [value]
        return ", ".join(labels.get(str(plain(one)), str(one)) for one in listed if one is not None)
    return written(value)


def row(field: FieldList, line: Mapping[str, Any]) -> str:
    """Write one row of a small table: what its columns are called, in their order, and what stands in them."""
    controls = {leaf.short_name: leaf for leaf in leaves(field.entries[:1])}
    named = ((controls.get(name), name, line.get(name)) for name in dict.fromkeys((*controls, *line)))
    return ", ".join(
        f"{control.label.text if control else name}: {getattr(control, 'shown', written)(value)}"
        for control, name, value in named
        if value is not None
    )


def written(value: Any) -> str:
    """Write a plain value."""
    match value:
        case None:
            return ""
        case date():
            return day(value)
        case Decimal():
            return number(value)
        case _:
            return str(value)


def parts_of(field: Field) -> re.Pattern[str] | None:
    """Return into what a field's values are taken apart to compare them: words, items, or (None) not at all."""
    if isinstance(field, SelectMultipleField):
        return ITEMS
    return WORDS if isinstance(field, (FieldList, Line, LongText)) else None
