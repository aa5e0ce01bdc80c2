"""The council reads along: a plan without an account, from a link. No htmx, no script, nothing but the document."""

from flask import Blueprint, g
from flask.typing import ResponseReturnValue

from workspace.council.models import ShareLink
from workspace.db import writing
from workspace.i18n import zone
from workspace.members.access import public, signed_in
from workspace.members.entrances import closed, keep_private, key_for, let_in
from workspace.reports.document import document
from workspace.reports.entries import Audience
from workspace.reports.material import material
from workspace.web import show

CLOSED = "council/closed.html"
bp = Blueprint("council", __name__, url_prefix="/s")
keep_private(bp, referrer="no-referrer")


@bp.get("/<token>")
@public("a share link: its secret is exchanged for a cookie that opens this one plan")
def enter(token: str) -> ResponseReturnValue:
    """Exchange the token for a cookie and lead to an address without a secret in it."""
    link = ShareLink.find(token)
    if link is None:
        return closed("share", CLOSED, tried=True)
    return let_in(link, f"/s/{link.public_id}/")


@bp.get("/<public_id>/")
@public("the plan as a council reads it: the cookie of an open share link is the key")
def read(public_id: str) -> ResponseReturnValue:
    """Show the plan as it stands now, and note the day: not who, not how often, and not when it was one of us."""
    key = key_for("share")
    link = ShareLink.opened_with(public_id, key)
    if link is None:
        return closed("share", CLOSED, tried=bool(key))
    g.workspace = town = link.workspace  # for its time zone
    found = document(material(town, link.plan), Audience.COUNCIL)
    if link.opened_on != (today := town.today()) and signed_in() is None:
        with writing():
            link.opened_on = today
    return show("council/plan.html", document=found, until=link.last_day(zone()))
