"""Telling: what the next page says of a save: when it was, and what of others it took in, to look at or to undo."""

from typing import Any

from flask import Flask, Response, flash, g, request, session
from flask_babel import gettext as _

from workspace.db import now
from workspace.editing.models import Editable
from workspace.editing.versioned import versioned
from workspace.i18n import time
from workspace.web import wants_fragment

SAVES = ("/w/", "/account/")  # where forms save something, rather than sign in or choose a language


def init_app(app: Flask) -> None:
    """Say after every save that leads to another page when it was saved; where a view says more, that is enough."""
    app.after_request(tell_saved)


def tell_saved(answer: Response) -> Response:
    """Leave a message for the next page, unless one waits or the page says it by itself (`?saved=`)."""
    on = answer.location or answer.headers.get("HX-Redirect", "")
    says_it = "saved=" in on or any(kind != "merged" for kind, _said in session.get("_flashes", ()))
    is_saved = "head" not in g or g.get("only_reads")  # a form may only lead on to another
    if request.method == "POST" and on and request.path.startswith(SAVES) and is_saved and not says_it:
        flash(saved_now(), "success")
    return answer


def saved_now() -> str:
    """Return the sentence: saved, and when."""
    return _("Saved %(time)s", time=time(now()))


def tell_merged(thing: Editable, part: str, *, on_a_page: bool = False) -> None:
    """Say on the next page that others' changes are part of what was just saved; nothing where there were none.

    A fragment says it itself; `on_a_page` says that even htmx is led on to a page.
    """
    if thing.merged_with and (on_a_page or not wants_fragment()):
        flash(told_merged(thing, part), "merged")  # type: ignore[arg-type]  # a message may be a value, not only a text


def told_merged(thing: Editable, part: str) -> dict[str, Any]:
    """Return what a merged save has to say: where to look, and which version keeps what was typed, if any.

    Without a page of versions, the history shows what came in.
    """
    past = versioned(thing, part)
    url = past.url(thing) if past else f"/w/{g.workspace.slug}/history"
    return {"url": url, "number": thing.merged_at if past else None, "version": thing.group_version(part)}
