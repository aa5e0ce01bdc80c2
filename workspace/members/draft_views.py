"""A person's drafts in a town: kept while they type, read when they come back. Only ever their own."""

from typing import Any

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.db import commit, now
from workspace.editing.drafts import Draft
from workspace.i18n import local_day, moment, time
from workspace.members.access import door
from workspace.members.draft_forms import DraftForm, PlaceForm
from workspace.members.models import Member

bp = Blueprint("drafts", __name__, url_prefix="/w/<slug>/drafts")


@bp.get("")
@door(may="read")
def list_drafts(member: Member) -> ResponseReturnValue:
    """Answer with one's own drafts, for scripts: where they belong; with `address`, what that one says."""
    if "address" not in request.args:
        return {"drafts": [shown(draft) for draft in Draft.all_of(member)]}
    draft = Draft.find(request.args["address"], by=member) or abort(404)
    return shown(draft) | {"fields": draft.fields, "version": draft.drawn_from}


@bp.post("")
@door(may="read")
def keep_draft(member: Member) -> ResponseReturnValue:
    """Keep what is being typed into a form."""
    form = DraftForm()
    if not form.validate():
        abort(413 if form.is_too_long() else 400)
    draft = Draft.keep(form.address.data or "", form.pairs, by=member)
    commit()
    return shown(draft)


@bp.post("/removal")
@door(may="read")
def remove_draft(member: Member) -> ResponseReturnValue:
    """Throw a draft of one's own away."""
    form = PlaceForm()
    if not form.validate():
        abort(400)
    Draft.forget(member, form.address.data)
    commit()
    return "", 204


def shown(draft: Draft) -> dict[str, Any]:
    """Return where a draft belongs, and since when it is kept, as its writer reads it."""
    today = local_day(draft.at) == local_day(now())
    when = _("today at %(time)s", time=time(draft.at)) if today else moment(draft.at)
    return {"address": draft.address, "when": when, "time": time(draft.at)}
