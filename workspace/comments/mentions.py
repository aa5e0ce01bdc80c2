"""Mentions: members and units a text names with an @, found when it is saved and marked when it is shown. Pure."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import nh3
from markupsafe import Markup, escape

from workspace import prose
from workspace.members.directory import Directory
from workspace.members.rights import RIGHTS

Mention = dict[str, int]  # {"member": id} or {"unit": id}
READERS = {role.value for role in RIGHTS["comment"][0]}
MOST = 8  # names that are suggested at once: as many as can be looked over
ANY = re.compile(r"(?<![\w.@])@(\w+(?:-\w+)*)")
TAG = re.compile(r'(<(?:"[^"]*"|[^">])*>)')


def resolved(text: str, directory: Directory) -> list[Mention]:
    """Return whom a text mentions, each once, in the order of the text; unknown names mean nobody."""
    known = called(directory)
    typed = [at[1] for at in pattern(known).finditer(text)] if known else []
    found = [one for name in typed for own, meant in known.items() if is_same(own, name) for one in meant]
    return [one for number, one in enumerate(found) if one not in found[:number]]


def unknown(text: str, known: Iterable[str]) -> list[str]:
    """Return what a text has behind an @ that is none of the known names, each once."""
    said = pattern(known).sub("", text) if (known := [*known]) else text
    return [*dict.fromkeys(at[1] for at in ANY.finditer(said))]


def called(directory: Directory) -> Mapping[str, list[Mention]]:
    """Return who of the town can be mentioned, by name: its open units and its members, these by first name as well."""
    known = by_name(directory)
    shorts: dict[str, list[Mention]] = defaultdict(list)
    for name, meant in known.items():
        shorts[first(name).lower()] += [one for one in meant if "member" in one]
    whole = {name.lower() for name in known}
    alone = {short: meant for short, meant in shorts.items() if short and short not in whole and len(meant) == 1}
    return {**known, **alone}


def first(name: str) -> str:
    """Return a person's first name; titles (Dr.) don't count."""
    return next((word for word in name.split() if not word.endswith(".")), "")


def by_name(directory: Directory) -> dict[str, list[Mention]]:
    """Return who can be mentioned by their whole name: of the people those who may read comments."""
    known: dict[str, list[Mention]] = defaultdict(list)
    for noun, entries in (("unit", directory.units), ("member", directory.people)):
        for entry in entries.values():
            if entry.living and entry.name and (noun == "unit" or entry.kind in READERS):
                known[entry.name].append({noun: entry.id})
    return known


def suggested(typed: str, directory: Directory) -> list[str]:
    """Return the names that go with what was typed behind an @: those that begin with it, then those a word of which
    begins with each of its words; at most MOST. What mentions somebody already needs none.
    """
    said = typed.casefold().split()
    begun = " ".join(said)
    if begun in {name.casefold() for name in called(directory)}:
        return []
    known = by_name(directory)
    found = [name for name in known if all(any(one.startswith(word) for one in words(name)) for word in said)]
    return sorted(found, key=lambda name: (not name.casefold().startswith(begun), name.casefold()))[:MOST]


def words(name: str) -> list[str]:
    """Return the words of a name as they are compared, without what is around them: (Mitte)."""
    return re.findall(r"\w+", name.casefold()) + name.casefold().split()


def is_same(name: str, typed: str) -> bool:
    """Say whether somebody typed a name, in whatever letters; as the pattern compares, so that both always agree."""
    return re.fullmatch(re.escape(name), typed, re.IGNORECASE) is not None


def names(mentions: Sequence[Mention], directory: Directory) -> tuple[str, ...]:
    """Return what those mentioned are called now, people by their first name too."""
    units = [directory.unit(one.get("unit")) for one in mentions]
    people = [directory.person(one.get("member")) for one in mentions]
    return tuple(filter(None, [*units, *people, *map(first, people)]))


def pattern(known: Iterable[str]) -> re.Pattern[str]:
    """Return how mentions of the named are found: the longest name first, and never inside a word or an address."""
    longest_first = sorted(known, key=len, reverse=True)
    return re.compile(rf"(?<![\w.@])@({'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


def marked(text: str, known: tuple[str, ...]) -> Markup:
    """Return Markdown as safe HTML in which the named are marked."""
    html = prose.render(text)
    if not known:
        return html
    at = pattern(str(escape(name)) for name in known)
    pieces = [piece if piece.startswith("<") else at.sub(r"<mark>@\1</mark>", piece) for piece in TAG.split(html)]
    # Marks are put between tags only, and the sanitiser still has the last word.
    return Markup(nh3.clean("".join(pieces), tags=prose.TAGS | {"mark"}, **prose.RULES))  # noqa: S704


def as_stored(mention: Mention) -> str:
    """Return a mention as the database writes it into its list, the same on both."""
    return json.dumps(mention)
