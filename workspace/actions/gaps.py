"""Gaps: what a closed assessment proposes for a plan, and what an action takes along from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from workspace.actions.choosing import Draft
from workspace.actions.words import Origin
from workspace.assessments.models import Assessment
from workspace.assessments.proposing import Proposal, proposals
from workspace.assessments.results import outcome
from workspace.assessments.scoring import Score
from workspace.assessments.wording import starting_position


@dataclass(frozen=True, slots=True)
class Gaps:
    """What an assessment proposes."""

    assessment: Assessment
    ours: list[Proposal]
    others: list[Proposal]  # what groups say is for others to do
    scores: Mapping[str, Score]  # by theme and principle

    @classmethod
    def of(cls, assessment: Assessment) -> Self:
        """Read what came out of a closed assessment: two queries."""
        found = outcome(assessment)
        ours, others = proposals(found["scores"], found["details"])
        return cls(assessment, ours, others, {score.item.id: score for score in (*found["scores"], *found["details"])})

    @classmethod
    def at(cls, workspace_id: int, number: int | None) -> Self | None:
        """Return what the town's assessment of that number proposes; None while it runs, or where there is none."""
        assessment = Assessment.at(workspace_id, assessment=number) if number and 0 < number < 2**31 else None
        return cls.of(assessment) if assessment and not assessment.is_open else None

    def worded(self, draft: Draft) -> Draft:
        """Give a draft the groups' answers and their evidence as its starting position."""
        said = self.about(draft.theme.id, draft.principle_ids)
        return replace(draft, situation=starting_position(self.assessment, said)) if said else draft

    def about(self, theme_id: str, principle_ids: Iterable[str]) -> list[Score]:
        """Return the answers on a theme and on some of its principles."""
        found = (self.scores.get(id_) for id_ in (theme_id, *principle_ids))
        return [score for score in found if score is not None and score.given]

    @property
    def facts(self) -> dict[str, Any]:
        """Return what every action that comes of it says about where it comes from."""
        return {"assessment_id": self.assessment.id, "origin": Origin.ASSESSMENT}
