"""A person's own account: their name, the browsers they are signed in from."""

from flask import Blueprint, abort, flash, g, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.accounts import browsers
from workspace.accounts.forms import NameForm
from workspace.accounts.models import Session, User
from workspace.db import commit, db
from workspace.members.access import personal
from workspace.members.models import Member
from workspace.web import show

bp = Blueprint("account", __name__, url_prefix="/account")


@bp.get("")
@personal
def show_account(person: User) -> ResponseReturnValue:
    """Show the account."""
    return account(person, NameForm(obj=person))


@bp.post("/name")
@personal
def set_name(person: User) -> ResponseReturnValue:
    """Change one's own name."""
    form = NameForm()
    if not form.validate():
        return account(person, form), 422
    rename(person, form.name.data)
    commit()
    return redirect("/account", 303)


@bp.post("/sessions/<int(max=2147483647):number>/end")
@personal
def end_session(person: User, number: int) -> ResponseReturnValue:
    """Sign one of one's own browsers out; anybody else's isn't found."""
    found = next((row for row in Session.of(person) if row.id == number), None) or abort(404)
    db.session.delete(found)
    commit()
    flash(_("That browser is signed out."), "success")
    return redirect("/account", 303)


@bp.post("/sessions/end")
@personal
def end_other_sessions(person: User) -> ResponseReturnValue:
    """Sign out everywhere but here."""
    for row in Session.of(person):
        if row.id != g.session_id:
            db.session.delete(row)
    commit()
    flash(_("You are signed out everywhere but here."), "success")
    return redirect("/account", 303)


def rename(person: User, name: str) -> None:
    """Give a person another name, and tell every town that knows them: its pages are kept by its history."""
    if name == person.name:
        return
    for place in Member.everywhere(person):
        place.record("renamed", by=place)
    person.name = name


def account(person: User, form: NameForm) -> str:
    """Draw the page of the account."""
    context = {"sessions": Session.of(person), "here": g.session_id, "name": browsers.name}
    return show("accounts/account.html", person=person, form=form, places=Member.places_of(person), **context)
