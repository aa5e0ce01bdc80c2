"""A group's answers, given without an account: a workshop table with one tablet and a link."""

from flask import Blueprint, Response, current_app, g, redirect, request
from flask.typing import ResponseReturnValue

from workspace.accounts.limiter import attempt
from workspace.assessments import answering
from workspace.assessments.models import AssessmentGroup
from workspace.db import commit, writing
from workspace.i18n import follow_browser
from workspace.members.access import public
from workspace.members.models import Workspace
from workspace.web import show

FRAME = "assessments/frame.html"
bp = Blueprint("assessment_links", __name__, url_prefix="/e")
bp.before_request(follow_browser)
WHY = "the answers of one group in one assessment: the cookie of its open link is the key"


@bp.get("/<token>")
@public("a group's link: its secret is exchanged for a cookie that opens this one sheet")
def enter(token: str) -> ResponseReturnValue:
    """Exchange the token for a cookie and lead to an address without a secret in it."""
    group = AssessmentGroup.find(token)
    if group is None:
        return closed(tried=True)
    answer = redirect(home := f"/e/{group.public_id}/", 303)
    secure = current_app.config["HTTPS"]
    answer.set_cookie(
        cookie(), group.key(), path=home, expires=group.expires_at, secure=secure, httponly=True, samesite="Lax"
    )
    return answer


@bp.get("/<public_id>/")
@bp.get("/<public_id>/answers")
@public(WHY)
def show_answers(public_id: str) -> ResponseReturnValue:
    """Show the group's sheet; with `?theme=` that theme's principles one by one."""
    group = opened(public_id)
    return answering.draw(group, base(group), FRAME) if group else closed(tried=True)


@bp.post("/<public_id>/answers")
@public(WHY)
def give_answer(public_id: str) -> ResponseReturnValue:
    """Save one answer."""
    group = opened(public_id)
    return answering.save(group, base(group), FRAME) if group else closed(tried=True)


@bp.get("/<public_id>/others")
@public(WHY)
def show_others(public_id: str) -> ResponseReturnValue:
    """Show what the groups that have finished said, to a group that has finished too, where that is allowed."""
    group = opened(public_id)
    return answering.draw_others(group, base(group), FRAME) if group else closed(tried=True)


@bp.post("/<public_id>/finished")
@public(WHY)
def finish(public_id: str) -> ResponseReturnValue:
    """Say that the group is done, or that it goes on after all."""
    group = opened(public_id)
    if group is None:
        return closed(tried=True)
    answering.finish(group, by=None)
    commit()
    return redirect(base(group), 303)


@bp.after_request
def keep_to_ourselves(answer: Response) -> Response:
    """Let no search engine in, and tell no other site where the reader comes from."""
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Referrer-Policy"] = "same-origin"
    return answer


def opened(public_id: str) -> AssessmentGroup | None:
    """Return the group whose link the visitor's cookie opens; a writing request locks its town first."""
    key = request.cookies.get(cookie(), "")
    group = AssessmentGroup.opened_with(public_id, key)
    if group is not None and request.method == "POST":
        Workspace.lock(group.workspace_id)
        group = AssessmentGroup.opened_with(public_id, key)  # as it stands under the lock
    if group is not None:
        g.workspace = group.workspace
    return group


def closed(*, tried: bool) -> ResponseReturnValue:
    """Answer revoked, expired, unknown and foreign alike. A secret that didn't fit is counted."""
    if tried:
        with writing():
            attempt("assessment")
    return show("assessments/closed.html"), 404


def base(group: AssessmentGroup) -> str:
    """Return where the group's sheet stands."""
    return f"/e/{group.public_id}/answers"


def cookie() -> str:
    """Return the cookie's name; over HTTPS browsers refuse it from anywhere else."""
    return "__Secure-mitplan-group" if current_app.config["HTTPS"] else "mitplan-group"
