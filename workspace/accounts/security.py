"""Sign-in, set up: Flask-Security does passwords and resets, our Session rows decide who is still signed in."""

from collections.abc import Callable
from typing import Any

from flask import Flask, current_app, flash, g, request, session
from flask_babel import gettext as _
from flask_login import current_user, user_logged_in, user_logged_out
from flask_security import MailUtil, Security, SQLAlchemyUserDatastore, hash_password, password_changed, password_reset
from flask_security.utils import set_request_attr
from sqlalchemy import Select
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import Conflict

from workspace import mail
from workspace.accounts import limiter
from workspace.accounts.forms import ChangeForm, ForgotForm, LoginForm, ResetForm
from workspace.accounts.hashing import Hasher
from workspace.accounts.models import Session, User
from workspace.accounts.passwords import Passwords
from workspace.accounts.returning import whose_session
from workspace.accounts.settings import SETTINGS
from workspace.db import commit, db

ALONG = "mitplan-along"
Asked = Callable[[], tuple[Select[Any] | None, dict[str, Any]]]
TOKEN = "sid"  # noqa: S105 (the name of the cookie's field, not a secret)


class Users(SQLAlchemyUserDatastore):
    """People without Flask-Security's role model: our rights hang on members of a workspace."""

    def find_user(self, *_how: Any, **named: Any) -> User | None:
        """Find a person by e-mail or by the id in their cookie or reset link."""
        return User.known_as(named["email"]) if "email" in named else User.found_by(named["fs_uniquifier"])

    def put(self, user: User) -> User:
        """Write a person at once: of two resets through one link at the same time, only one finds its row."""
        db.session.add(user)
        try:
            db.session.flush()
        except StaleDataError as used:
            raise Conflict from used
        return user

    def commit(self) -> None:
        """Commit as views do."""
        commit()


class OutboxMail(MailUtil):
    """Puts Flask-Security's mails into the outbox; `flask work` makes the link when it sends them."""

    def send_mail(self, template: str, *_rendered: Any, **more: Any) -> None:
        """Queue the mail for its person, unless one is waiting; takes as long as for an address nobody has."""
        hash_password("as long as for a stranger")
        person: User = more["user"]
        kind = template.rpartition("/")[2]
        if not mail.is_waiting(kind, person.id):
            mail.enqueue(kind, recipient=person.email, subject_id=person.id, language=person.language or "de")
        commit()


def init_app(app: Flask) -> None:
    """Set up sign-in and make sessions revocable rows."""
    for name, value in SETTINGS.items():
        app.config.setdefault(name, value)
    ours = app.config["ROOT"] / "workspace" / "translations"
    app.config.setdefault("SECURITY_I18N_DIRNAME", ["builtin", str(ours)])  # ours last: its words win
    app.config.setdefault("SECURITY_I18N_DOMAIN", "flask_security;messages")
    security = Security(app, Users(db, User, None), **PARTS)  # type: ignore[arg-type]
    security.want_json(lambda _request: False)
    security.login_context_processor(lambda: {"before": whose_session()})
    security.forgot_password_context_processor(lambda: {"mail_works": mail.can_send()})
    security.pwd_context = Hasher(security.pwd_context)
    app.login_manager.user_loader(load_user)  # type: ignore[attr-defined]
    user_logged_in.connect(remember, app)
    user_logged_out.connect(forget, app)
    password_changed.connect(end_others, app)
    password_reset.connect(end_all, app)


PARTS: dict[str, Any] = {
    "mail_util_cls": OutboxMail,
    "password_util_cls": Passwords,
    "login_form": LoginForm,
    "forgot_password_form": ForgotForm,
    "reset_password_form": ResetForm,
    "change_password_form": ChangeForm,
}


def load_user(uniquifier: str) -> User | None:
    """Return the person behind a cookie if their session row still lives: one query for session and user.

    What another room asks along (`ask_along`) is kept in `g.along`, with the transaction and the person it holds for.
    """
    query, more = current_app.extensions.get(ALONG, nothing)()
    found = Session.find(session.get(TOKEN, ""), query, **more)
    if found is None or found[2].fs_uniquifier != uniquifier:
        return None
    g.along = (db.session().get_transaction(), found[2].id, found[3:])
    set_request_attr("fs_authn_via", "session")
    set_request_attr("fs_paa", session.get("fs_paa", 0))
    g.session_id, g.session_seen_at, person = found[:3]
    return person  # type: ignore[no-any-return]


def ask_along(app: Flask, what: Asked) -> None:
    """Let a later room ask, in the one query for session and user, for what its pages need besides.

    `what` is called within the request. It returns `LIVING` with more columns, and what to ask with.
    """
    app.extensions[ALONG] = what


def nothing() -> tuple[None, dict[str, Any]]:
    """Ask for session and user alone."""
    return None, {}


def remember(_app: Flask, user: User, **_more: Any) -> None:
    """Begin a session row for a fresh sign-in, under a new random token."""
    session[TOKEN] = Session.start(user, request.headers.get("User-Agent", ""))
    session.pop("csrf_token", None)  # whoever knew the one of before doesn't know this one
    limiter.succeeded("sign-in", user.email)
    if user.language:
        session["language"] = user.language


def forget(_app: Flask, **_more: Any) -> None:
    """Delete the session row on sign-out: a replayed cookie finds nothing."""
    Session.end(session.get(TOKEN, ""))
    commit()
    for name in [name for name in session if name != "language"]:  # the next person here begins afresh
        session.pop(name)
    flash(_("You are signed out."), "success")


def end_others(_app: Flask, user: User, **_more: Any) -> None:
    """End a person's other sessions once they have changed their password."""
    Session.end_all(user, but=session.get(TOKEN))


def end_all(_app: Flask, user: User, **_more: Any) -> None:
    """End all of a person's sessions once their password was set through a link."""
    Session.end_all(user)


def as_nobody() -> None:
    """Draw what follows without asking the database who reads it: it may be what has failed."""
    g.pop("member", None)
    g.pop("workspace", None)
    g._login_user = current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]  # noqa: SLF001 (its way)


def signed_in_as() -> str:
    """Return the signed-in person's address, or nothing."""
    return current_user.email if current_user.is_authenticated else ""
