"""What has been read so far, and the small questions every reader asks of a page."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from workspace.guidance.chapters import Chapter
from workspace.guidance.models import Challenge, Example, Field, Principle, Prose, Theme
from workspace.guidance.page import Page, Section, Spot
from workspace.guidance.problems import perhaps
from workspace.guidance.rules import limited

ID = re.compile(r"[a-z]+(-[a-z]+)*")
LONGEST_ID = 40
RESERVED = {"search", "about", "examples"}  # addresses of the toolbox itself
Render = Callable[[str], Markup]


@dataclass(frozen=True, slots=True)
class Links:
    """The ids a principle names under its connections, each with its place."""

    principles: tuple[Spot, ...] = ()
    challenges: tuple[Spot, ...] = ()
    examples: tuple[Spot, ...] = ()

    def ids(self) -> set[str]:
        """Return all ids named."""
        return {spot.text for spot in (*self.principles, *self.challenges, *self.examples)}


@dataclass(slots=True)
class Draft:
    """One language's toolbox while it is being read. Nobody outside this room ever sees a draft."""

    render: Render
    fields: dict[str, Field] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    principles: dict[str, Principle] = field(default_factory=dict)
    challenges: dict[str, Challenge] = field(default_factory=dict)
    examples: dict[str, Example] = field(default_factory=dict)
    chapters: dict[str, Chapter] = field(default_factory=dict)
    links: dict[str, Links] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)

    def prose(self, spot: Spot, what: str = "Der Text") -> Prose:
        """Render a text; complain where there is none."""
        if not spot.text:
            spot.complain(f"{what} fehlt.")
        return Prose(spot.text, self.render(spot.text))

    def claim(self, id_: str, spot: Spot) -> str:
        """Return the id, noting where it stands; complain where it is missing or taken."""
        if not id_:
            spot.complain(f"Der Überschrift „{spot.text}“ fehlt ihre Kennung: {{#…}} am Ende der Zeile.")
        elif id_ in self.spots:
            taken = self.spots[id_]
            spot.complain(f"Die Kennung „{id_}“ gibt es schon: {taken.page.path}:{taken.line}.")
        else:
            self.spots[id_] = spot
            if not ID.fullmatch(id_) or len(id_) > LONGEST_ID or id_ in RESERVED:
                spot.complain(f"Die Kennung „{id_}“ geht nicht: höchstens 40 kleine Buchstaben mit Bindestrichen.")
        return id_

    def kinds(self) -> dict[str, str]:
        """Return the kind of everything that has an id."""
        groups: tuple[dict[str, Any], ...] = (
            self.fields,
            self.themes,
            self.principles,
            self.challenges,
            self.examples,
        )
        passages = [one for name, chapter in self.chapters.items() if name != "about" for one in chapter.passages]
        return {one.id: one.KIND for one in (*(one for group in groups for one in group.values()), *passages)}


def values(page: Page, limits: Mapping[str, int], optional: tuple[str, ...] = ()) -> dict[str, str]:
    """Return the values a page must have, each within its length; complain about missing and unknown ones."""
    for key, spot in page.values.items():
        if key not in limits:
            spot.complain(f"Die Angabe „{key}“ ist unbekannt.{perhaps(key, limits)} Möglich sind: {', '.join(limits)}.")
    found = {}
    for key, most in limits.items():
        if key in page.values or key not in optional:
            found[key] = limited(page.spot(key), most, f"Die Angabe „{key}“")
    return found


def position(page: Page) -> int:
    """Return a page's `number` as a number; complain where it is none."""
    spot = page.spot("number")
    if not spot.text.isdecimal() or not 1 <= int(spot.text) <= 99:
        spot.complain("Die Angabe „number“ ist eine Zahl ab 1.")
        return 0
    return int(spot.text)


def parts(section: Section, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, Section]:
    """Return the sections below one by their title; complain about missing, doubled and unknown ones."""
    found: dict[str, Section] = {}
    known = [*required, *optional]
    for part in section.sections:
        title = part.heading.text
        if title not in known:
            part.heading.complain(f"Die Überschrift „{title}“ ist hier unbekannt.{perhaps(title, known)}")
        elif title in found:
            part.heading.complain(f"Die Überschrift „{title}“ steht zweimal da.")
        found.setdefault(title, part)
    for title in required:
        if title not in found:
            section.heading.complain(f"Der Abschnitt „{title}“ fehlt{below(section)}.")
    return found


def below(section: Section) -> str:
    """Name the section in a sentence, by its id where it has one."""
    return f" bei „{section.id}“" if section.id else ""
