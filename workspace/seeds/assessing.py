"""How the town looks at itself: assessments opened, groups invited, answers given, closed and talked about."""

from typing import Any

from workspace.assessments.agreements import Agreement
from workspace.assessments.models import Assessment, AssessmentGroup
from workspace.assessments.ratings import Rating
from workspace.assessments.words import Level
from workspace.guidance import toolbox
from workspace.members.models import Member
from workspace.seeds.stage import Stage, may
from workspace.seeds.story import Page, entries

SAID = {"n": Level.NOT_OURS, "?": Level.UNKNOWN}


def assessments(stage: Stage, told: Page) -> None:
    """Put each assessment on the stage, in the order of its days."""
    for name, one in told.items():
        ago, who = one["opened"].split()
        stage.add(int(ago), who, begin, name, one)
        for place, (group, facts) in enumerate(one["groups"].items()):
            if "answered" in facts:
                stage.add(facts["answered"], who, answer, name, group, place, one)
            if "finished" in facts:
                stage.add(facts["finished"], who, finish, name, group)
        if "closed" in one:
            ago, who = one["closed"].split()
            stage.add(int(ago), who, close, name)
        for item, diary in one["agreed"].items():
            for day, writer, text in entries(diary):
                stage.add(day, writer, agree, name, item, text)


def begin(stage: Stage, name: str, one: Page, *, by: Member) -> None:
    """Open an assessment and invite its groups."""
    scope = [theme.id for theme in toolbox().themes if theme.field.id in one.get("fields", ())]
    due = stage.calendar.deadline(one["due"])
    may(by, "manage_assessments")
    assessment = stage.assessments[name] = Assessment.begin(by=by, title=one["title"], theme_ids=scope, due=due)
    for group, facts in one["groups"].items():
        unit = stage.unit(facts.get("unit"))
        stage.groups[name, group] = AssessmentGroup.invite(assessment, by=by, name=facts["name"], unit=unit)


def answer(stage: Stage, name: str, group: str, place: int, one: Page, *, by: Member) -> None:  # noqa: ARG001 (a scene)
    """Let a group give all its answers, at its workshop table."""
    for item, line in one["answers"].items():
        said, weight = (part.split() for part in line.split("|"))
        if said[place] != "-":
            level = SAID.get(said[place]) or Level(said[place])
            facts: dict[str, Any] = {"level": level, "weight": int(weight[0])}
            facts["evidence"] = one["evidence"].get(item, {}).get(group)
            facts["whose"] = one["whose"].get(item) if level is Level.NOT_OURS else None
            Rating.give(stage.groups[name, group], item, **facts)


def finish(stage: Stage, name: str, group: str, *, by: Member) -> None:  # noqa: ARG001 (a scene)
    """Let a group say that it is done; it came by its link, so no member says so."""
    stage.groups[name, group].finish(by=None)


def close(stage: Stage, name: str, *, by: Member) -> None:
    """Close an assessment."""
    may(by, "manage_assessments")
    stage.assessments[name].close(by=by)


def agree(stage: Stage, name: str, item: str, text: str, *, by: Member) -> None:
    """Note what the steering group agreed on."""
    Agreement.note(stage.assessments[name], item, text, drawn_from=0, by=may(by, "note_agreements"))
