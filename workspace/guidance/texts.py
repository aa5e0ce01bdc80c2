"""Texts prepared for searching: how well one answers, and what of it is shown with the words found marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from workspace.guidance.words import WORD, Term, fold, forms, split

WHOLE, OTHER_FORM, BEGINNING, NOTHING = 3, 2, 1, 0  # how well a word answers


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and whether it is a word that was searched for."""

    text: str
    matches: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A text prepared for searching: its words `folded`, with spaces around them, and the `forms` they share."""

    source: str
    folded: str
    forms: frozenset[str]

    def answers(self, term: Term) -> int:
        """Say how well a word of this text answers: whole, in another form, by its beginning, or not at all."""
        begins = f" {term.beginning}" in self.folded
        if begins and f" {term.beginning} " in self.folded:
            return WHOLE
        if not self.forms.isdisjoint(term.forms):
            return OTHER_FORM
        return BEGINNING if begins and not term.whole else NOTHING

    def excerpt(self, wanted: Sequence[Term], length: int) -> tuple[Piece, ...]:
        """Return about `length` characters around the first match, cut between words, its matches marked."""
        text = self.source
        if len(text) <= length:
            return mark(text, wanted)
        first = next((word.start() for word in WORD.finditer(text) if fits(word.group(), wanted)), 0)
        start = text.rfind(" ", 0, max(first - length // 3, 0)) + 1
        end = text.find(" ", start + length)
        shown = text[start:] if end < 0 else f"{text[start:end]}\N{NO-BREAK SPACE}…"
        return mark(f"…\N{NO-BREAK SPACE}{shown}" if start else shown, wanted)


def prepare(text: str, language: str) -> Text:
    """Prepare a text of a language for searching."""
    found = split(text)
    folded = "".join(f" {fold(word)} " for word in found)
    return Text(text, folded, frozenset().union(*(forms(word, language) for word in found)))


def mark(text: str, wanted: Sequence[Term]) -> tuple[Piece, ...]:
    """Split a text into pieces that match and pieces that don't; together they are the text."""
    pieces, at = [], 0
    for word in WORD.finditer(text):
        if fits(word.group(), wanted):
            pieces += [Piece(text[at : word.start()]), Piece(word.group(), matches=True)]
            at = word.end()
    return tuple(piece for piece in [*pieces, Piece(text[at:])] if piece.text)


def fits(word: str, wanted: Sequence[Term]) -> bool:
    """Tell whether a word answers one of those that are looked for."""
    return any(term.fits(word) for term in wanted)
