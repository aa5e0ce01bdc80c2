"""Reading one principle: its meaning, first steps, check question, plain language, hints by size and connections."""

from types import MappingProxyType

from workspace.guidance.draft import Draft, Links, parts
from workspace.guidance.headings import HEADINGS, Headings
from workspace.guidance.models import Principle, Prose, Size, Theme
from workspace.guidance.page import Section, Spot
from workspace.guidance.problems import perhaps
from workspace.guidance.rules import QUESTION, STEP, TITLE, counted, limited, sentences


def read_principle(draft: Draft, section: Section, theme: Theme, number: int) -> None:
    """Read one `## …` section of a theme's page."""
    words = HEADINGS[section.heading.page.language]
    found = parts(section, (words.steps, words.question, words.plain, words.links), (words.hints,))
    principle = Principle(
        id=draft.claim(section.id, section.heading),
        theme=theme,
        position=number,
        title=read_title(section),
        meaning=draft.prose(read_meaning(section)),
        steps=read_steps(section, found.get(words.steps)),
        question=read_question(found.get(words.question)),
        plain=read_plain(draft, found.get(words.plain)),
        hints=MappingProxyType(read_hints(draft, found.get(words.hints), words)),
    )
    draft.principles[principle.id] = principle
    draft.links[principle.id] = read_links(found.get(words.links), words)


def read_title(section: Section) -> str:
    """Read what one can do: a phrase, not a sentence."""
    if section.heading.text.endswith("."):
        section.heading.complain("Der Titel endet ohne Punkt.")
    return limited(section.heading, TITLE, "Der Titel")


def read_meaning(section: Section) -> Spot:
    """Read what the principle means: one paragraph, which is also the draft purpose of an action."""
    spot = section.text()
    if spot.text:
        counted(spot, sentences(spot.text), 2, 4, f"Der Text zu „{section.id}“", ("Satz", "Sätze"))
    if "\n" in spot.text:
        spot.complain(f"Der Text zu „{section.id}“ ist ein einziger Absatz.")
    return spot


def read_steps(section: Section, part: Section | None) -> tuple[str, ...]:
    """Read the first steps; each can become a step of an action."""
    if part is None:
        return ()
    items = part.items()
    counted(part.heading, items, 2, 4, f"Die Empfehlung „{section.id}“", ("Arbeitsschritt", "Arbeitsschritte"))
    return tuple(limited(item, STEP, "Der Arbeitsschritt") for item in items)


def read_question(part: Section | None) -> str:
    """Read the question one can check oneself by."""
    if part is None:
        return ""
    spot = part.text()
    if spot.text and not spot.text.endswith("?"):
        spot.complain("Die Prüffrage endet mit einem Fragezeichen.")
    return limited(spot, QUESTION, "Die Prüffrage")


def read_plain(draft: Draft, part: Section | None) -> Prose:
    """Read the same in plain language."""
    return draft.prose(part.text(), "Der Text in Einfacher Sprache") if part else Prose("", draft.render(""))


def read_hints(draft: Draft, part: Section | None, words: Headings) -> dict[Size, Prose]:
    """Read the hints by size of municipality, where there are any."""
    named = read_named(part, tuple(words.sizes)) if part else {}
    return {words.sizes[name]: draft.prose(spot, "Der Hinweis") for name, spot in named.items()}


def read_links(part: Section | None, words: Headings) -> Links:
    """Read the ids a principle is connected with; whether they exist is asked once all files are read."""
    kinds = (words.to_principles, words.to_challenges, words.to_examples)
    named = read_named(part, kinds) if part else {}
    return Links(*(read_ids(named[kind]) if kind in named else () for kind in kinds))


def read_ids(spot: Spot) -> tuple[Spot, ...]:
    """Read ids separated by commas."""
    return tuple(Spot(spot.page, spot.line, id_) for part in spot.text.split(",") if (id_ := part.strip()))


def read_named(part: Section, names: tuple[str, ...]) -> dict[str, Spot]:
    """Read list points of the form `- name: text`; complains about unknown and doubled names."""
    found: dict[str, Spot] = {}
    for item in part.items():
        name, colon, text = item.text.partition(":")
        if not colon or name not in names:
            choice = " oder ".join(f"„{known}:“" for known in names)
            item.complain(f"Der Punkt beginnt mit {choice}.{perhaps(name, names)}")
        elif name in found:
            item.complain(f"„{name}“ steht zweimal da.")
        else:
            found[name] = Spot(item.page, item.line, text.strip())
    return found
