"""The toolbox as the rest of the product knows it: everything in order, everything by its id, and a search over it."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from workspace.guidance.chapters import About, Chapter
from workspace.guidance.models import Challenge, Example, Field, Principle, Theme
from workspace.guidance.search import Index, Results

Thing = Field | Theme | Principle | Challenge | Example
T = TypeVar("T", Field, Theme, Principle, Challenge, Example)


class UnknownGuidance(LookupError):
    """There is nothing of this kind with this id in the toolbox."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Toolbox:
    """One language's toolbox. `edition` is a short hash of its files: it changes when a word of the content changes.

    `successors` leads from each id that is gone to the one that stands for it: both find the same thing.
    """

    language: str
    edition: str
    fields: tuple[Field, ...]
    themes: tuple[Theme, ...]
    principles: tuple[Principle, ...]
    challenges: tuple[Challenge, ...]
    examples: tuple[Example, ...]
    core_ideas: Chapter
    use_steps: Chapter
    about: About
    successors: Mapping[str, str] = dataclasses.field(default_factory=dict)
    _by_id: dict[tuple[str, str], Thing] = dataclasses.field(init=False, repr=False)
    index: Index = dataclasses.field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index everything by kind and id, and for the search."""
        things: list[Thing] = [*self.fields, *self.themes, *self.principles, *self.challenges, *self.examples]
        passages = [p for chapter in (self.core_ideas, self.use_steps, self.about) for p in chapter.passages]
        object.__setattr__(self, "_by_id", {(thing.KIND, thing.id): thing for thing in things})
        object.__setattr__(self, "index", Index([*things, *passages], self.language))

    def field(self, id_: str) -> Field:
        """Return a field; raises UnknownGuidance."""
        return self._get(Field, id_)

    def theme(self, id_: str) -> Theme:
        """Return a theme; raises UnknownGuidance."""
        return self._get(Theme, id_)

    def principle(self, id_: str) -> Principle:
        """Return a principle; raises UnknownGuidance."""
        return self._get(Principle, id_)

    def challenge(self, id_: str) -> Challenge:
        """Return a challenge; raises UnknownGuidance."""
        return self._get(Challenge, id_)

    def example(self, id_: str) -> Example:
        """Return a practice example; raises UnknownGuidance."""
        return self._get(Example, id_)

    def current(self, id_: str) -> str:
        """Return what an id is called now: its successor where it is gone, else itself."""
        return self.successors.get(id_, id_)

    def names(self, id_: str) -> list[str]:
        """Return every id that leads to the same thing as this one."""
        now = self.current(id_)
        return [now, *(old for old, new in self.successors.items() if new == now)]

    def search(self, query: str, *others: "Toolbox") -> Results:
        """Find what answers every word of the query, here or in another language's toolbox; see `search.py`."""
        return self.index.search(query, *(other.index for other in others))

    def _get(self, kind: type[T], id_: str) -> T:
        thing = self._by_id.get((kind.KIND, self.current(id_)))
        if not isinstance(thing, kind):
            raise UnknownGuidance(f"{kind.KIND} {id_}")
        return thing
