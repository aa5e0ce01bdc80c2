"""Sign-in, set up: Flask-Security does passwords and resets, our Session rows decide who is still signed in."""

from datetime import timedelta
from typing import Any

from flask import Flask, g, request, session
from flask_login import user_logged_in, user_logged_out
from flask_security import MailUtil, Security, SQLAlchemyUserDatastore, password_changed, password_reset
from flask_security.utils import set_request_attr
from sqlalchemy import select

from workspace import mail
from workspace.accounts.limiter import attempt
from workspace.accounts.models import Session, User, hash_token
from workspace.db import commit, db, now, writing

LIMITED = {"security.login", "security.forgot_password", "security.reset_password", "security.change_password"}
TOKEN = "sid"  # noqa: S105 (the name of the cookie's field, not a secret)
SETTINGS = {
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_PASSWORD_SINGLE_HASH": {"argon2"},
    "SECURITY_PASSWORD_LENGTH_MIN": 10,
    "SECURITY_PASSWORD_COMPLEXITY_CHECKER": "zxcvbn",
    "SECURITY_ZXCVBN_MINIMUM_SCORE": 2,
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_RECOVERABLE": True,
    "SECURITY_RESET_PASSWORD_WITHIN": timedelta(minutes=30),
    "SECURITY_AUTO_LOGIN_AFTER_RESET": False,
    "SECURITY_CHANGEABLE": True,
    "SECURITY_SEND_REGISTER_EMAIL": False,
    "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": False,
    "SECURITY_SEND_PASSWORD_RESET_NOTICE_EMAIL": False,
    "SECURITY_DEFAULT_REMEMBER_ME": False,
    "SECURITY_LOGIN_URL": "/login",
    "SECURITY_LOGOUT_URL": "/logout",
    "SECURITY_LOGOUT_METHODS": ["POST"],
    "SECURITY_POST_LOGIN_VIEW": "/",
    "SECURITY_POST_LOGOUT_VIEW": "/login",
    "SECURITY_POST_RESET_VIEW": "/login",
    "SECURITY_POST_CHANGE_VIEW": "/",
    "SECURITY_RESET_ERROR_VIEW": "/reset",
    "SECURITY_LOGIN_USER_TEMPLATE": "accounts/login.html",
    "SECURITY_FORGOT_PASSWORD_TEMPLATE": "accounts/forgot.html",
    "SECURITY_RESET_PASSWORD_TEMPLATE": "accounts/reset.html",
    "SECURITY_CHANGE_PASSWORD_TEMPLATE": "accounts/change.html",
    "SECURITY_USE_REGISTER_V2": True,
    "SECURITY_FRESHNESS": timedelta(minutes=-1),
}


class Users(SQLAlchemyUserDatastore):  # type: ignore[misc]
    """People without Flask-Security's role model: our rights hang on members of a workspace."""

    def find_user(self, case_insensitive: bool = False, **named: Any) -> User | None:
        """Find a person by e-mail (kept in lower case) or by the id in their cookie."""
        if "email" in named:
            named["email"] = named["email"].lower()
        return db.session.scalar(select(User).filter_by(**named))

    def commit(self) -> None:
        """Commit as views do."""
        commit()


class OutboxMail(MailUtil):  # type: ignore[misc]
    """Puts Flask-Security's mails into the outbox; `flask work` renders the link when it sends them."""

    def send_mail(self, template: str, subject: str, recipient: str, sender: Any, body: Any, **more: Any) -> None:
        """Queue the mail for its person; the rendered body with its token is dropped on purpose."""
        mail.enqueue(template, recipient=recipient, subject_id=more["user"].id)


def init_app(app: Flask) -> None:
    """Set up sign-in and make sessions revocable rows."""
    for name, value in SETTINGS.items():
        app.config.setdefault(name, value)
    Security(app, Users(db, User, None), mail_util_cls=OutboxMail)
    app.login_manager.user_loader(load_user)  # type: ignore[attr-defined]
    app.before_request(limit)
    user_logged_in.connect(remember, app)
    user_logged_out.connect(forget, app)
    password_changed.connect(end_others, app)
    password_reset.connect(end_others, app)


def load_user(uniquifier: str) -> User | None:
    """Return the person behind a cookie if their session row still lives: one query for session and user."""
    found = Session.find(session.get(TOKEN, ""))
    if found is None or found.user.fs_uniquifier != uniquifier:
        return None
    set_request_attr("fs_authn_via", "session")
    set_request_attr("fs_paa", session.get("fs_paa", 0))
    g.session_row = found
    return found.user


def touch() -> None:
    """Note that a session is in use, at most every five minutes. Called after a page was answered."""
    found: Session | None = g.pop("session_row", None)
    if found is not None and found.is_stale():
        with writing():
            row = db.session.get(Session, found.id)
            if row is not None:
                row.seen_at = now()


def limit() -> None:
    """Count every try at a password or reset link, before anything else happens."""
    if request.method == "POST" and request.endpoint in LIMITED:
        attempt("sign-in", request.form.get("email", ""))
        commit()


def remember(_app: Flask, user: User, **_more: Any) -> None:
    """Begin a session row for a fresh sign-in, under a new random token."""
    session[TOKEN] = Session.start(user, request.headers.get("User-Agent", ""))
    if user.language:
        session["language"] = user.language


def forget(_app: Flask, user: User, **_more: Any) -> None:
    """Delete the session row on sign-out: a replayed cookie finds nothing."""
    db.session.query(Session).filter_by(token_hash=hash_token(session.pop(TOKEN, ""))).delete()
    commit()


def end_others(_app: Flask, user: User, **_more: Any) -> None:
    """End a person's other sessions once their password has changed."""
    Session.end_all(user, but=session.get(TOKEN))
