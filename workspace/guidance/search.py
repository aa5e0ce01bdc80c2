"""Search: every word of the query must begin a word of the text. Titles come first, then the order of the source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from workspace.guidance.chapters import Passage
from workspace.guidance.models import Challenge, Example, Field, Principle, Theme
from workspace.guidance.words import Piece, Text, mark, prepare, words

Found = Field | Theme | Principle | Challenge | Example | Passage
KINDS = ("principle", "theme", "field", "challenge", "example", "passage")
MOST_WORDS, EXCERPT = 8, 160


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing prepared for the search."""

    thing: Found
    title: Text
    texts: tuple[Text, ...]

    def has(self, wanted: Sequence[str]) -> bool:
        """Tell whether each wanted word begins a word of the title or of a text."""
        return all(self.title.has([word]) or any(text.has([word]) for text in self.texts) for word in wanted)


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found. What to show of it is worked out when it is shown."""

    entry: Entry
    wanted: tuple[str, ...]

    @property
    def thing(self) -> Found:
        """Return what was found."""
        return self.entry.thing

    @property
    def in_title(self) -> bool:
        """Tell whether its title alone answers the query."""
        return self.entry.title.has(self.wanted) == len(self.wanted)

    def title(self) -> tuple[Piece, ...]:
        """Return its title with the matches marked."""
        return mark(self.thing.title, self.wanted)

    def excerpt(self) -> tuple[Piece, ...]:
        """Return a few words from the text that matches best."""
        return max(self.entry.texts, key=lambda text: text.has(self.wanted)).excerpt(self.wanted, EXCERPT)


@dataclass(frozen=True, slots=True)
class Results:
    """What a search found: hits by kind, in the order of KINDS."""

    query: str
    groups: dict[str, list[Hit]]

    def __len__(self) -> int:
        """Count all hits."""
        return sum(map(len, self.groups.values()))


class Index:
    """All texts of a toolbox, prepared once at load."""

    def __init__(self, things: Iterable[Found]) -> None:
        """Fold every text."""
        self.entries = [Entry(thing, prepare(thing.title), tuple(map(prepare, texts_of(thing)))) for thing in things]

    def search(self, query: str) -> Results:
        """Find everything that has words beginning with each word of the query."""
        wanted = tuple(dict.fromkeys(words(query)))[:MOST_WORDS]
        found = [Hit(entry, wanted) for entry in self.entries if wanted and entry.has(wanted)]
        found.sort(key=lambda hit: (KINDS.index(hit.thing.KIND), not hit.in_title))
        return Results(query, {kind: list(hits) for kind, hits in groupby(found, key=lambda hit: hit.thing.KIND)})


def texts_of(thing: Found) -> Sequence[str]:
    """Return the texts people may look for, the most telling first, without their Markdown."""
    match thing:
        case Principle():
            hints = (hint.text for hint in thing.hints.values())
            return [thing.meaning.text, *thing.steps, thing.question, thing.plain.text, *hints]
        case Example():
            return [thing.summary, thing.text.text, *thing.lessons, thing.place]
        case Field() | Theme():
            return [thing.summary, thing.text.text]
        case _:
            return [thing.text.text]
