"""What happens when something can't be done: one clear page or fragment for each reason, once for all rooms."""

from typing import Any

from flask import Flask, Response, current_app, g, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError, Unauthorized

from workspace.accounts.limiter import TooMany
from workspace.accounts.security import as_nobody
from workspace.db import SAFE_METHODS, db, reading
from workspace.editing.clashes import clashes
from workspace.editing.meanwhile import meanwhile
from workspace.editing.models import Conflict
from workspace.members.access import still_here
from workspace.web import show, typed


def init_app(app: Flask) -> None:
    """Register the answers."""
    app.register_error_handler(Conflict, conflict)
    app.register_error_handler(TooMany, too_many)
    app.register_error_handler(Unauthorized, sign_in_first)
    app.register_error_handler(CSRFError, stale_form)
    app.register_error_handler(OperationalError, busy)
    app.register_error_handler(IntegrityError, taken)
    app.register_error_handler(HTTPException, plain)
    app.register_error_handler(InternalServerError, broken)


def messages(code: int) -> tuple[str, str]:
    """Return the heading and the sentence for a status code."""
    known = {
        400: (_("That request was incomplete"), _("Please go back, reload the page and try again.")),
        403: (_("This isn’t open to you"), _("Your role here doesn’t include this.")),
        404: (_("Nothing found here"), _("The address may have a slip, or the page isn’t meant for this account.")),
        405: (_("That isn’t possible here"), _("Please go back and use the buttons on the page.")),
        409: (_("Somebody was faster"), _("This has been done meanwhile. Please go back and reload the page.")),
        415: (_("That request was incomplete"), _("Please go back, reload the page and try again.")),
        413: (_("That was too much at once"), _("Please shorten the text and save again.")),
        429: (_("Too many tries"), _("Please wait ten minutes, then try again.")),
        503: (_("One moment, please"), _("Many people are saving right now. Please try again.")),
    }
    return known.get(code, (_("Something went wrong on our side"), _("Nothing was changed. Please try again.")))


def page(code: int, sentence: str | None = None, **more: Any) -> Response:
    """Answer with the page or fragment for a status code."""
    db.session.rollback()
    g.only_reads = True  # nothing will be written any more: drawing the page holds nobody up
    if code >= 500:
        as_nobody()
    heading, usual = messages(code)
    template = "errors/_error.html" if request.htmx else "errors/error.html"  # type: ignore[attr-defined]
    body = show(template, code=code, heading=heading, sentence=sentence or usual, typed=typed(), **more)
    return make_response(body, code)


def plain(error: HTTPException) -> ResponseReturnValue:
    """Answer any other refusal; a redirect stays one."""
    if error.code is None or error.response is not None or error.code < 400:
        return error.get_response()
    own = error.description if error.code == 403 and error.description != type(error).description else None
    answer = page(error.code, own)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            answer.headers[name] = value
    return answer


def broken(error: InternalServerError) -> ResponseReturnValue:
    """Answer a fault of ours: nothing was written, nothing of the inside is shown."""
    return page(500)


def sign_in_first(error: Unauthorized) -> ResponseReturnValue:
    """Send a visitor to the sign-in page and back; a fragment or a save gets 401 and keeps what was typed."""
    back = request.full_path.rstrip("?") if request.method in SAFE_METHODS else "/"
    address = url_for("security.login", next=back)
    if request.htmx:  # type: ignore[attr-defined]
        answer = page(401, _("You were signed out. Please sign in again; then save once more."), sign_in=address)
        if request.method in SAFE_METHODS:
            answer.headers["HX-Redirect"] = url_for("security.login")
        return answer
    if request.method in SAFE_METHODS:
        return redirect(address, 303)
    return page(401, _("You were signed out. Please sign in again; then save once more."), sign_in=address)


def stale_form(error: CSRFError) -> ResponseReturnValue:
    """Answer a form whose token is missing or of another session."""
    return page(403, _("This page was open for too long or in another session. Please reload it and save again."))


def busy(error: OperationalError) -> ResponseReturnValue:
    """Answer a database that is locked or away: try again."""
    current_app.logger.error("database unavailable: %s", error.orig)
    answer = page(503)
    answer.headers["Retry-After"] = "2"
    return answer


def taken(error: IntegrityError) -> ResponseReturnValue:
    """Answer a name, address or place that somebody else has taken since it was checked."""
    current_app.logger.warning("taken meanwhile: %s", error.orig)
    return page(409)


def too_many(error: TooMany) -> ResponseReturnValue:
    """Answer too many tries at a secret."""
    answer = page(429)
    answer.headers["Retry-After"] = str(error.retry_after)
    return answer


def conflict(error: Conflict) -> ResponseReturnValue:
    """Show both texts; mine stays in the form and can still be edited and saved."""
    thing, form = error.thing, g.form
    form.version.data = thing.group_version(next(iter(thing.groups_of(error.theirs))))
    template = "editing/_conflict.html" if request.htmx else "editing/conflict.html"  # type: ignore[attr-defined]
    with reading():  # comparing takes its time, and nobody else should wait for it
        still_here()
        other = meanwhile(thing.workspace_id, error.args[0], error.theirs)
        body = show(template, form=form, clashes=clashes(form, error.theirs), other=other, address=request.path)
    return make_response(body, 409)
