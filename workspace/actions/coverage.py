"""Coverage: where a plan is thick and where it is thin, in numbers that each lead to their actions.

Pure: a toolbox, actions and noes in, tables out. Proposals and actions that aren't pursued any more carry nothing.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from workspace.actions.facts import Facts
from workspace.actions.words import NEEDS_OWNER, Participation, Status, TargetGroup
from workspace.guidance import Toolbox
from workspace.guidance.models import Field, Principle, Theme

NOBODY: Final = "none"  # in a filter: those of which the sheet says nothing
HEAVY_FROM, HEAVY_SHARE = 5, 4  # a unit with five unfinished actions or more, and a quarter of all
SHADES = 4


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its label, the filter that finds its actions, and how many there are in each field."""

    label: str
    query: Mapping[str, str]
    counts: tuple[int, ...]
    heavy: bool = False  # more than one unit should carry

    @property
    def total(self) -> int:
        """Return the sum over the fields."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """How a theme's principles stand: in the plan, proposed, left out on purpose, or nothing yet."""

    theme: Theme
    carried: tuple[Principle, ...]
    proposed: tuple[Principle, ...]
    declined: tuple[Principle, ...]
    open: tuple[Principle, ...]


def themes(toolbox: Toolbox, actions: Iterable[Facts], declined: Collection[str]) -> list[ThemeRow]:
    """Sort every principle into one of the four, the first that fits; the toolbox's order."""
    carried, proposed = served(actions, is_carried), served(actions, is_proposed)

    def sort(theme: Theme) -> ThemeRow:
        piles: dict[str, list[Principle]] = {"carried": [], "proposed": [], "declined": [], "open": []}
        known = (("carried", carried), ("proposed", proposed), ("declined", declined))
        for principle in theme.principles:
            pile = next((name for name, ids in known if principle.id in ids), "open")
            piles[pile].append(principle)
        return ThemeRow(theme, **{name: tuple(pile) for name, pile in piles.items()})

    return [sort(theme) for theme in toolbox.themes]


def units(actions: Sequence[Facts], fields: Sequence[Field], names: Mapping[int, str]) -> list[Row]:
    """Count what each unit leads that still has to be done, the most first; last, what nobody leads."""
    todo = [action for action in actions if action.status in NEEDS_OWNER]
    load = Counter(action.owner_id for action in todo if action.owner_id is not None)
    found = [
        Row(
            names.get(unit, ""),
            {"unit": str(unit), "unfinished": "1"},
            counted(todo, fields, lambda action, unit=unit: action.owner_id == unit),  # type: ignore[misc]
            heavy=count >= HEAVY_FROM and HEAVY_SHARE * count >= len(todo),
        )
        for unit, count in sorted(load.items(), key=lambda pair: (-pair[1], names.get(pair[0], "").casefold()))
    ]
    lacking = counted(todo, fields, lambda action: action.owner_id is None)
    return [*found, Row("", {"no_owner": "1"}, lacking)] if any(lacking) else found


def groups(actions: Iterable[Facts], fields: Sequence[Field]) -> list[Row]:
    """Count for whom the carried actions are; an action may be for several. Last, those that don't say."""
    carried = [action for action in actions if is_carried(action)]
    return [
        Row(str(group.label), {"group": group.value}, counted(carried, fields, partial_group(group)))
        for group in TargetGroup
    ] + [Row("", {"group": NOBODY}, counted(carried, fields, lambda action: not action.target_groups))]


def participation(actions: Iterable[Facts], fields: Sequence[Field]) -> list[Row]:
    """Count how migrants take part in the carried actions, from being informed to being responsible."""
    carried = [action for action in actions if is_carried(action)]
    return [
        Row(str(way.label), {"participation": way.value}, counted(carried, fields, partial_way(way)))
        for way in Participation
    ] + [Row("", {"participation": NOBODY}, counted(carried, fields, lambda action: action.participation is None))]


def partial_group(group: TargetGroup) -> Callable[[Facts], bool]:
    """Return the test whether an action is for a group."""
    return lambda action: group.value in action.target_groups


def partial_way(way: Participation) -> Callable[[Facts], bool]:
    """Return the test whether migrants take part in an action in this way."""
    return lambda action: action.participation is way


def counted(actions: Iterable[Facts], fields: Sequence[Field], belongs: Callable[[Facts], bool]) -> tuple[int, ...]:
    """Count by field the actions that belong."""
    by_field = Counter(action.field_id for action in actions if belongs(action))
    return tuple(by_field[field.id] for field in fields)


def shade(count: int, most: int) -> int:
    """Return how dark a cell is, 0 (nothing) to 4 (the most there is); the number stands in it anyway."""
    return -(-SHADES * count // most) if most else 0


def served(actions: Iterable[Facts], belongs: Callable[[Facts], bool]) -> set[str]:
    """Return the principles that some of the actions serve."""
    return {id_ for action in actions if belongs(action) for id_ in action.principle_ids}


def is_carried(action: Facts) -> bool:
    """Say whether an action is part of what the plan does or has done."""
    return action.status not in (Status.PROPOSED, Status.DROPPED)


def is_proposed(action: Facts) -> bool:
    """Say whether an action still waits for an answer."""
    return action.status is Status.PROPOSED


def cells(row: Row, fields: Sequence[Field]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield a row's numbers, each with the filter that finds exactly its actions."""
    for field, count in zip(fields, row.counts, strict=True):
        yield count, {**row.query, "field": field.id}
