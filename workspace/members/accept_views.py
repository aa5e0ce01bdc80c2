"""Accepting an invitation. Opening the link changes nothing, since mail filters open links; only the button does."""

from typing import NoReturn

from flask import Blueprint, abort, flash, make_response, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import hash_password, login_user

from workspace.accounts.limiter import attempt
from workspace.accounts.models import User
from workspace.db import commit
from workspace.members.access import public, signed_in
from workspace.members.forms import AcceptForm
from workspace.members.invitations import Invitation
from workspace.members.models import Unit, Workspace
from workspace.web import show

bp = Blueprint("accepting", __name__, url_prefix="/invitations")
WHY = "whoever holds the link"


@bp.get("/<token>")
@public(WHY)
def show_invitation(token: str) -> ResponseReturnValue:
    """Show what one is invited to."""
    invitation = Invitation.find(token) or gone()
    return page(invitation, token, AcceptForm(data={"name": invitation.name}))


@bp.post("/<token>")
@public(WHY)
def accept(token: str) -> ResponseReturnValue:
    """Accept as somebody new: make the account, sign in, and enter the town."""
    attempt("invitation")
    invitation, form = Invitation.find(token) or gone(), AcceptForm()
    if situation(invitation) != "new":
        return page(invitation, token, form), 409
    if not form.good_for(invitation.email):
        return page(invitation, token, form), 422
    password = hash_password(form.password.data)  # ends the transaction; what follows begins afresh, under the lock
    invitation = reserve(token)
    return enter(invitation, User.create(email=invitation.email, name=form.name.data, password=password))


@bp.post("/<token>/joining")
@public(WHY)
def join(token: str) -> ResponseReturnValue:
    """Accept with the account one has: only signed in under the address that was invited."""
    attempt("invitation")
    invitation = reserve(token)
    person = signed_in()
    if person is None or situation(invitation) != "mine":
        return page(invitation, token, AcceptForm()), 409
    return enter(invitation, person)


def reserve(token: str) -> Invitation:
    """Lock the town and look again: of two who use a link at the same time, one finds it gone."""
    found = Invitation.find(token) or gone()
    Workspace.lock(found.workspace_id)
    return Invitation.find(token) or gone()


def enter(invitation: Invitation, person: User) -> ResponseReturnValue:
    """Use the link up, sign the person in, and lead them into the town."""
    town = Workspace.lock(invitation.workspace_id)
    unit = Unit.at(town.id, unit=invitation.unit_id) if invitation.unit_id else None
    invitation.accept(town, person, unit)
    if signed_in() != person:
        login_user(person, authn_via=["invitation"])
    commit()
    flash(_("Welcome to %(town)s.", town=town.name), "success")
    return redirect(f"/w/{town.slug}/", 303)


def situation(invitation: Invitation) -> str:
    """Say who stands at the door: `mine` (signed in as the invited one), `other`, `known` (has an account) or `new`."""
    person = signed_in()
    if person is not None:
        return "mine" if person.email == invitation.email else "other"
    return "known" if User.known_as(invitation.email) else "new"


def page(invitation: Invitation, token: str, form: AcceptForm) -> str:
    """Draw the invitation for whoever stands at the door."""
    town = Workspace.by_id(invitation.workspace_id)
    unit = Unit.at(town.id, unit=invitation.unit_id) if invitation.unit_id else None
    context = {"town": town, "unit": unit, "token": token, "form": form, "situation": situation(invitation)}
    return show("members/accept.html", invitation=invitation, **context)


def gone() -> NoReturn:
    """Answer a link that is used, expired, withdrawn or made up: the same page for all of them."""
    abort(make_response(show("members/gone.html"), 404))
