"""Scoring: from answers to sums, and to the three lists a steering group works from. Pure.

“Don't know” and “not our competence” never count as zero: they count as what they are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any, Final

from workspace.assessments.words import Level

APART: Final = 2  # levels between two groups that make a disagreement
STRONG, WEAK = 3.0, 2.0
USUAL_WEIGHT: Final = 2  # where nobody has said how important it is


@dataclass(frozen=True, slots=True)
class Answer:
    """What one group said on an item."""

    group: str
    level: Level | None
    weight: int | None = None
    evidence: str = ""
    whose: str = ""
    who: str = ""  # by what the group is recognised in another assessment


@dataclass(frozen=True, slots=True)
class Score:
    """All groups' answers on one item (a theme or principle of the toolbox), in the groups' order."""

    item: Any
    answers: tuple[Answer | None, ...]

    @property
    def given(self) -> list[Answer]:
        """Return the answers there are."""
        return [answer for answer in self.answers if answer is not None and answer.level is not None]

    @property
    def levels(self) -> list[int]:
        """Return the levels that were given, 0 to 4."""
        return [answer.level.number for answer in self.given if answer.level and answer.level.number is not None]

    @property
    def level(self) -> float | None:
        """Return the mean level, or None where nobody gave one."""
        return mean(self.levels) if self.levels else None

    @property
    def spread(self) -> int:
        """Return how far the groups are apart."""
        return max(self.levels) - min(self.levels) if self.levels else 0

    @property
    def weight(self) -> float:
        """Return how important it is to those who said so, 1 to 3."""
        weights = [answer.weight for answer in self.given if answer.weight]
        return mean(weights) if weights else USUAL_WEIGHT

    @property
    def is_weighed(self) -> bool:
        """Say whether anybody has said how important it is."""
        return any(answer.weight for answer in self.given)

    @property
    def not_ours(self) -> int:
        """Return how many said that it isn't the town's competence."""
        return sum(answer.level is Level.NOT_OURS for answer in self.given)

    @property
    def unknown(self) -> int:
        """Return how many said that they don't know."""
        return sum(answer.level is Level.UNKNOWN for answer in self.given)

    @property
    def need(self) -> float:
        """Return what orders gaps: the way still to go, times how important it is."""
        return (4 - self.level) * self.weight if self.level is not None else 0.0


def strengths(scores: Iterable[Score]) -> list[Score]:
    """Return what is largely done in everybody's eyes, the best first."""
    found = [one for one in scores if one.level is not None and one.level >= STRONG and one.spread < APART]
    return sorted(found, key=lambda one: -(one.level or 0))


def gaps(scores: Iterable[Score]) -> list[Score]:
    """Return what is less than partly done, by the way to go times its importance."""
    found = [one for one in scores if one.level is not None and one.level < WEAK]
    return sorted(found, key=lambda one: -one.need)


def disagreements(scores: Iterable[Score]) -> list[Score]:
    """Return where groups are two levels or more apart: what to talk about, the widest first."""
    return sorted((one for one in scores if one.spread >= APART), key=lambda one: (-one.spread, -one.weight))


def profile(scores: Sequence[Score]) -> list[tuple[Any, float | None, int]]:
    """Return each field with the mean of all levels given in it, and how many levels that are."""
    fields: dict[Any, list[int]] = {}
    for one in scores:
        fields.setdefault(one.item.field, []).extend(one.levels)
    return [(field, mean(levels) if levels else None, len(levels)) for field, levels in fields.items()]
