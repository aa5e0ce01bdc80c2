"""What no single file shows: every id is there once and in its place, connections hold, languages agree."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence, Set

from workspace.guidance.draft import Draft
from workspace.guidance.editions import Entries
from workspace.guidance.models import Field, Principle, Theme
from workspace.guidance.page import Page, Section, Spot
from workspace.guidance.problems import perhaps

ORDER = ("fields", "themes", "examples", "core-ideas.md", "steps.md", "about.md")
FITTING = re.compile(r"(fields|examples|themes/[a-z-]+)/[a-z-]+\.md")
SUCCESSORS = "content/successors.yaml"


def expected_pages(recorded: Entries, files: Set[str]) -> dict[str, list[str]]:
    """Return the files of the original in reading order, each with the ids recorded of it: first its own, if any.

    A file that was never recorded has moved or is a new theme, field or example, unless its name looks like a slip.
    """
    pages: dict[str, list[str]] = {"core-ideas.md": [], "steps.md": [], "about.md": []}
    for id_, entry in recorded.items():
        pages.setdefault(entry.file, []).append(id_)
    missing = pages.keys() - files
    moved = set(map(stem, missing))
    for place in filter(FITTING.fullmatch, files - pages.keys()):
        if stem(place) in moved or not perhaps(place, missing):
            pages[place] = []
    return {place: pages[place] for place in sorted(pages, key=lambda at: (ORDER.index(at.partition("/")[0]), at))}


def check_page(page: Page, place: str, wanted: list[str], known: Collection[str] | None = None) -> None:
    """Complain where a file's own id doesn't fit its name, or its sections aren't those that belong there.

    With `known`, everything the original holds, new sections are welcome and others may have moved to another file.
    """
    check_name(page, place)
    found = {section.id: section.heading for section in walk(page.body) if section.id}
    sections = [id_ for id_ in wanted if id_ != stem(place)]
    missing = [id_ for id_ in sections if id_ not in (found if known is None else known)]
    for id_ in found.keys() - set(wanted):
        meant = perhaps(id_, missing)
        if meant or known is None:
            found[id_].complain(f"Die Kennung „{id_}“ gehört nicht in diese Datei.{meant}")
    for id_ in missing:
        successor = "" if known is None else f"; {SUCCESSORS} nennt keinen Nachfolger"
        page.complain(1, f"In dieser Datei fehlt der Abschnitt mit der Kennung „{id_}“{successor}.")


def lost_with(place: str, ids: list[str], known: Collection[str] | None) -> Iterator[str]:
    """Yield what to complain about a file that isn't there: nothing, where all it held has gone elsewhere."""
    lost = [id_ for id_ in ids if id_ not in (known or ())]
    if known is None or "/" not in place or stem(place) in lost:
        yield "Diese Datei fehlt."
    else:
        yield from (f"Mit dieser Datei fehlt „{id_}“; {SUCCESSORS} nennt keinen Nachfolger." for id_ in lost)


def stem(place: str) -> str:
    """Return a file's name without its folder and its ending."""
    return place.rpartition("/")[2].removesuffix(".md")


def check_name(page: Page, place: str) -> None:
    """Complain where `id` or `field` don't say the same as the file's name and folder."""
    *folders, name = place.removesuffix(".md").split("/")
    named = {"id": name} if folders else {}
    if folders[:1] == ["themes"]:
        named["field"] = folders[1]
    for key, value in named.items():
        if (spot := page.spot(key)).text not in {"", value}:
            spot.complain(f"Die Angabe „{key}“ ist „{spot.text}“; nach Ordner und Dateiname ist sie „{value}“.")


def walk(section: Section) -> Iterator[Section]:
    """Yield all sections below one, in the order of the file."""
    for part in section.sections:
        yield part
        yield from walk(part)


def check_draft(draft: Draft) -> None:
    """Complain about doubled titles and numbers, connections that lead nowhere, and what no principle speaks to."""
    check_unique(draft, draft.principles.values())
    check_positions(draft)
    for id_, links in draft.links.items():
        check_targets(links.challenges, draft.challenges, "Die Herausforderung")
        check_targets(links.examples, draft.examples, "Das Praxisbeispiel")
        check_targets(links.principles, draft.principles, "Die Empfehlung")
        if id_ in draft.principles:
            check_other_field(draft, draft.principles[id_], links.principles)
    named = {spot.text for links in draft.links.values() for spot in (*links.challenges, *links.examples)}
    for id_ in {*draft.challenges, *draft.examples} - named:
        if id_ in draft.spots:
            draft.spots[id_].complain(f"Keine Empfehlung nennt „{id_}“ unter ihren Verbindungen.")


def check_unique(draft: Draft, principles: Iterable[Principle]) -> None:
    """Complain about two principles with one title: actions take their title from it."""
    seen: dict[str, Principle] = {}
    for principle in principles:
        first = seen.setdefault(principle.title.casefold(), principle)
        if first is not principle and principle.id in draft.spots:
            draft.spots[principle.id].complain(f"Denselben Titel hat schon „{first.id}“.")


def check_positions(draft: Draft) -> None:
    """Complain about fields, and themes of a field, whose `number` is taken or leaves a gap."""
    check_numbers(draft, list(draft.fields.values()))
    for field in draft.fields.values():
        check_numbers(draft, [theme for theme in draft.themes.values() if theme.field is field])


def check_numbers(draft: Draft, group: Sequence[Field | Theme]) -> None:
    """Complain about a number of a group that is taken or leaves a gap."""
    taken: dict[int, str] = {}
    for thing in group:
        spot = draft.spots[thing.id].page.spot("number") if thing.id in draft.spots else None
        if spot and thing.position in taken:
            spot.complain(f"Die Nummer {thing.position} hat schon „{taken[thing.position]}“.")
        elif spot and thing.position > len(group):
            spot.complain(f"Die Nummer {thing.position} lässt eine Lücke; die höchste ist {len(group)}.")
        taken[thing.position] = thing.id


def check_targets(spots: Iterable[Spot], known: Iterable[str], what: str) -> None:
    """Complain about ids that don't exist and ids named twice in one line."""
    seen: set[str] = set()
    for spot in spots:
        if spot.text not in known:
            spot.complain(f"{what} „{spot.text}“ gibt es nicht.{perhaps(spot.text, known)}")
        elif spot.text in seen:
            spot.complain(f"„{spot.text}“ ist zweimal genannt.")
        seen.add(spot.text)


def check_other_field(draft: Draft, principle: Principle, spots: Iterable[Spot]) -> None:
    """Complain about a connection within the same field: these show that integration cuts across fields."""
    for spot in spots:
        other = draft.principles.get(spot.text)
        if other and other.field is principle.field:
            spot.complain(f"„{spot.text}“ liegt im selben Handlungsfeld; Verbindungen führen in andere.")


def check_parity(page: Page, original: Page) -> None:
    """Complain where a translation has its sections in another order, or another number, than the original."""
    ids, theirs = ([section.id for section in walk(each.body) if section.id] for each in (page, original))
    if sorted(ids) == sorted(theirs) and ids != theirs:
        page.complain(1, f"Die Reihenfolge der Abschnitte ist eine andere als in {original.path}.")
    if page.spot("number").text != original.spot("number").text:
        page.spot("number").complain(f"Die Angabe „number“ ist eine andere als in {original.path}.")
