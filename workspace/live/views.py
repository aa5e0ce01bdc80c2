"""The stream of what changes, and what of it is said aloud."""

from functools import partial

from flask import Blueprint, Response, abort, g, redirect, request, session
from flask.typing import ResponseReturnValue

from workspace.live.ear import Ear
from workspace.live.hub import Full, hub
from workspace.live.since import heard
from workspace.members.access import door, may, role_may
from workspace.members.models import Member
from workspace.web import local_path

bp = Blueprint("live", __name__, url_prefix="/w/<slug>/live")
AGAIN = 30  # seconds after which a page may ask for a stream again
STREAM = {"X-Accel-Buffering": "no", "Cache-Control": "no-store"}  # nginx holds an answer back until it is whole


@bp.get("")
@door(may="read")
def stream(member: Member) -> ResponseReturnValue:
    """Stream the names of what changes after `Last-Event-ID` (or `after`); 503 where this process has no more room."""
    here, sees = hub(), partial(role_may, member.role)  # not the member: that would be kept as long as the stream
    ear = Ear(member.workspace_id, member.id, g.session_id, member.role.value, sees, shown())
    try:
        here.join(ear)
    except Full:
        abort(503, response=Response(status=503, headers={"Retry-After": str(AGAIN)}))
    answer = Response(ear.stream(), mimetype="text/event-stream", headers=STREAM)
    answer.call_on_close(partial(here.leave, ear))
    return answer


@bp.get("/heard")
@door(may="read")
def hear(member: Member) -> ResponseReturnValue:
    """Say what others have done since `after`, as one sentence for the live region."""
    told = heard(member.workspace_id, shown(), may=partial(may, member), but=member.pseudonym)
    return Response(told, mimetype="text/plain") if told else Response(status=204)


@bp.post("/quiet")
@door(may="read")
def set_quiet(member: Member) -> ResponseReturnValue:
    """Switch the announcements off in this browser, or on again."""
    session["quiet"] = request.form.get("quiet") == "1"
    return redirect(local_path(request.form.get("next"), f"/w/{g.workspace.slug}/"), 303)


def shown() -> int:
    """Return the newest event the page has shown; what makes no sense means the newest there is."""
    said = request.headers.get("Last-Event-ID") or request.args.get("after", "")
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 12 else g.head.seq
    return min(number, int(g.head.seq))
