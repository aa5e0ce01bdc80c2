"""Successors: what took the place of an id that is gone, so that whatever points to the old one finds the new one."""

from collections.abc import Mapping
from pathlib import Path

from workspace.guidance.editions import Entries
from workspace.guidance.headings import ORIGINAL
from workspace.guidance.page import Page, Spot, read_values
from workspace.guidance.problems import perhaps

NAME = "successors.yaml"


def read(content: Path) -> Page:
    """Read `content/successors.yaml`: `old-id: new-id`, a line each. Without the file nothing has gone yet."""
    page, path = Page(f"content/{NAME}", ORIGINAL), content / NAME
    try:
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    except UnicodeDecodeError:
        page.complain(1, "Die Datei ist nicht als UTF-8 gespeichert.")
        return page
    lines = [Spot(page, number, line) for number, line in enumerate(text.splitlines(), start=1)]
    page.values = read_values(page, lines)
    if any(line.text.strip() and not line.text.lstrip().startswith("#") for line in lines) and not page.values:
        page.complain(1, "Hier steht in jeder Zeile „alte-kennung: neue-kennung“.")
    return page


def resolve(page: Page, past: Entries, kinds: Mapping[str, str]) -> dict[str, str]:
    """Return by each id that is gone the one that stands for it now; complain about lines that lead nowhere.

    `past` is everything that ever was, `kinds` what everything is that is there now.
    """
    return {old: new for old, spot in page.values.items() if (new := settled(old, spot, past, kinds))}


def settled(old: str, spot: Spot, past: Entries, kinds: Mapping[str, str]) -> str:
    """Return what stands for an id now; complain and return nothing where there is no such thing."""
    new = follow(old, spot.page)
    if old in kinds:
        spot.complain(f"„{old}“ gibt es noch; einen Nachfolger hat nur, was weggefallen ist.")
    elif old not in past:
        spot.complain(f"„{old}“ stand in keiner früheren Ausgabe.{perhaps(old, past)}")
    elif new not in kinds:
        spot.complain(f"Den Nachfolger „{new}“ gibt es nicht.{perhaps(new, kinds)}")
    elif kinds[new] != past[old].kind:
        spot.complain(f"„{new}“ ist etwas anderes, als „{old}“ war: Eine Empfehlung folgt auf eine Empfehlung.")
    else:
        return new
    return ""


def follow(old: str, page: Page) -> str:
    """Return where the lines of the file lead from an id; going in a circle ends where it began."""
    seen = {old}
    new = page.values[old].text
    while new in page.values and new not in seen:
        seen.add(new)
        new = page.values[new].text
    return new
