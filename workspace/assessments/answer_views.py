"""A group's answers, given by its unit's members with their account."""

from flask import Blueprint, g, redirect
from flask.typing import ResponseReturnValue

from workspace.assessments import answering
from workspace.assessments.models import AssessmentGroup
from workspace.db import commit
from workspace.members.access import door
from workspace.members.models import Member

FRAME = "layout.html"
bp = Blueprint(
    "answers",
    __name__,
    url_prefix="/w/<slug>/assessments/<int(max=2147483647):assessment>/groups/<int(max=2147483647):group>",
)


@bp.get("/answers")
@door(may="rate", of=AssessmentGroup)
def show_answers(assessment_group: AssessmentGroup, member: Member) -> ResponseReturnValue:
    """Show the group's sheet to its members; with `?theme=` that theme's principles one by one."""
    return answering.draw(assessment_group, base(assessment_group), FRAME)


@bp.post("/answers")
@door(may="rate", of=AssessmentGroup)
def give_answer(assessment_group: AssessmentGroup, member: Member) -> ResponseReturnValue:
    """Save one answer."""
    return answering.save(assessment_group, base(assessment_group), FRAME)


@bp.get("/others")
@door(may="rate", of=AssessmentGroup)
def show_others(assessment_group: AssessmentGroup, member: Member) -> ResponseReturnValue:
    """Show what the groups that have finished said, to a group that has finished too, where that is allowed."""
    return answering.draw_others(assessment_group, base(assessment_group), FRAME)


@bp.post("/finished")
@door(may="rate", of=AssessmentGroup)
def finish(assessment_group: AssessmentGroup, member: Member) -> ResponseReturnValue:
    """Say that the group is done, or that it goes on after all."""
    answering.finish(assessment_group, by=member)
    commit()
    return redirect(base(assessment_group), 303)


def base(group: AssessmentGroup) -> str:
    """Return where the group's sheet stands."""
    return f"/w/{g.workspace.slug}/assessments/{group.assessment.number}/groups/{group.id}/answers"
