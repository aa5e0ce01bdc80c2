"""Search: every word of the query must begin a word of a text or be another form of one, all in one language.

The reader's language is asked first; what only another language's text says is found too, and says so. Within each kind
the best hits come first: titles before texts, whole words before other forms and beginnings; then the source's order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from workspace.guidance.chapters import Passage
from workspace.guidance.models import Addition, Challenge, Example, Field, Principle, Theme
from workspace.guidance.texts import Piece, Text, mark, prepare
from workspace.guidance.words import Term, split, terms

Found = Field | Theme | Principle | Challenge | Example | Passage | Addition
KINDS = ("principle", "theme", "field", "challenge", "example", "idea", "step", "about", "local")
EXCERPT = 160
IN_TITLE = 32  # however many words: all of them in the title come before any in a text


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing in one language, prepared for the search; `whole` is all its texts in one."""

    thing: Found
    title: Text
    texts: tuple[Text, ...]
    whole: Text

    def rank(self, wanted: Sequence[Term]) -> int:
        """Say how well it answers all words together; 0 where one of them is missing."""
        ranks = [self.title.answers(term) + IN_TITLE for term in wanted]
        for at, term in enumerate(wanted):
            if ranks[at] == IN_TITLE:
                ranks[at] = self.whole.answers(term)
        return sum(ranks) if all(ranks) else 0


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: the thing as the reader knows it, and the entry that answers, perhaps in another language."""

    thing: Found
    entry: Entry
    wanted: tuple[Term, ...]
    rank: int

    @property
    def kind(self) -> str:
        """Return what kind of thing it is."""
        return kind_of(self.thing)

    @property
    def language(self) -> str:
        """Return the other language in which alone it was found, or nothing."""
        return "" if self.thing is self.entry.thing else self.wanted[0].language

    def title(self) -> tuple[Piece, ...]:
        """Return its title in the reader's language, the matches marked where that is where they are."""
        return mark(self.thing.title, () if self.language else self.wanted)

    def excerpt(self) -> tuple[Piece, ...]:
        """Return a few words from the text that answers best; of another language's, its title is one."""
        texts = (*([self.entry.title] if self.language else []), *self.entry.texts)
        best = max(texts, key=lambda text: sum(text.answers(term) > 0 for term in self.wanted))
        return best.excerpt(self.wanted, EXCERPT)


@dataclass(frozen=True, slots=True)
class Results:
    """What a search found: hits by kind, in the order of KINDS."""

    query: str
    groups: dict[str, list[Hit]]

    def __len__(self) -> int:
        """Count all hits."""
        return sum(map(len, self.groups.values()))

    def words(self) -> list[str]:
        """Return the query's words as typed, each once."""
        return list(dict.fromkeys(split(self.query)))


class Index:
    """All texts of one language's toolbox, prepared once at load and never changed."""

    def __init__(self, things: Iterable[Found], language: str) -> None:
        """Prepare every text."""
        self.language = language
        self.entries = {(kind_of(thing), thing.id): entry(thing, language) for thing in things}

    def search(self, query: str, *others: "Index") -> Results:
        """Find what answers each word of the query here, and behind it what does in another language alone."""
        hits: dict[tuple[str, str], Hit] = {}
        for index in (self, *others):
            wanted = terms(query, index.language, foreign=index is not self)
            for key in self.entries.keys() & index.entries.keys() - hits.keys() if wanted else ():
                if rank := index.entries[key].rank(wanted):
                    hits[key] = Hit(self.entries[key].thing, index.entries[key], wanted, rank)
        found = [hits[key] for key in self.entries if key in hits]
        found.sort(key=lambda hit: (KINDS.index(hit.kind), hit.language != "", -hit.rank))
        return Results(query, {kind: list(each) for kind, each in groupby(found, key=lambda hit: hit.kind)})


def entry(thing: Found, language: str) -> Entry:
    """Prepare a thing."""
    texts = texts_of(thing)
    whole = prepare(" ".join(texts), language)
    return Entry(thing, prepare(thing.title, language), tuple(prepare(text, language) for text in texts), whole)


def kind_of(thing: Found) -> str:
    """Return the kind under which a thing is found; a passage's id begins with it."""
    return thing.id.partition("-")[0] if isinstance(thing, Passage) else thing.KIND


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
