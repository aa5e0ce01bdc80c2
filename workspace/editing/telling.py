"""Telling: what the next page says of a save: when it was, and whether it took in what somebody else had saved."""

from flask import Flask, Response, flash, request, session
from flask_babel import gettext as _

from workspace.db import now
from workspace.editing.models import Editable
from workspace.i18n import time
from workspace.web import wants_fragment

SAVES = ("/w/", "/account/")  # where forms save something, rather than sign in or choose a language


def init_app(app: Flask) -> None:
    """Say after every save that leads to another page when it was saved; where a view says more, that is enough."""
    app.after_request(tell_saved)


def tell_saved(answer: Response) -> Response:
    """Leave a message for the next page, unless one waits or the page says it by itself (`?saved=`)."""
    says_it = "_flashes" in session or "saved=" in (answer.location or "")
    if request.method == "POST" and answer.status_code == 303 and request.path.startswith(SAVES) and not says_it:
        flash(saved_now(), "success")
    return answer


def saved_now() -> str:
    """Return the sentence: saved, and when."""
    return _("Saved %(time)s", time=time(now()))


def tell_merged(thing: Editable) -> None:
    """Say on the next page that others' changes are part of what was just saved; nothing where there were none.

    A fragment says it itself.
    """
    if thing.merged_with and not wants_fragment():
        flash(saved_now(), "success")
        flash(_("What others have saved here meanwhile is part of it. The history shows both."), "info")
