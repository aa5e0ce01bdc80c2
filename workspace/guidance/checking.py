"""What no single file shows: every id is there once and in its place, connections hold, languages agree."""

from collections.abc import Iterable, Iterator, Sequence

from workspace.guidance.draft import Draft
from workspace.guidance.ids import CATALOGUE, CORE_IDEAS, USE_STEPS
from workspace.guidance.models import Field, Principle, Theme
from workspace.guidance.page import Page, Section, Spot
from workspace.guidance.problems import perhaps


def expected_pages() -> dict[str, list[str]]:
    """Return every file a language must have, in reading order, with the ids of the sections in it."""
    return {
        **{f"fields/{field}.md": ids.challenges for field, ids in CATALOGUE.items()},
        **{
            f"themes/{field}/{theme}.md": principles
            for field, ids in CATALOGUE.items()
            for theme, principles in ids.themes.items()
        },
        **{f"examples/{example}.md": [] for ids in CATALOGUE.values() for example in ids.examples},
        "core-ideas.md": CORE_IDEAS,
        "steps.md": USE_STEPS,
        "about.md": [],
    }


def check_page(page: Page, place: str, wanted: list[str]) -> None:
    """Complain where a file's own id doesn't fit its name, or its sections aren't those that belong there."""
    check_name(page, place)
    found = {section.id: section.heading for section in walk(page.body) if section.id}
    for id_ in found.keys() - set(wanted):
        meant = perhaps(id_, set(wanted) - found.keys())
        found[id_].complain(f"Die Kennung „{id_}“ gehört nicht in diese Datei.{meant}")
    for id_ in wanted:
        if id_ not in found:
            page.complain(1, f"In dieser Datei fehlt der Abschnitt mit der Kennung „{id_}“.")


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
