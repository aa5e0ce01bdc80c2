"""The council reads along: a plan without an account, from a link. No htmx, no script, nothing but the document."""

from flask import Blueprint, Response, current_app, g, redirect, request
from flask.typing import ResponseReturnValue

from workspace.accounts.limiter import attempt
from workspace.council.models import ShareLink
from workspace.db import writing
from workspace.i18n import follow_browser, zone
from workspace.members.access import public, signed_in
from workspace.reports.document import document
from workspace.reports.entries import Audience
from workspace.reports.material import material
from workspace.web import show

bp = Blueprint("council", __name__, url_prefix="/s")


@bp.get("/<token>")
@public("a share link: its secret is exchanged for a cookie that opens this one plan")
def enter(token: str) -> ResponseReturnValue:
    """Exchange the token for a cookie and lead to an address without a secret in it."""
    link = ShareLink.find(token)
    if link is None:
        return closed(tried=True)
    answer = redirect(home := f"/s/{link.public_id}/", 303)
    secure = current_app.config["HTTPS"]
    answer.set_cookie(
        cookie(), link.key(), path=home, expires=link.expires_at, secure=secure, httponly=True, samesite="Lax"
    )
    return answer


@bp.get("/<public_id>/")
@public("the plan as a council reads it: the cookie of an open share link is the key")
def read(public_id: str) -> ResponseReturnValue:
    """Show the plan as it stands now, and note the day: not who, not how often, and not when it was one of us."""
    key = request.cookies.get(cookie(), "")
    link = ShareLink.opened_with(public_id, key)
    if link is None:
        return closed(tried=bool(key))
    g.workspace = town = link.workspace  # for its time zone
    found = document(material(town, link.plan), Audience.COUNCIL)
    if link.opened_on != (today := town.today()) and signed_in() is None:
        with writing():
            link.opened_on = today
    return show("council/plan.html", document=found, until=link.last_day(zone()))


bp.before_request(follow_browser)


@bp.after_request
def keep_to_ourselves(answer: Response) -> Response:
    """Let no search engine in, and tell no other site where the reader comes from."""
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def closed(*, tried: bool) -> ResponseReturnValue:
    """Answer revoked, expired, unknown and foreign alike. A secret that didn't fit is counted."""
    if tried:
        with writing():
            attempt("share")
    return show("council/closed.html"), 404


def cookie() -> str:
    """Return the cookie's name; over HTTPS browsers refuse it from anywhere else."""
    return "__Secure-mitplan-share" if current_app.config["HTTPS"] else "mitplan-share"
