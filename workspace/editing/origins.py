"""Origins: which version each sentence of a text last came in with. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from workspace.editing.merge import UNKNOWN, sentences


@dataclass(frozen=True, slots=True)
class Origin:
    """A sentence, and its version's place in the list. Not `sure`: the one before was erased, so it may be older."""

    sentence: str
    space: str  # between it and the next
    version: int
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Run:
    """Sentences that follow each other and came in together."""

    text: str
    version: int
    sure: bool


def origins(texts: Sequence[Any]) -> list[Origin]:
    """Return every sentence of the newest text with the version it last came in with; `texts` has the oldest first.

    A sentence that was taken out and put back came in when it was put back. An erased text is UNKNOWN.
    """
    if not texts or texts[-1] in (None, UNKNOWN):
        return []
    held = [text if text is UNKNOWN else frozenset(said(text or "")) for text in texts]
    return [Origin(sentence, space, *first(sentence, held)) for sentence, space in spaced(texts[-1])]


def runs(texts: Sequence[Any]) -> list[Run]:
    """Return the newest text's sentences, those next to each other with one origin put together."""
    grouped = groupby(origins(texts), key=lambda one: (one.version, one.sure))
    return [Run("".join(one.sentence + one.space for one in group).rstrip(), *which) for which, group in grouped]


def said(text: str) -> list[str]:
    """Return a text's sentences without the space around them."""
    return [sentence for sentence, _space in spaced(text)]


def spaced(text: str) -> list[tuple[str, str]]:
    """Return a text's sentences, each with the space that follows it."""
    found: list[tuple[str, str]] = []
    for part in sentences(text):
        bare = part.strip()
        if bare:
            found.append((bare, part[len(part.rstrip()) :]))
        elif found:
            found[-1] = (found[-1][0], found[-1][1] + part)
    return found


def first(sentence: str, held: Sequence[Any]) -> tuple[int, bool]:
    """Go back from the newest version for as long as the sentence is there."""
    at = len(held) - 1
    while at and held[at - 1] is not UNKNOWN and sentence in held[at - 1]:
        at -= 1
    return at, at == 0 or held[at - 1] is not UNKNOWN
