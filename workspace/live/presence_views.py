"""Who else is here: a page gives a sign of life, and is told who else does."""

import re
from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app, g, request
from flask.sansio.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel.speaklater import LazyString
from flask_login import current_user, user_logged_out

from workspace.accounts.models import Session
from workspace.actions.groups import GROUPS
from workspace.db import commit, writing
from workspace.i18n import lazy as _l
from workspace.live.models import Presence, Tab
from workspace.members.access import door
from workspace.members.models import Member
from workspace.members.words import UnitKind
from workspace.web import show

bp = Blueprint("presence", __name__, url_prefix="/w/<slug>/presence")
PLACE = re.compile(r"(action-M-\d{3,9}|plan-\d{1,9})")
STEP = re.compile(r"step-\d{1,10}")
OFFICES = {UnitKind.DEPARTMENT, UnitKind.DISTRICT, UnitKind.AGENCY}
PARTS = 100  # of a page that somebody may be changing at once; what is sent beyond them nobody is told
TAB = re.compile(r"[a-z0-9-]{8,40}")


@bp.post("")
@door(may="read_internal")
def be_here(member: Member) -> ResponseReturnValue:
    """Note that the page is open and what of it has unsaved text; answer with who else is there."""
    if not g.workspace.presence:
        return Response(status=204)
    place, tab = asked()
    Presence.note(member, tab, place, [*filter(titled, request.form.getlist("typing")[:PARTS])])
    commit()
    browsers = {signed_in(one.id, "").browser for one in Session.of(current_user)}
    others = Presence.others(member, place, tab, browsers)
    told = [(one, dict.fromkeys(str(titled(name)) for name in one.typing)) for one in others]
    return show("live/_here.html", others=told, offices=OFFICES)


@bp.record_once
def end_with_the_session(state: BlueprintSetupState) -> None:
    """Let a sign-out end a browser's presence: the last word of its pages comes after it, and is nobody's."""
    user_logged_out.connect(signed_out, state.app)


def signed_out(_app: Flask, **_more: Any) -> None:
    """Forget the pages of the browser that is being signed out."""
    if "session_id" in g:
        with writing():  # the sign-out itself may be written already
            Presence.end_all(signed_in(g.session_id, "").browser)


@bp.post("/end")
@door(may="read_internal")
def leave(member: Member) -> ResponseReturnValue:
    """Forget the page: it was closed."""
    _place, tab = asked()
    Presence.end(member, tab)
    commit()
    return Response(status=204)


def titled(name: str) -> LazyString | None:
    """Return what a part of an action's page is called: a field group, a step, or the form that adds one."""
    if name == "steps" or STEP.fullmatch(name):
        return _l("Steps")
    return GROUPS[name].title if name in GROUPS else None


def asked() -> tuple[str, Tab]:
    """Return which page of which browser it is about; what no page of ours sends is refused (400)."""
    place, tab = request.form.get("place", ""), request.form.get("tab", "")
    if not (PLACE.fullmatch(place) and TAB.fullmatch(tab)):
        abort(400)
    return place, signed_in(g.session_id, tab)


def signed_in(session_id: int, tab: str) -> Tab:
    """Return a tab of the browser a session is of."""
    return Tab.of(session_id, current_app.config["LINK_KEY"], tab)
