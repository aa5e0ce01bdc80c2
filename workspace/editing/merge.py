"""Merging: what two people made of the same values, kept together wherever it doesn't clash. Pure.

The sentence is the unit of a text: by word, two honest changes can make nonsense of it.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from merge3 import Merge3

BETWEEN: Final = re.compile(r"(?<=[.!?…])(\s+)|(\n\s*)")
UNKNOWN: Final = object()  # what a value was when the form was drawn, where nobody can say any more (it was erased)
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of it: values to save, and which of them can't be saved before somebody decides."""

    values: dict[str, Any]
    came_in: tuple[str, ...]  # where theirs stands, or stands beside mine
    clashing: tuple[str, ...]


def merge(
    base: Values,
    mine: Values,
    theirs: Values,
    together: Collection[Collection[str]] = (),
    undivided: Collection[str] = (),
) -> Merged:
    """Keep whichever side moved away from `base`; texts both moved are merged sentence by sentence, or clash.

    `together` names values that only make sense with each other: where both sides moved any of them, they clash.
    `undivided` names those that are no prose though they are written as text (tables): both moved, they clash.
    """
    values = {name: merge_value(base.get(name), mine[name], theirs[name], undivided=name in undivided) for name in mine}
    for names in ([name for name in one if name in mine] for one in together):
        if all(any(side[name] != base.get(name) for name in names) for side in (mine, theirs)):
            values |= {name: UNKNOWN for name in names if mine[name] != theirs[name]}
    clashing = tuple(name for name, value in values.items() if value is UNKNOWN)
    came_in = tuple(name for name, value in values.items() if value is not UNKNOWN and value != mine[name])
    return Merged({name: value for name, value in values.items() if value is not UNKNOWN}, came_in, clashing)


def merge_value(base: Any, mine: Any, theirs: Any, *, undivided: bool = False) -> Any:
    """Return one value as it should be, or UNKNOWN where the two sides clash."""
    if mine == base:
        return theirs
    if theirs in (mine, base):
        return mine
    if not undivided and isinstance(base, str) and isinstance(mine, str) and isinstance(theirs, str):
        merged = merge_text(base, mine, theirs)
        return UNKNOWN if merged is None else merged
    return UNKNOWN


def merge_text(base: str, mine: str, theirs: str) -> str | None:
    """Merge two versions of a text, or return None where both changed the same sentence differently."""
    was, one, other = (sentences(text) for text in (base, mine, theirs))
    merged: list[str] = []
    for kind, *parts in Merge3(was, one, other).merge_groups():
        found = settle(*parts) if kind == "conflict" else parts[0]
        if found is None:
            return None
        merged += found
    return None if says_twice(merged, (was, one, other)) else "".join(merged)


def says_twice(merged: Sequence[str], sides: Sequence[Sequence[str]]) -> bool:
    """Say whether a sentence stands in a merged text more often than on any side: both brought it in, in two places."""
    most = Counter[str]()
    for side in sides:
        most |= Counter(side)
    return any(part.strip() for part in Counter(merged) - most)


def settle(base: Sequence[str], one: Sequence[str], other: Sequence[str]) -> list[str] | None:
    """Bring two changes of neighbouring sentences together, each sentence once."""
    head = alike(one, other)
    tail = alike(one[head:][::-1], other[head:][::-1])
    if not head and not tail:
        return beside(base, one, other)
    # Both say this already: a save sent twice, because its answer was lost, finds its own sentences there.
    begun = alike(base, one[:head])
    ended = alike(base[begun:][::-1], one[len(one) - tail :][::-1])
    found = rest(base[begun : len(base) - ended], one[head : len(one) - tail], other[head : len(other) - tail])
    return None if found is None else [*one[:head], *found, *one[len(one) - tail :]]


def rest(base: Sequence[str], one: Sequence[str], other: Sequence[str]) -> list[str] | None:
    """Return what comes of two changes beside what both say, where only one of them has anything more to say."""
    gone = {part for part in base if part.strip()}
    for silent, saying in ((one, other), (other, one)):
        if [*silent] == [*base] or not (silent or gone.intersection(saying)):
            return [*saying]
    return None


def alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many pieces two lists begin with alike."""
    shorter = min(len(one), len(other))
    return next((at for at in range(shorter) if one[at] != other[at]), shorter)


def beside(base: Sequence[str], one: Sequence[str], other: Sequence[str]) -> list[str] | None:
    """Put two changes beside each other where a side only added after or before what was there; else return None."""
    for adding, changed in ((one, other), (other, one)):
        if added_after(base, adding) and not added_after(base, changed):
            return [*changed, *adding[len(base) :]]
    for adding, changed in ((one, other), (other, one)):
        if added_before(base, adding) and not added_before(base, changed):
            return [*adding[: -len(base)], *changed]
    return None


def added_after(base: Sequence[str], side: Sequence[str]) -> bool:
    """Say whether a side still begins with all that was there."""
    return bool(base) and [*side[: len(base)]] == [*base]


def added_before(base: Sequence[str], side: Sequence[str]) -> bool:
    """Say whether a side still ends with all that was there."""
    return bool(base) and [*side[-len(base) :]] == [*base]


def sentences(text: str) -> list[str]:
    """Split a text into its sentences and the spaces between them; together they are the text."""
    return [part for part in BETWEEN.split(text) if part]
