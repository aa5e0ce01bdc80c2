"""Words as a search compares them: whatever the case, and ä = ae = a, ß = ss, é = e."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

WORD = re.compile(r"\w+")
UMLAUT = re.compile("([aou])e")
VOCABULARY = 20_000


@lru_cache(VOCABULARY)
def fold(word: str) -> str:
    """Return a word in the form in which searches compare it. Its beginning stays the folded word's beginning."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return UMLAUT.sub(r"\1", letters)


def words(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return [fold(word) for word in WORD.findall(text)]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and whether it is a word that was searched for."""

    text: str
    matches: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A text prepared for searching: `folded` is its words, each with a space before it."""

    source: str
    folded: str

    def has(self, wanted: Sequence[str]) -> int:
        """Count the wanted words that begin a word of this text."""
        return sum(f" {word}" in self.folded for word in wanted)

    def excerpt(self, wanted: Sequence[str], length: int) -> tuple[Piece, ...]:
        """Return about `length` characters around the first match, cut between words, its matches marked."""
        text = self.source
        if len(text) <= length:
            return mark(text, wanted)
        first = next((word.start() for word in WORD.finditer(text) if begins(word.group(), wanted)), 0)
        start = text.rfind(" ", 0, max(first - length // 3, 0)) + 1
        end = text.find(" ", start + length)
        shown = text[start:] if end < 0 else f"{text[start:end]}\N{NO-BREAK SPACE}…"
        return mark(f"…\N{NO-BREAK SPACE}{shown}" if start else shown, wanted)


def prepare(text: str) -> Text:
    """Prepare a text for searching."""
    return Text(text, "".join(f" {word}" for word in words(text)))


def mark(text: str, wanted: Sequence[str]) -> tuple[Piece, ...]:
    """Split a text into pieces that match and pieces that don't; together they are the text."""
    pieces, at = [], 0
    for word in WORD.finditer(text):
        if begins(word.group(), wanted):
            pieces += [Piece(text[at : word.start()]), Piece(word.group(), matches=True)]
            at = word.end()
    return tuple(piece for piece in [*pieces, Piece(text[at:])] if piece.text)


def begins(word: str, wanted: Sequence[str]) -> bool:
    """Tell whether a word begins with one of the wanted, folded ones."""
    return fold(word).startswith(tuple(wanted))
