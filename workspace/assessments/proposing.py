"""Proposing: from answers to what the plan could take up, the widest gap that matters most first. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workspace.assessments.scoring import APART, STRONG, Score
from workspace.guidance.models import Theme


@dataclass(frozen=True, slots=True)
class Proposal:
    """A theme that could become actions: the groups' answers on it, and on those principles they looked at closely."""

    theme: Theme
    score: Score
    details: Mapping[str, Score]  # by principle

    @property
    def scores(self) -> tuple[Score, ...]:
        """Return the answers on the theme and on its principles."""
        return (self.score, *self.details.values())

    @property
    def need(self) -> float:
        """Return what orders proposals: the way still to go times its importance, where that is most."""
        return max(score.need for score in self.scores)

    @property
    def is_ours(self) -> bool:
        """Say whether it is for the town to do: unless more groups say it isn't than say how far it is."""
        levels = sum(len(score.levels) for score in self.scores)
        return levels > 0 and levels >= sum(score.not_ours for score in self.scores)

    @property
    def whose(self) -> list[str]:
        """Return whose competence it is in the words of those who say it isn't the town's, each once."""
        named = (answer.whose for score in self.scores for answer in score.given)
        return [*dict.fromkeys(filter(None, named))]


def proposals(scores: Iterable[Score], details: Iterable[Score]) -> tuple[list[Proposal], list[Proposal]]:
    """Return what the plan could take up, by its need; and what groups say is for others to do."""
    close: dict[str, dict[str, Score]] = {}
    for score in details:
        close.setdefault(score.item.theme.id, {})[score.item.id] = score
    every = [Proposal(score.item, score, close.get(score.item.id, {})) for score in scores]
    ours = [one for one in every if one.is_ours and any(map(wanting, one.scores))]
    others = [one for one in every if one not in ours and any(map(left_to_others, one.scores))]
    return sorted(ours, key=lambda one: -one.need), others


def wanting(score: Score) -> bool:
    """Say whether something is left to do, or to talk about."""
    return score.level is not None and (score.level < STRONG or score.spread >= APART)


def left_to_others(score: Score) -> bool:
    """Say whether more groups say that it isn't the town's than say how far it is."""
    return score.not_ours > len(score.levels)
