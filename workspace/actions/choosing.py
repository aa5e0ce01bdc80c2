"""Choosing: from ticked principles to drafts of actions, and how far the choosing is. Pure: ids in, values out."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from workspace.guidance import Toolbox
from workspace.guidance.models import Principle, Theme

CARRIES = range(15, 31)  # how many actions a small town can carry (toolbox practice; design, §1)


@dataclass(frozen=True, slots=True)
class Draft:
    """An action about to be: what it takes over from the toolbox."""

    title: str
    purpose: str
    theme: Theme
    principle_ids: tuple[str, ...]
    situation: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How far the choosing is, in numbers of principles, and how many actions came of it."""

    chosen: int
    declined: int
    open: int
    actions: int

    @property
    def load(self) -> str:
        """Say whether a small town can carry it: few (there is room), fits, many."""
        return "few" if self.actions < CARRIES.start else "fits" if self.actions in CARRIES else "many"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where each principle stands in a plan: carried by actions, left out with a reason, or open."""

    carriers: Mapping[str, Sequence[Any]]  # actions by the principles they serve
    declined: Mapping[str, Any]
    actions: Sequence[Any]  # all of the plan, but for proposals that were answered with a no

    def open(self, principles: Iterable[Principle]) -> list[Principle]:
        """Return those of the principles nobody has decided about yet."""
        return [one for one in principles if one.id not in self.carriers and one.id not in self.declined]

    def carried(self, principles: Iterable[Principle]) -> list[Principle]:
        """Return those of the principles some action carries."""
        return [one for one in principles if one.id in self.carriers]

    def tally(self, principles: Collection[Principle]) -> Tally:
        """Count; a principle that is carried counts as chosen, whatever was decided about it before."""
        chosen, undecided = len(self.carried(principles)), len(self.open(principles))
        going_on = sum(action.status.value != "dropped" for action in self.actions)
        return Tally(chosen, len(principles) - chosen - undecided, undecided, going_on)


def meant(
    toolbox: Toolbox, *, principles: Iterable[str] = (), themes: Iterable[str] = (), fields: Iterable[str] = ()
) -> list[Principle]:
    """Return the principles ticked one by one or with their whole theme or field, once each and in order.

    Unknown ids mean nothing.
    """
    ticked, whole_themes, whole_fields = set(principles), set(themes), set(fields)
    return [
        one
        for one in toolbox.principles
        if one.id in ticked or one.theme.id in whole_themes or one.field.id in whole_fields
    ]


def drafts(principles: Iterable[Principle], bundles: Mapping[str, str | None]) -> Iterator[Draft]:
    """Make a draft of each principle; those of a theme named in `bundles` share one, under the title given there.

    The principles come in the toolbox's order.
    """
    for theme, group in groupby(principles, key=lambda one: one.theme):
        if theme.id in bundles:
            yield bundled(theme, list(group), bundles[theme.id])
        else:
            yield from map(single, group)


def single(principle: Principle) -> Draft:
    """Make a draft of one principle: its title, and its meaning as purpose."""
    return Draft(principle.title, principle.meaning.source, principle.theme, (principle.id,))


def bundled(theme: Theme, principles: Sequence[Principle], title: str | None) -> Draft:
    """Make one draft of several principles. A bundle of one is that principle, unless it was given its own title."""
    named = title or theme.title
    if len(principles) == 1:
        alone = single(principles[0])
        return alone if named == theme.title else Draft(named, alone.purpose, theme, alone.principle_ids)
    purpose = "\n\n".join(f"**{one.title}**\n\n{one.meaning.source}" for one in principles)
    return Draft(named, purpose, theme, tuple(one.id for one in principles))
