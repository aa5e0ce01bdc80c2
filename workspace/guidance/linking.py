"""The last step of loading: a checked draft becomes objects that know each other in both directions."""

from collections.abc import Iterable
from typing import Any

from workspace.guidance.draft import Draft
from workspace.guidance.models import Challenge, Example, Field, Principle, Theme


def link(draft: Draft) -> None:
    """Set every attribute declared `_linked()`. The draft has been checked: every id that is named exists."""
    put_in_order(draft)
    for theme in draft.themes.values():
        complete(theme, principles=[p for p in draft.principles.values() if p.theme is theme])
    for principle in draft.principles.values():
        link_principle(draft, principle)
    for challenge in draft.challenges.values():
        complete(challenge, principles=naming(draft, challenge))
    for example in draft.examples.values():
        complete(example, principles=naming(draft, example))
    for field in draft.fields.values():
        link_field(draft, field)


def put_in_order(draft: Draft) -> None:
    """Sort by number; principles keep the order of their file, challenges and examples come by field."""
    draft.fields = by_id(sorted(draft.fields.values(), key=lambda field: field.position))
    draft.themes = by_id(sorted(draft.themes.values(), key=lambda theme: (theme.field.position, theme.position)))
    place = {id_: at for at, id_ in enumerate([*draft.fields, *draft.themes])}
    draft.principles = by_id(sorted(draft.principles.values(), key=lambda principle: place[principle.theme.id]))
    draft.challenges = by_id(sorted(draft.challenges.values(), key=lambda challenge: place[challenge.field.id]))
    draft.examples = by_id(sorted(draft.examples.values(), key=lambda example: place[example.field.id]))


def by_id(things: list[Any]) -> dict[str, Any]:
    """Return things by their id, in their order."""
    return {thing.id: thing for thing in things}


def link_field(draft: Draft, field: Field) -> None:
    """Give a field what belongs to it."""
    complete(
        field,
        themes=[theme for theme in draft.themes.values() if theme.field is field],
        principles=[principle for principle in draft.principles.values() if principle.field is field],
        challenges=[challenge for challenge in draft.challenges.values() if challenge.field is field],
        examples=[example for example in draft.examples.values() if example.field is field],
    )


def link_principle(draft: Draft, principle: Principle) -> None:
    """Connect a principle; those that name it come after those it names, so that connections hold both ways."""
    links = draft.links[principle.id]
    named = [draft.principles[spot.text] for spot in links.principles]
    complete(
        principle,
        related=dict.fromkeys([*named, *naming(draft, principle)]),
        challenges=[draft.challenges[spot.text] for spot in links.challenges],
        examples=[draft.examples[spot.text] for spot in links.examples],
    )


def naming(draft: Draft, thing: Principle | Challenge | Example) -> list[Principle]:
    """Return the principles that name a thing among their connections."""
    return [principle for principle in draft.principles.values() if thing.id in draft.links[principle.id].ids()]


def complete(thing: Field | Theme | Principle | Challenge | Example, **attributes: Iterable[Any]) -> None:
    """Set attributes of a frozen object, once; nothing else in the product may do this."""
    for name, value in attributes.items():
        object.__setattr__(thing, name, tuple(value))
