"""Coming back: a save met by an ended session signs in and saves in one go.

The page or fragment that refuses such a save (401) carries what was typed and asks for address and password beside it.
Both are then sent to the same address as before: here they are taken out, the person is signed in, and the save goes
its usual way through door, form and view. Nothing is saved under a name its writer doesn't know of.
"""

from flask import Flask, g, request, session
from flask_login import current_user
from flask_security import login_user
from flask_security.utils import get_message
from werkzeug.datastructures import ImmutableMultiDict

from workspace.accounts import limiter
from workspace.accounts.forms import LoginForm
from workspace.accounts.models import User
from workspace.db import SAFE_METHODS, db

AGAIN = "again-"  # no form of ours has fields whose names begin like this
EMAIL, PASSWORD, FOR = f"{AGAIN}email", f"{AGAIN}password", f"{AGAIN}person"


class NotSignedIn(Exception):
    """Address and password beside a save didn't fit. Answered 401 by `errors`, with what was typed and why."""


class SomebodyElse(Exception):
    """Somebody is signed in, but perhaps not whoever typed this. Answered 403 by `errors`, asking once more."""


def init_app(app: Flask) -> None:
    """Stand behind the checks for forged requests: what comes here was sent by a page of ours."""
    app.before_request(come_back)


def come_back() -> None:
    """Sign in with what stands beside a save; raises NotSignedIn, SomebodyElse, TooMany."""
    if request.method in SAFE_METHODS or PASSWORD not in request.form:
        return
    address, password = request.form.get(EMAIL, ""), request.form[PASSWORD]
    save = [(name, text) for name, text in request.form.items(multi=True) if not name.startswith(AGAIN)]
    made_for, before = request.form.get(FOR) or None, session.get("_user_id")
    if current_user.is_authenticated:  # meanwhile, in another window
        request.form = ImmutableMultiDict(save)
        if current_user.email != address.strip().lower() or made_for not in {None, str(current_user.id)}:
            raise SomebodyElse
        return
    limiter.attempt("sign-in", address)
    person = sign_in(address, password)
    request.form = ImmutableMultiDict(save)
    if not (made_for == str(person.id) if made_for else before == person.fs_uniquifier):
        raise SomebodyElse


def whose_session(made_for: str | None = None) -> User | None:
    """Return whose session has ended in this browser without a sign-out: their address is filled in for them.

    None if it isn't the person a page was made for (their id), where that is known.
    """
    before = session.get("_user_id")
    person = User.found_by(before) if before and not current_user.is_authenticated else None
    return person if person and made_for in {None, str(person.id)} else None


def sign_in(address: str, password: str) -> User:
    """Sign a person in through the form of the sign-in page."""
    whole = request.form
    request.form = ImmutableMultiDict({"email": address, "password": password})  # what the form looks at
    form = LoginForm()
    good = form.validate()
    g.pop("form")
    request.form = whole
    if not good:
        raise NotSignedIn(get_message("GENERIC_AUTHN_FAILED")[0])
    person: User = form.user  # type: ignore[assignment]
    login_user(person, authn_via=["password"])
    db.session.commit()  # a transaction before the request's own: the save is still to come
    return person
