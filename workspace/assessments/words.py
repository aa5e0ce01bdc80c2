"""The closed words of an assessment: how far the town is, and what else one can answer."""

from typing import Final

from workspace.i18n import Word
from workspace.i18n import lazy as _l


class Level(Word):
    """An answer: how far the town is with a theme or principle (0 to 4), or why that can't be said."""

    NOT_YET = "0", _l("Not yet")
    FIRST_STEPS = "1", _l("First steps made")
    PARTLY = "2", _l("Partly")
    LARGELY = "3", _l("Largely")
    FULLY = "4", _l("Fully")
    NOT_OURS = "not_ours", _l("Not our competence")
    UNKNOWN = "unknown", _l("Don’t know")

    @property
    def number(self) -> int | None:
        """Return 0 to 4; None for answers that aren't a level and never count as one."""
        return int(self.value) if self.value.isdigit() else None


WEIGHTS: Final = ((1, _l("a little")), (2, _l("important")), (3, _l("very important")))
