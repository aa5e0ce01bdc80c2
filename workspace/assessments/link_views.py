"""A group's answers, given without an account: a workshop table with one tablet and a link."""

from flask import Blueprint, g, redirect, request
from flask.typing import ResponseReturnValue

from workspace.assessments import answering
from workspace.assessments.models import AssessmentGroup
from workspace.db import commit
from workspace.members.access import public
from workspace.members.entrances import closed, keep_private, key_for, let_in
from workspace.members.models import Workspace

FRAME = "assessments/frame.html"
bp = Blueprint("assessment_links", __name__, url_prefix="/e")
keep_private(bp, referrer="same-origin")
WHY = "the answers of one group in one assessment: the cookie of its open link is the key"


@bp.get("/<token>")
@public("a group's link: its secret is exchanged for a cookie that opens this one sheet")
def enter(token: str) -> ResponseReturnValue:
    """Exchange the token for a cookie and lead to an address without a secret in it."""
    group = AssessmentGroup.find(token)
    if group is None:
        return gone()
    return let_in(group, f"/e/{group.public_id}/")


@bp.get("/<public_id>/")
@bp.get("/<public_id>/answers")
@public(WHY)
def show_answers(public_id: str) -> ResponseReturnValue:
    """Show the group's sheet; with `?theme=` that theme's principles one by one."""
    group = opened(public_id)
    return answering.draw(group, base(group), FRAME) if group else gone()


@bp.post("/<public_id>/answers")
@public(WHY)
def give_answer(public_id: str) -> ResponseReturnValue:
    """Save one answer."""
    group = opened(public_id)
    return answering.save(group, base(group), FRAME) if group else gone()


@bp.get("/<public_id>/others")
@public(WHY)
def show_others(public_id: str) -> ResponseReturnValue:
    """Show what the groups that have finished said, to a group that has finished too, where that is allowed."""
    group = opened(public_id)
    return answering.draw_others(group, base(group), FRAME) if group else gone()


@bp.post("/<public_id>/finished")
@public(WHY)
def finish(public_id: str) -> ResponseReturnValue:
    """Say that the group is done, or that it goes on after all."""
    group = opened(public_id)
    if group is None:
        return gone()
    answering.finish(group, by=None)
    commit()
    return redirect(base(group), 303)


def opened(public_id: str) -> AssessmentGroup | None:
    """Return the group whose link the visitor's cookie opens; a writing request locks its town first."""
    key = key_for("assessment")
    group = AssessmentGroup.opened_with(public_id, key)
    if group is not None and request.method == "POST":
        Workspace.lock(group.workspace_id)
        group = AssessmentGroup.opened_with(public_id, key)  # as it stands under the lock
    if group is not None:
        g.workspace = group.workspace
    return group


def gone() -> ResponseReturnValue:
    """Answer a link that opens nothing, whatever the reason."""
    return closed("assessment", "assessments/closed.html", tried=True)


def base(group: AssessmentGroup) -> str:
    """Return where the group's sheet stands."""
    return f"/e/{group.public_id}/answers"
