"""What the toolbox is made of: fields hold themes, themes hold principles; challenges and examples stand beside them.

All objects are immutable. They know each other in both directions (`principle.theme`, `theme.principles`); since no two
objects can be made each before the other, `linking.py` sets the attributes marked `_linked()` once, at load.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from markupsafe import Markup


def _linked() -> Any:
    """Declare an attribute that `linking.py` sets once all objects exist."""
    return field(init=False, repr=False, compare=False)


class Size(StrEnum):
    """The size of a municipality, as far as hints differ by it."""

    RURAL = "rural"
    SMALL = "small"
    MEDIUM = "medium"


@dataclass(frozen=True, slots=True)
class Prose:
    """A text: `source` as written (Markdown), `html` as shown. `{{ prose }}` in a template shows the HTML."""

    source: str
    html: Markup

    @property
    def text(self) -> str:
        """Return the words alone, without any marks."""
        return self.html.striptags()

    def __html__(self) -> Markup:
        """Show the rendered text in templates."""
        return self.html

    def __str__(self) -> str:
        """Give the source, for text fields and search."""
        return self.source


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A field of action (Handlungsfeld), one of five."""

    KIND: ClassVar[str] = "field"
    id: str
    position: int
    title: str
    short: str
    summary: str
    text: Prose
    themes: tuple["Theme", ...] = _linked()
    principles: tuple["Principle", ...] = _linked()
    challenges: tuple["Challenge", ...] = _linked()
    examples: tuple["Example", ...] = _linked()

    @property
    def number(self) -> str:
        """Return the number people quote: "2"."""
        return str(self.position)


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """A theme (Thema) within a field."""

    KIND: ClassVar[str] = "theme"
    id: str
    field: Field
    position: int
    title: str
    summary: str
    text: Prose
    principles: tuple["Principle", ...] = _linked()

    @property
    def number(self) -> str:
        """Return the number people quote: "2.3"."""
        return f"{self.field.number}.{self.position}"


@dataclass(frozen=True, slots=True, eq=False)
class Principle:
    """A principle (Empfehlung): something one can do, and what helps with doing it."""

    KIND: ClassVar[str] = "principle"
    id: str
    theme: Theme
    position: int
    title: str
    meaning: Prose
    steps: tuple[str, ...]
    question: str
    plain: Prose
    hints: Mapping[Size, Prose]
    related: tuple["Principle", ...] = _linked()
    challenges: tuple["Challenge", ...] = _linked()
    examples: tuple["Example", ...] = _linked()

    @property
    def field(self) -> Field:
        """Return the field its theme belongs to."""
        return self.theme.field

    @property
    def number(self) -> str:
        """Return the number people quote: "2.3.1"."""
        return f"{self.theme.number}.{self.position}"


@dataclass(frozen=True, slots=True, eq=False)
class Challenge:
    """A challenge (Herausforderung) of a field, with the principles that speak to it."""

    KIND: ClassVar[str] = "challenge"
    id: str
    field: Field
    title: str
    text: Prose
    principles: tuple[Principle, ...] = _linked()


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A practice example (Praxisbeispiel) from a European municipality; `lessons` is what a small town can borrow."""

    KIND: ClassVar[str] = "example"
    id: str
    field: Field
    title: str
    place: str
    country: str
    period: str
    summary: str
    text: Prose
    lessons: tuple[str, ...]
    principles: tuple[Principle, ...] = _linked()


@dataclass(frozen=True, slots=True, eq=False)
class Addition:
    """What a town has added to a principle, as the search knows it; `comments` keeps it."""

    KIND: ClassVar[str] = "local"
    id: str
    field: Field
    title: str
    text: Prose
