"""The result of a closed assessment: every group's answers, side by side and summed up."""

from collections.abc import Iterable, Sequence
from typing import Any

from workspace.assessments import scoring
from workspace.assessments.models import Assessment, AssessmentGroup
from workspace.assessments.ratings import Rating
from workspace.assessments.scoring import Answer, Score
from workspace.guidance import toolbox
from workspace.guidance.models import Principle, Theme


def outcome(assessment: Assessment) -> dict[str, Any]:
    """Read what came out of an assessment: its groups, and all that `results` makes of their answers. Two queries."""
    groups = AssessmentGroup.of(assessment)
    return {"groups": groups, **results(assessment.themes(toolbox()), groups, Rating.of(groups))}


def results(themes: Sequence[Theme], groups: Sequence[AssessmentGroup], ratings: Iterable[Rating]) -> dict[str, Any]:
    """Return what the page shows: scores of themes, of principles that were answered, and the three lists."""
    said = {(rating.group_id, rating.item): rating for rating in ratings}
    scores = [score(theme, groups, said) for theme in themes]
    asked = {item for _group, item in said}
    details = [score(one, groups, said) for theme in themes for one in theme.principles if one.id in asked]
    return {
        "scores": scores,
        "details": details,
        "rows": sorted([*scores, *details], key=lambda one: one.item.number.split(".")),
        "strengths": scoring.strengths(scores),
        "gaps": scoring.gaps(scores),
        "disagreements": scoring.disagreements([*scores, *details]),
        "others": [score for score in scores if score.not_ours],
        "profile": scoring.profile(scores),
    }


def score(item: Theme | Principle, groups: Iterable[AssessmentGroup], said: dict[tuple[int, str], Rating]) -> Score:
    """Return every group's answer on an item, in the groups' order."""
    return Score(item, tuple(answer(group, said.get((group.id, item.id))) for group in groups))


def answer(group: AssessmentGroup, rating: Rating | None) -> Answer | None:
    """Return a group's answer, if it gave one."""
    if rating is None:
        return None
    return Answer(group.name, rating.level, rating.weight, rating.evidence or "", rating.whose or "", group.who)
