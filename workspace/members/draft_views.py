"""A person's drafts in a town: kept while they type, read when they come back. Only ever their own."""

from typing import Any

from flask import Blueprint, abort, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.db import commit, now
from workspace.editing.drafts import Draft
from workspace.i18n import local_day, moment, time
from workspace.members.access import door
from workspace.members.draft_forms import DraftForm, DroppedForm
from workspace.members.models import Member
from workspace.web import local_path, nearest_page

bp = Blueprint("drafts", __name__, url_prefix="/w/<slug>/drafts")


@bp.get("")
@door(may="read")
def list_drafts(member: Member) -> ResponseReturnValue:
    """Answer with one's own drafts, for scripts: where they belong; with `address` or `key`, what that one says."""
    if not {"address", "key"} & set(request.args):
        return {"person": str(member.user_id), "drafts": [shown(draft) for draft in Draft.all_of(member)]}
    key = request.args.get("key")
    draft = Draft.called(key, by=member) if key else Draft.find(request.args.get("address", ""), by=member)
    if draft is None:
        abort(404)
    return shown(draft) | {"fields": draft.fields, "version": draft.drawn_from}


@bp.post("")
@door(may="read")
def keep_draft(member: Member) -> ResponseReturnValue:
    """Keep what is being typed into a form."""
    form = DraftForm()
    if not form.validate():
        abort(413 if form.is_too_long() else 400)
    key, turn = form.key.data or "", form.turn.data or 0
    draft = Draft.keep(form.address.data or "", form.pairs, by=member, key=key, turn=turn)
    Draft.forget_named(member, form.over.data or "")
    commit()
    return shown(draft)


@bp.post("/removal")
@door(may="read")
def remove_draft(member: Member) -> ResponseReturnValue:
    """Throw drafts of one's own away."""
    form = DroppedForm()
    if not form.validate() or not (form.names.data or form.address.data):
        abort(400)
    Draft.forget_named(member, form.names.data or "")
    if form.address.data:
        Draft.forget(member, form.address.data)
    commit()
    return redirect(local_path(form.back.data), 303) if form.back.data else ("", 204)


def shown(draft: Draft) -> dict[str, Any]:
    """Return where a draft belongs, and since when it is kept, as its writer reads it."""
    today = local_day(draft.at) == local_day(now())
    when = _("today at %(time)s", time=time(draft.at)) if today else moment(draft.at)
    page = url_for("unsaved.show_texts", slug=g.workspace.slug, _anchor=f"draft-{draft.id}")
    place = {"address": draft.address, "place": nearest_page(draft.address), "page": page}
    return place | {"key": draft.key, "turn": draft.turn, "when": when, "time": time(draft.at)}
