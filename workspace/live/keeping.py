"""Keeping an answer: fifty people who look at the same plan are shown the same change, so it is drawn once."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final

from markupsafe import Markup

from workspace.web import with_own_token, without_token

MOST: Final = 128  # answers, of some kilobytes each


class Keeping:
    """The latest answers by what they depend on. The key must name all of it: the newest event, the reader's kind."""

    def __init__(self, most: int = MOST) -> None:
        """Begin empty."""
        self.most, self.kept, self.lock = most, OrderedDict[Hashable, Markup](), threading.Lock()

    def get(self, key: Hashable, draw: Callable[[], str]) -> Markup:
        """Return what is kept, else draw and keep it; forms in it carry the reader's own token."""
        with self.lock:
            found = self.kept.get(key)
        if found is None:
            with without_token():
                found = Markup(draw())  # noqa: S704 (drawn by a template)
            with self.lock:
                self.kept[key] = found
                while len(self.kept) > self.most:
                    self.kept.popitem(last=False)
        return with_own_token(found)
