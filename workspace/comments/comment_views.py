"""What staff say about an action: comments written, edited, withdrawn."""

from typing import Any

from flask import Blueprint, abort, redirect
from flask.typing import ResponseReturnValue

from workspace.actions.models import Action
from workspace.actions.sheet import WholeAction
from workspace.actions.sheet_page import drawn, here, page
from workspace.actions.steps import Step
from workspace.comments.forms import CommentForm, CommentWithdrawalForm, NewCommentForm
from workspace.comments.talk import Comment
from workspace.db import commit
from workspace.editing.telling import tell_merged
from workspace.members.access import door
from workspace.members.directory import Directory
from workspace.members.models import Member
from workspace.web import show, wants_fragment

bp = Blueprint("comments", __name__, url_prefix="/w/<slug>/actions/<code>/comments")
ONE = "/<int(max=2147483647):comment>"


@bp.post("")
@door(may="comment", of=WholeAction)
def write_comment(action: Action, member: Member) -> ResponseReturnValue:
    """Write a comment; the answer also brings what others have written meanwhile."""
    form, directory = NewCommentForm().offer(Step.of(action)), Directory(action.workspace_id)
    if not form.validate():
        return refused(action, member, form)
    text, after = form.text.data or "", form.after.data or 0
    comment = Comment.write(action, text, by=member, directory=directory, step=form.chosen, after=after)
    commit()
    if not wants_fragment():
        return redirect(here(action, f"#comment-{comment.id}"), 303)
    told = {"after": after, "new_comment": NewCommentForm.drawn(form.steps), **drawn(action, member)}
    return show("comments/talk/_written.html", **told)


@bp.get(ONE)
@door(may="edit_comment", of=Comment)
def edit_comment(comment: Comment, member: Member) -> ResponseReturnValue:
    """Show a comment as a form."""
    return opened(comment, member, CommentForm.drawn(comment))


@bp.post(ONE)
@door(may="edit_comment", of=Comment)
def save_comment(comment: Comment, member: Member) -> ResponseReturnValue:
    """Save a comment; a stale form becomes a 409 on its way out."""
    form, directory = CommentForm(place=f"comment-{comment.id}"), Directory(comment.workspace_id)
    if not form.validate():
        return opened(comment, member, form), 422
    comment.rewrite(form.text.data or "", drawn_from=form.version.data or 0, by=member, directory=directory)
    tell_merged(comment, "text")
    commit()
    return answer(comment, member)


@bp.get(f"{ONE}/view")
@door(may="read_internal", of=Comment)
def view_comment(comment: Comment, member: Member) -> ResponseReturnValue:
    """Show a comment as it stands: what Cancel brings back."""
    return answer(comment, member)


@bp.post(f"{ONE}/withdrawal")
@door(may="withdraw_comment", of=Comment)
def withdraw_comment(comment: Comment, member: Member) -> ResponseReturnValue:
    """Take a comment back; the history keeps it."""
    if not CommentWithdrawalForm().validate():
        abort(400)
    comment.withdraw(by=member)
    commit()
    return answer(comment, member)


def refused(action: Action, member: Member, form: NewCommentForm) -> ResponseReturnValue:
    """Return the form for a new comment with what is wrong in it: in its place, or on the whole page."""
    if not wants_fragment():
        return page(action, member, new_comment=form), 422
    return show("comments/talk/_new.html", **{**drawn(action, member), "new_comment": form}), 422


def opened(comment: Comment, member: Member, form: CommentForm) -> str:
    """Return the comment with its form open: in its place, or without JavaScript on the whole page."""
    if wants_fragment():
        return show("comments/talk/_comment.html", comment=comment, comment_form=form, **drawn(comment.action, member))
    action = WholeAction.at(member.workspace_id, code=comment.action.code) or abort(404)
    return page(action, member, comment_form=form)


def answer(comment: Comment, member: Member) -> ResponseReturnValue:
    """Answer with the comment as it stands now, or with the way back to the page."""
    if not wants_fragment():
        return redirect(here(comment.action, f"#comment-{comment.id}"), 303)
    told: dict[str, Any] = {"fresh": True, **drawn(comment.action, member)}
    return show("comments/talk/_comment.html", comment=comment, **told)
