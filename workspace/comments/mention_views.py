"""Whom one can mention: suggested while somebody types a name behind an @."""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from workspace.comments.mentions import suggested
from workspace.members.access import door
from workspace.members.directory import Directory
from workspace.members.models import Member
from workspace.web import show

bp = Blueprint("mentions", __name__, url_prefix="/w/<slug>/mentions/names")


@bp.get("")
@door(may="comment")
def suggest(member: Member) -> ResponseReturnValue:
    """Show the names that go with what was typed (`q`); 204 where there is none."""
    found = suggested(request.args.get("q", ""), Directory(member.workspace_id))
    return show("comments/talk/_suggested.html", names=found) if found else Response(status=204)
