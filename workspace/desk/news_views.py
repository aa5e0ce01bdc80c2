"""New for me: what others have done since I last read, and that I have read it all."""

from flask import Blueprint, abort, g, redirect, request
from flask.typing import ResponseReturnValue

from workspace.db import commit
from workspace.desk.forms import SeenForm
from workspace.desk.news import Reach, by_person, told
from workspace.history.views import before
from workspace.members.access import door
from workspace.members.models import Member
from workspace.web import show

bp = Blueprint("news", __name__, url_prefix="/w/<slug>/news")


@bp.get("")
@door(may="read")
def list_news(member: Member) -> ResponseReturnValue:
    """Show what is new for the member, the newest first, day by day and by who did it."""
    reach = Reach.read(request.args.get("only"))
    found = told(member, reach, before())
    context = {"days": [(day.date, by_person(day)) for day in found], "older": found.older, "newest": g.head.seq}
    return show("desk/news.html", nav="desk", reach=reach, reaches=Reach, **context)


@bp.post("")
@door(may="read")
def read_news(member: Member) -> ResponseReturnValue:
    """Take everything as read that stood on the page; what came in meanwhile stays new."""
    form = SeenForm()
    if not form.validate():
        abort(400)
    member.read_news(min(form.newest.data or 0, g.head.seq))
    commit()
    return redirect(f"/w/{g.workspace.slug}/news", 303)
