"""Wording: answers in sentences, for the reasons beside a proposal and for an action's starting position."""

from collections.abc import Iterable

from flask_babel import gettext as _

from workspace.assessments.models import Assessment
from workspace.assessments.scoring import Answer, Score
from workspace.i18n import local_day, number


def reason(score: Score) -> str:
    """Return what was said in a line: “Verwaltung 3, Migrantenorganisationen 1, wichtig 3”."""
    told = [f"{answer.group} {short(answer)}" for answer in score.given]
    if score.is_weighed:
        told.append(_("importance %(weight)s", weight=number(round(score.weight, 1))))
    return ", ".join(told)


def short(answer: Answer) -> str:
    """Return an answer as a number, or as what it is instead."""
    if answer.level is None or answer.level.number is not None:
        return str(answer.level.number if answer.level else "–")
    return f"{answer.level.label} ({answer.whose})" if answer.whose else str(answer.level.label)


def starting_position(assessment: Assessment, scores: Iterable[Score]) -> str:
    """Return the groups' answers as Markdown, with their evidence: where an action starts from."""
    closed = local_day(assessment.closed_at)
    told = [_("Assessment “%(title)s”, closed on %(day)s:", title=assessment.title, day=closed)]
    for score in scores:
        lines = [line(answer) for answer in score.given]
        told.append(f"*{score.item.title}*\n\n" + "\n".join(f"- {one}" for one in lines))
    return "\n\n".join(told)


def line(answer: Answer) -> str:
    """Return one group's answer with its evidence."""
    level = f"{answer.level.value} {answer.level.label}" if answer.level and answer.level.number is not None else ""
    said = level or short(answer)
    return f"**{answer.group}**: {said}" + (f". {' '.join(answer.evidence.split())}" if answer.evidence else "")
