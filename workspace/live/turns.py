"""Taking turns: pages that bring themselves up to date are answered one after another in each process.

Fifty of them hear of a change in the same moment. Answered all at once they hold each other up, so that every one is
as late as the last, and whoever saves meanwhile is too; one after another takes half the time.
"""

import threading
from typing import Any, Final

from flask import Blueprint, g

PATIENCE: Final = 2  # seconds; then a request goes on without its turn: something ahead of it hangs


def take_turns(bp: Blueprint) -> None:
    """Let the views of a blueprint take turns, from before anybody asks who it is. For what only reads and is quick."""
    turn = threading.Lock()

    @bp.url_value_preprocessor  # comes before everything that is done before a request
    def wait(*_address: Any) -> None:
        g.has_turn = turn.acquire(timeout=PATIENCE)

    @bp.teardown_request
    def end(_error: BaseException | None) -> None:
        if g.pop("has_turn", False):
            turn.release()
