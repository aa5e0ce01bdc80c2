"""Comparing: what has moved from one assessment to the next, in the eyes of those who answered both times. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any

from workspace.assessments.scoring import Answer, Score


@dataclass(frozen=True, slots=True)
class Change:
    """An item's mean level before and now, of the groups that gave one both times."""

    item: Any
    before: float
    now: float
    groups: tuple[str, ...]

    @property
    def by(self) -> float:
        """Return how many levels it has moved; more is further."""
        return self.now - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two assessments side by side: what can be compared, and what can't."""

    groups: tuple[str, ...]  # answered in both
    only_now: tuple[str, ...]
    only_before: tuple[str, ...]
    changes: tuple[Change, ...]
    left_out: tuple[Any, ...]  # items with levels now that no group has rated both times


def compare(now: Sequence[Score], before: Iterable[Score]) -> Comparison:
    """Compare item by item, group by group; a group is the same if its unit is, or without one its name."""
    earlier = {score.item.id: score for score in before}
    then, today = names(earlier.values()), names(now)
    pairs = [(score, both(score, earlier.get(score.item.id))) for score in now]
    return Comparison(
        tuple(name for key, name in today.items() if key in then),
        tuple(name for key, name in today.items() if key not in then),
        tuple(name for key, name in then.items() if key not in today),
        tuple(change(score.item, found) for score, found in pairs if found),
        tuple(score.item for score, found in pairs if score.levels and not found),
    )


def names(scores: Iterable[Score]) -> dict[str, str]:
    """Return the groups that have answered anything, by what they are recognised by."""
    return {answer.who: answer.group for score in scores for answer in score.given}


def both(now: Score, before: Score | None) -> list[tuple[str, int, int]]:
    """Return the groups that gave a level both times, with the level then and the level now."""
    then, today = levels(before.given if before else ()), levels(now.given)
    return [(name, then[who][1], level) for who, (name, level) in today.items() if who in then]


def levels(answers: Iterable[Answer]) -> dict[str, tuple[str, int]]:
    """Return each group's name and level, where it gave one."""
    numbers = ((answer, answer.level.number) for answer in answers if answer.level is not None)
    return {answer.who: (answer.group, number) for answer, number in numbers if number is not None}


def change(item: Any, found: Sequence[tuple[str, int, int]]) -> Change:
    """Return what has moved about an item."""
    groups = tuple(name for name, _before, _now in found)
    return Change(item, mean(before for _, before, _ in found), mean(now for _, _, now in found), groups)
