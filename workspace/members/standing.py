"""Standing: a part of a page, drawn once for each member and each state of their town.

Whatever a town shows changes only with an event, and every event moves the head of its history. So a part is kept
under the head's hash: what was drawn for a state holds for as long as that is the state, in every process and on both
databases, and nothing ever has to be thrown away by hand. The town's day and the reader's language are part of the key.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

from flask import g
from markupsafe import Markup

from workspace.i18n import language
from workspace.web import with_own_token, without_token

KEPT = 256  # parts, of up to 100 kB each


def standing(*what: Hashable, draw: Callable[[], Markup]) -> Markup:
    """Return the part that `what` names, drawn unless it has been since the last change.

    `draw` may use nothing but what changes with an event, the member's rights, and `what`: no reminder, no message.
    Forms in it get the token of whoever reads it.
    """
    town, member = g.workspace, g.member
    slot = _slot(town.id, g.head.hash, member.id, town.today(), language(), *what)
    if not slot:
        with without_token():
            slot.append(draw())
    return with_own_token(slot[0])


def forget() -> None:
    """Throw everything away: for tests that change the database behind the history's back."""
    _slot.cache_clear()


@lru_cache(maxsize=KEPT)
def _slot(*_key: Any) -> list[Markup]:
    """Return the place for a part: empty the first time it is asked for."""
    return []
