"""Standing: a page drawn once for each member and each state of their town.

Whatever a town shows changes only with an event, and every event moves the head of its history. So a page is kept under
the head's hash: what was drawn for a state holds for as long as that is the state, in every process and on both
databases, and nothing ever has to be thrown away by hand. What else a page may depend on is part of the key: the
member, their own reminders, whether drafts of theirs wait, what they have read, the town's day, the language, the
address, whether changes are announced. A message or an offer to undo is shown once, so then the page is drawn afresh.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache, wraps
from typing import Any

from flask import g, request, session
from flask.typing import ResponseReturnValue

from workspace.db import now
from workspace.i18n import language
from workspace.web import wants_fragment, with_own_token, without_token

KEPT = 256  # pages, of up to 150 kB each
View = Callable[..., ResponseReturnValue]


def standing(view: View) -> View:
    """Answer with the page as it was drawn for this state of the town; draw it if it hasn't been. Goes below the door.

    The view must be a GET that shows nothing but what the module names. Forms get the token of whoever reads them.
    """

    @wraps(view)
    def drawn_once(**address: Any) -> ResponseReturnValue:
        if says_something_once(session):
            return view(**address)
        town, member = g.workspace, g.member
        marks = (member.reminders, g.has_drafts, member.news_seen, *member.looked.items())
        state = (town.id, g.head.hash, town.today(), member.id, *marks)
        slot = _slot(view, state, language(), request.full_path, wants_fragment(), session.get("quiet"))
        if not slot:
            with without_token():
                answer = view(**address)
            slot.append(str(answer))
        return with_own_token(slot[0])

    return drawn_once


def says_something_once(cookie: Mapping[str, Any]) -> bool:
    """Say whether a message waits in the browser's session, or an offer that holds for a minute."""
    offers = (kept["until"] for kept in cookie.values() if isinstance(kept, dict) and "until" in kept)
    return "_flashes" in cookie or any(until > now().timestamp() for until in offers)


def forget() -> None:
    """Throw everything away: for tests that change the database behind the history's back."""
    _slot.cache_clear()


@lru_cache(maxsize=KEPT)
def _slot(*_key: Any) -> list[str]:
    """Return the place for a page: empty the first time it is asked for."""
    return []
