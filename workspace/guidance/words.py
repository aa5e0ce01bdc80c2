"""Words as a search compares them: whatever the case, ä = ae = a, ß = ss, é = e; by their beginning or another form."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from workspace.guidance.endings import ENDINGS

WORD = re.compile(r"\w+")
UMLAUT = re.compile("([aou])e")
VOCABULARY = 40_000
MOST_WORDS = 8
TELLING = 4  # letters


@lru_cache(VOCABULARY)
def fold(word: str) -> str:
    """Return a word in the form in which searches compare it. Its beginning stays the folded word's beginning."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return UMLAUT.sub(r"\1", letters)


@lru_cache(VOCABULARY)
def forms(word: str, language: str) -> frozenset[str]:
    """Return what a word of a language shares with its other forms, folded."""
    return frozenset(map(fold, ENDINGS[language](word.casefold())))


def split(text: str) -> list[str]:
    """Return the words of a text as they stand there."""
    return WORD.findall(unicodedata.normalize("NFC", text))


@dataclass(frozen=True, slots=True)
class Term:
    """One word that is looked for in texts of one language; a short one of another language only as a `whole` word."""

    beginning: str
    forms: frozenset[str]
    language: str
    whole: bool = False

    def fits(self, word: str) -> bool:
        """Tell whether a word of a text begins with it or is another form of it."""
        folded = fold(word)
        begins = folded == self.beginning if self.whole else folded.startswith(self.beginning)
        return begins or not self.forms.isdisjoint(forms(word, self.language))


def terms(query: str, language: str, *, foreign: bool = False) -> tuple[Term, ...]:
    """Return what a query looks for in texts of a language: its first words, each once.

    Three letters begin too much in a language they weren't typed in: Rat (council) would find "rather".
    """
    found = {fold(word): word for word in split(query)}
    return tuple(
        Term(folded, forms(word, language), language, whole=foreign and len(folded) < TELLING)
        for folded, word in list(found.items())[:MOST_WORDS]
    )
