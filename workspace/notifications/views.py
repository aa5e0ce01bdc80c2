"""Two pages for whoever watches over an installation: does the process live, and is everything ready?"""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from workspace.members.access import public
from workspace.notifications.health import troubles

PLAIN = {"Content-Type": "text/plain; charset=utf-8"}
bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public("says that the process lives, and nothing else")
def healthz() -> ResponseReturnValue:
    """Answer as long as the process lives."""
    return "ok\n", 200, PLAIN


@bp.get("/readyz")
@public("names what isn't ready, without any detail")
def readyz() -> ResponseReturnValue:
    """Answer 200 if everything is ready, else 503 with the names of what isn't."""
    wrong = troubles()
    return "\n".join(wrong or ["ready"]) + "\n", 503 if wrong else 200, PLAIN
