"""Clashes: where a form and what has been saved meanwhile differ, in words a reader can compare. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, FieldList, SelectFieldBase, SelectMultipleField, StringField

from workspace.editing.values import plain
from workspace.forms import leaves
from workspace.i18n import day, number

WORDS = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
SENTENCES = re.compile(r"[^\n.!?]*[\n.!?]+\s*|[^\n.!?]+")
ITEMS = re.compile(r"[^,]+(?:,\s*)?|,\s*")
MOST_WORDS = 2000  # beyond that, sentences are compared: word by word would take seconds
FEW_DIFFERENT = 50  # a text of the same few words again and again takes seconds as well
Piece = tuple[bool, str]  # whether only this side has it, and what it says


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that stands differently in the form (`mine`) and in the database (`theirs`), in pieces to mark."""

    label: str
    mine: tuple[Piece, ...]
    theirs: tuple[Piece, ...]


def clashes(form: FlaskForm, theirs: Mapping[str, Any]) -> list[Clash]:
    """Compare a form with the columns that stand in the database now."""
    as_fields = getattr(form, "as_fields", dict)
    mine = as_fields(form.columns() if hasattr(form, "columns") else form.data)
    saved = as_fields(theirs)
    names = [field.short_name for field in form if field.short_name in saved and field.short_name in mine]
    return [clash(form[name], mine[name], saved[name]) for name in names if plain(mine[name]) != plain(saved[name])]


def clash(field: Field, mine: Any, theirs: Any) -> Clash:
    """Put one field's two values beside each other."""
    return Clash(str(field.label.text), *compared(shown(field, mine), shown(field, theirs), parts_of(field)))


def shown(field: Field, value: Any) -> str:
    """Write a value as its control shows it: labels instead of keys, days and numbers as the reader writes them."""
    if isinstance(field, FieldList):
        return "\n".join(row(field, line) for line in value or ())
    if isinstance(field, SelectFieldBase):
        labels = {str(plain(choice[0])): str(choice[1]) for choice in field.iter_choices()}
        listed = value if isinstance(value, list) else [value]
        return ", ".join(labels.get(str(plain(one)), str(one)) for one in listed if one is not None)
    return written(value)


def row(field: FieldList, line: Mapping[str, Any]) -> str:
    """Write one row of a small table: what its columns are called, and what stands in them."""
    controls = {leaf.short_name: leaf for leaf in leaves(field.entries[:1])}
    named = ((controls.get(name), name, value) for name, value in line.items() if value is not None)
    return ", ".join(
        f"{control.label.text if control else name}: {getattr(control, 'shown', written)(value)}"
        for control, name, value in named
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
    return (
        WORDS if isinstance(field, FieldList) or (type(field.data) is str and isinstance(field, StringField)) else None
    )


def compared(mine: str, theirs: str, parts: re.Pattern[str] | None) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Split two texts into pieces and mark those only one of them has. Together the pieces are the text."""
    if parts is None or not mine or not theirs:
        return tuple(marked(mine)), tuple(marked(theirs))
    ours, other = parts.findall(mine), parts.findall(theirs)
    if max(len(ours), len(other)) > MOST_WORDS:
        ours, other = SENTENCES.findall(mine), SENTENCES.findall(theirs)
    before, after = ([part.rstrip(", \n") for part in side] for side in (ours, other))
    steps = opcodes(before, after)
    left = ((kind != "equal", "".join(ours[a:b])) for kind, a, b, _c, _d in steps)
    right = ((kind != "equal", "".join(other[c:d])) for kind, _a, _b, c, d in steps)
    return tuple(piece for piece in left if piece[1]), tuple(piece for piece in right if piece[1])


def opcodes(before: list[str], after: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """Return how two lists of pieces differ; beyond MOST_WORDS only where they begin and end to."""
    shorter = min(len(before), len(after))
    if max(len(before), len(after)) <= MOST_WORDS and len({*before, *after}) * FEW_DIFFERENT > shorter:
        return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    head = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    tail = next((at for at in range(shorter - head) if before[-1 - at] != after[-1 - at]), shorter - head)
    b, a = len(before), len(after)
    return [
        ("equal", 0, head, 0, head),
        ("replace", head, b - tail, head, a - tail),
        ("equal", b - tail, b, a - tail, a),
    ]


def marked(text: str) -> Iterator[Piece]:
    """Mark a whole text; where there is none, say so."""
    yield (bool(text), text or _("empty"))
