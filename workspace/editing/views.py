"""Earlier versions of any text: read beside what stands now, restored; and who wrote which sentence of it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import HiddenField, IntegerField
from wtforms.validators import AnyOf, InputRequired, Optional

from workspace.db import commit
from workspace.editing.looking_back import Look, look_back, wanted
from workspace.editing.past import Version, versions
from workspace.editing.telling import told_merged
from workspace.editing.versioned import OFFERED, Versioned, has_past, versioned
from workspace.forms import Form, VersionField
from workspace.members.access import door
from workspace.members.models import Member
from workspace.web import show

bp = Blueprint("editing", __name__)
bp.add_app_template_global(versioned)
bp.add_app_template_global(has_past)
bp.add_app_template_global(told_merged)


class RestoreForm(Form):
    """Which version is to stand again, and from which the page was drawn; `typed`: as it was before it was merged."""

    version = VersionField()
    number = IntegerField("number", [InputRequired()])
    typed = HiddenField(validators=[Optional(), AnyOf(["yes"])])


def offer(bp: Blueprint, what: Versioned, rule: str) -> None:
    """Give a field group the page of its versions and the way to restore one, each behind its own right."""
    OFFERED[what.model.NOUN, what.group] = what
    views: dict[str, tuple[str, Callable[..., ResponseReturnValue], str]] = {
        "GET": ("show", show_versions, what.seen),
        "POST": ("restore", restore, what.may),
    }
    for method, (verb, view, right) in views.items():
        guarded = door(may=right, of=what.of or what.model)(partial(found, view, what))
        bp.add_url_rule(rule, f"{verb}_{what.model.NOUN}_{what.group}", guarded, methods=[method])


def found(
    view: Callable[..., ResponseReturnValue], what: Versioned, member: Member, **thing: Any
) -> ResponseReturnValue:
    """Hand the thing on, whatever its noun is."""
    return view(what, thing.popitem()[1], member)


def show_versions(what: Versioned, thing: Any, member: Member) -> ResponseReturnValue:
    """Show every version of a field group's texts, and how it differs from what stands now."""
    return page(what, thing)


def restore(what: Versioned, thing: Any, member: Member) -> ResponseReturnValue:
    """Let an earlier version stand again: a new version, by whoever restores it, now."""
    form = RestoreForm()
    past = {one.number: one for one in told(what, thing)}
    stale = not form.validate() or form.version.data != thing.group_version(what.group)
    if stale or form.number.data not in past:
        return page(what, thing, trouble=True), 409
    done = thing.restore(wanted(past[form.number.data], typed=bool(form.typed.data)), by=member)
    commit()
    if done:
        flash(_("Restored. The version before is kept as well."), "success")
    else:
        flash(_("Nothing has changed: what you chose stands there already, or was removed."), "info")
    return redirect(what.back(thing), 303)


def told(what: Versioned, thing: Any) -> list[Version]:
    """Return the versions of a field group's texts, the newest first."""
    return versions(thing.workspace_id, thing.subject, what.texts)


def page(what: Versioned, thing: Any, *, trouble: bool = False) -> str:
    """Show the page."""
    look: Look = look_back(thing.workspace_id, what.model, told(what, thing))
    return show("editing/versions.html", nav=what.nav, what=what, thing=thing, look=look, trouble=trouble)
