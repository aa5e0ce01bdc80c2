"""A content file taken apart: the values between the two `---`, then text under headings, each knowing its line.

This module knows Markdown headings and lists, not fields or principles; those are read in `reading.py`.
"""

import re
from dataclasses import dataclass, field

import yaml

from workspace.guidance.problems import Problem
from workspace.guidance.wrapping import BULLET, unwrap

HEADING = re.compile(r"(#+)(\s*)(.*?)\s*(?:\{#([^}]*)\})?\s*$")
Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(slots=True)
class Page:
    """A content file: its path as people know it, its language, its values, its text, and what is wrong with it."""

    path: str
    language: str
    values: dict[str, "Spot"] = field(default_factory=dict)
    body: "Section" = field(init=False)
    problems: list[Problem] = field(default_factory=list)

    def complain(self, line: int, text: str) -> None:
        """Note a problem at a line of this file."""
        self.problems.append(Problem(self.path, line, text))

    def spot(self, key: str) -> "Spot":
        """Return a value with its place, or the top of the file where it is missing."""
        return self.values.get(key) or Spot(self, 1, "")


@dataclass(frozen=True, slots=True)
class Spot:
    """A piece of text and the place where it stands, so that a complaint can point at it."""

    page: Page
    line: int
    text: str

    def complain(self, text: str) -> None:
        """Note a problem at this place."""
        self.page.complain(self.line, text)


@dataclass(slots=True)
class Section:
    """A heading (`text` is the title), its id if it has one, the lines under it, and the sections below it."""

    heading: Spot
    level: int
    id: str = ""
    lines: list[Spot] = field(default_factory=list)
    sections: list["Section"] = field(default_factory=list)

    def text(self) -> Spot:
        """Return the section's own text with wrapped lines joined, so that a paragraph is one line."""
        first = next((spot.line for spot in self.lines if spot.text.strip()), self.heading.line)
        return Spot(self.heading.page, first, unwrap([spot.text for spot in self.lines]))

    def items(self) -> list[Spot]:
        """Return the section's list points, each joined to one line; complains about text that is no list point."""
        items: list[Spot] = []
        for spot in self.lines:
            if bullet := BULLET.match(spot.text):
                items.append(Spot(spot.page, spot.line, spot.text[bullet.end() :].strip()))
            elif spot.text[:1].isspace() and spot.text.strip() and items:
                items[-1] = Spot(spot.page, items[-1].line, f"{items[-1].text} {spot.text.strip()}")
            elif spot.text.strip():
                spot.complain("Hier steht eine Liste: Jeder Punkt beginnt mit „- “, Folgezeilen sind eingerückt.")
        return items


def parse(path: str, language: str, text: str) -> Page:
    """Take a content file apart. What can't be read is noted in `page.problems`; the rest is read all the same."""
    page = Page(path, language)
    lines = [Spot(page, number, line) for number, line in enumerate(text.splitlines(), start=1)]
    rules = [at for at, spot in enumerate(lines) if spot.text.rstrip() == "---"]
    start = 0
    if rules[:1] == [0] and len(rules) > 1:
        start = rules[1] + 1
        page.values = read_values(page, lines[1 : rules[1]])
    else:
        page.complain(1, "Die Datei beginnt mit Angaben zwischen zwei Zeilen „---“; hier fehlt eine davon.")
    page.body = read_sections(page, lines[start:])
    return page


def read_values(page: Page, lines: list[Spot]) -> dict[str, Spot]:
    """Read `key: value` lines. Every value is text: no surprises with numbers, dates, or NO for Norway."""
    first = lines[0].line if lines else 1
    try:
        node = yaml.compose("\n".join(spot.text for spot in lines), Loader=Loader)
    except yaml.MarkedYAMLError as error:
        at = first + (error.problem_mark.line if error.problem_mark else 0)
        page.complain(at, "Hier ist eine Angabe nicht lesbar. Werte mit Doppelpunkt stehen in Anführungszeichen.")
        return {}
    values: dict[str, Spot] = {}
    for key, value in node.value if isinstance(node, yaml.MappingNode) else []:
        spot = Spot(page, key.start_mark.line + first, str(value.value).strip())
        if key.value in values:
            spot.complain(f"Die Angabe „{key.value}“ steht zweimal da.")
        values[str(key.value)] = spot
    return values


def read_sections(page: Page, lines: list[Spot]) -> Section:
    """Sort the lines under their headings; a deeper heading belongs to the one above it."""
    path = [Section(Spot(page, lines[0].line if lines else 1, ""), level=1)]
    for spot in lines:
        if not spot.text.startswith("#"):
            path[-1].lines.append(spot)
            continue
        section = read_heading(spot)
        while len(path) > 1 and path[-1].level >= section.level:
            path.pop()
        path[-1].sections.append(section)
        path.append(section)
    return path[0]


def read_heading(spot: Spot) -> Section:
    """Read `### Title {#its-id}`."""
    marks, gap, title, id_ = HEADING.fullmatch(spot.text).groups()  # type: ignore[union-attr]  # matches every #…
    if not gap or len(marks) not in {2, 3}:
        spot.complain("Eine Überschrift beginnt hier mit „## “ oder „### “.")
    if "{" in title:
        spot.complain("Eine Kennung steht am Ende der Überschrift und sieht so aus: {#gov-strategy}.")
    return Section(Spot(spot.page, spot.line, title), level=min(max(len(marks), 2), 3), id=(id_ or "").strip())
