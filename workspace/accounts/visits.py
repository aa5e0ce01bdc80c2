"""What surrounds the pages of sign-in: limits before, the right status and headers after, a session's last-seen."""

from flask import Flask, Response, current_app, g, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from workspace import mail
from workspace.accounts import limiter
from workspace.accounts.models import SEEN_EVERY, Session
from workspace.accounts.security import signed_in_as
from workspace.db import db, now, writing
from workspace.web import local_path

PASSWORDS = {"security.login", "security.change_password"}
LINKS = {"security.forgot_password", "security.reset_password"}
SECRET_ADDRESSES = {"security.reset_password", "accepting.show_invitation", "accepting.accept", "accepting.join"}


def init_app(app: Flask) -> None:
    """Stand at the entrance and at the exit of every request."""
    app.before_request(stay_local)
    app.before_request(say_that_no_mail_is_sent)
    app.before_request(limit)
    app.after_request(mark_refusal)
    app.after_request(keep_addresses_secret)
    app.after_request(touch)


def stay_local() -> ResponseReturnValue | None:
    """Drop a way back that leads to another site."""
    if request.endpoint not in {"security.login", "security.logout"}:
        return None
    ways = [*request.args.getlist("next"), *request.form.getlist("next")]
    return redirect("/login", 303) if any(way and local_path(way, "") != way for way in ways) else None


def say_that_no_mail_is_sent() -> ResponseReturnValue | None:
    """Send a request for a reset mail back to the page that says whom to ask, where no mail can be sent."""
    asked = request.endpoint == "security.forgot_password" and request.method == "POST"
    return redirect("/reset", 303) if asked and not mail.can_send() else None


def limit() -> None:
    """Count every try at a password or reset link, before anything else happens."""
    if request.method != "POST":
        return
    if request.endpoint in PASSWORDS:
        limiter.attempt("sign-in", signed_in_as() or request.form.get("email", ""))
    elif request.endpoint in LINKS:
        limiter.attempt("reset", request.form.get("email", ""))


def mark_refusal(answer: Response) -> Response:
    """Answer a refused form of Flask-Security with 422, as all of ours; it draws it with 200."""
    refused = request.method == "POST" and request.endpoint in PASSWORDS | LINKS and answer.status_code == 200
    if refused and "form" in g and g.form.errors:
        answer.status_code = 422
    return answer


def keep_addresses_secret(answer: Response) -> Response:
    """Tell no log from where one came, if that address is a key; the origin alone is needed for saving."""
    if request.endpoint in SECRET_ADDRESSES:
        answer.headers["Referrer-Policy"] = "strict-origin"
    return answer


def touch(answer: Response) -> Response:
    """Note that a session is in use, at most every five minutes: after the page, in its own transaction."""
    seen_at = g.pop("session_seen_at", None)
    if seen_at is None or now() - seen_at <= SEEN_EVERY:
        return answer
    try:
        with writing():
            Session.seen(g.session_id)
    except SQLAlchemyError:  # a page isn't lost because the note couldn't be written
        current_app.logger.warning("could not note that a session is in use")
        db.session.rollback()
    return answer
