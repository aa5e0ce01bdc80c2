"""Pages of a signed-in person: the first page, the language."""

from flask import Blueprint, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from werkzeug.exceptions import Unauthorized

from workspace.db import commit, db
from workspace.i18n import LANGUAGES
from workspace.members.access import public, signed_in
from workspace.members.models import Member, Workspace
from workspace.web import local_path, show

bp = Blueprint("accounts", __name__)


@bp.get("/")
@public("sends everybody to where they belong")
def home() -> ResponseReturnValue:
    """Send a person to their workspace, or let them choose among several; a visitor to the sign-in page."""
    person = signed_in()
    if person is None:
        raise Unauthorized
    query = select(Workspace).join(Member, Member.workspace_id == Workspace.id)
    query = query.where(Member.user_id == person.id, Member.removed_at.is_(None)).order_by(Workspace.slug)
    towns = list(db.session.scalars(query))
    if len(towns) == 1:
        return redirect(f"/w/{towns[0].slug}/", 303)
    return show("accounts/workspaces.html", towns=towns)


@bp.post("/language")
@public("a preference of the browser")
def choose_language() -> ResponseReturnValue:
    """Switch the language of the pages, for this browser and, if signed in, for the person."""
    chosen = request.form.get("language", "")
    if chosen in LANGUAGES:
        session["language"] = chosen
        if current_user.is_authenticated:
            current_user.language = chosen
            commit()
    return redirect(local_path(request.form.get("next")), 303)
