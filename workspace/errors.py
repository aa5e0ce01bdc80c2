"""What happens when something can't be done: one clear page or fragment for each reason, once for all rooms."""

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError, Unauthorized

from workspace.accounts.limiter import TooMany
from workspace.accounts.returning import EMAIL, FOR, PASSWORD, NotSignedIn, SomebodyElse, whose_session
from workspace.accounts.security import as_nobody
from workspace.db import SAFE_METHODS, db, reading
from workspace.editing.clashes import settle
from workspace.editing.meanwhile import meanwhile
from workspace.editing.models import Conflict
from workspace.editing.typed import to_send_again, typed
from workspace.forms import PERSON
from workspace.members.access import is_public, still_here
from workspace.web import came_from_here, local_path, show


def init_app(app: Flask) -> None:
    """Register the answers."""
    app.register_error_handler(Conflict, conflict)
    app.register_error_handler(TooMany, too_many)
    app.register_error_handler(Unauthorized, sign_in_first)
    app.register_error_handler(NotSignedIn, not_signed_in)
    app.register_error_handler(SomebodyElse, somebody_else)
    app.register_error_handler(CSRFError, stale_form)
    app.register_error_handler(OperationalError, busy)
    app.register_error_handler(IntegrityError, taken)
    app.register_error_handler(HTTPException, plain)
    app.register_error_handler(InternalServerError, broken)


def messages(code: int) -> tuple[str, str]:
    """Return the heading and the sentence for a status code."""
    known = {
        400: (_("That request was incomplete"), _("Please go back, reload the page and try again.")),
        401: (_("Please sign in"), _("You were signed out. Please sign in again.")),
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
    if more.get("again"):  # it can be sent once more as it is: nothing is lost, so nothing is wrong yet
        heading = _("Not saved yet")
    shown = [] if more.get("again") else typed()
    body = show(template, code=code, heading=heading, sentence=sentence or usual, typed=shown, **more)
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
    """Send a visitor to the sign-in page and back; a save gets 401, what was typed, and signs in beside it."""
    if request.method not in SAFE_METHODS:
        return signed_out()
    address = url_for("security.login", next=request.full_path.rstrip("?"))
    if request.htmx:  # type: ignore[attr-defined]
        answer = page(401, sign_in=address)
        answer.headers["HX-Redirect"] = url_for("security.login", next=page_around())
        return answer
    return redirect(address, 303)


def page_around() -> str | None:
    """Return the page a part was asked for, as the browser tells it; None where it tells nothing of use."""
    around = urlsplit(request.headers.get("HX-Current-URL", ""))
    return local_path(f"{around.path}?{around.query}".rstrip("?"), "") or None


def signed_out(trouble: str = "", code: int = 401) -> Response:
    """Answer a save nobody is signed in for: with what was typed in a form that signs in and saves in one go."""
    fields = to_send_again()
    if not fields:
        return page(code, sign_in=url_for("security.login", next="/"))
    sentence = _("You were signed out. Sign in here, and it is saved.") if code == 401 else None
    made_for = request.form.get(FOR) or request.form.get(PERSON) or None
    address = request.form.get(EMAIL, email(made_for))
    beside = {"signs_in": True, "trouble": trouble, "email": address, "made_for": made_for}
    return page(code, sentence, again=fields, **beside)


def email(made_for: str | None) -> str:
    """Return the address of whoever was signed in here, if the page was made for them."""
    before = whose_session(made_for)
    return before.email if before else ""


def not_signed_in(error: NotSignedIn) -> ResponseReturnValue:
    """Answer a sign-in beside a save that didn't succeed."""
    return signed_out(str(error))


def somebody_else(error: SomebodyElse) -> ResponseReturnValue:
    """Ask whoever is signed in now whether this is to be saved under their name."""
    text = _("You are signed in as %(name)s. If it is to be saved under this name, please save once more.")
    sentence = text % {"name": current_user.name}
    return page(403, sentence, again=to_send_again())


def stale_form(error: CSRFError) -> ResponseReturnValue:
    """Answer a form whose token is missing or of another session; one of our own pages gets a fresh one, to go on."""
    if not (came_from_here() and to_send_again()):
        return page(403, _("This page was open for too long or in another session. Please reload it and save again."))
    if is_public(request.endpoint):
        return page(403, _("This page was open for too long. Please save once more."), again=to_send_again())
    return somebody_else(SomebodyElse()) if current_user.is_authenticated else signed_out()


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
    """Answer too many tries at a secret; a save that was to sign in can be sent again after a while."""
    answer = signed_out(code=429) if PASSWORD in request.form else page(429)
    answer.headers["Retry-After"] = str(error.retry_after)
    return answer


def conflict(error: Conflict) -> ResponseReturnValue:
    """Show both texts; mine stays in the form and can still be edited and saved."""
    thing, form = error.thing, g.form
    typed_on = form.version.data  # what a draft goes on saying: taken up later, it meets the other text again
    form.version.data = thing.group_version(next(iter(thing.groups_of(error.theirs))))
    template = "editing/_conflict.html" if request.htmx else "editing/conflict.html"  # type: ignore[attr-defined]
    with reading():  # comparing takes its time, and nobody else should wait for it
        still_here()
        other = meanwhile(thing.workspace_id, error.args[0], error.theirs, reader=g.member.pseudonym)
        told = {"other": other, "address": request.path, "typed_on": typed_on}
        body = show(template, form=form, settling=settle(form, error), **told)
    return make_response(body, 409)
