"""The kinds of things a reader can narrow the history to."""

from collections.abc import Callable
from typing import Self

from workspace.history.fields import RIGHTS
from workspace.i18n import Word
from workspace.i18n import lazy as _l


class Thing(Word):
    """A kind of thing, as the filter of the town's history names it."""

    ACTIONS = "actions", _l("Actions and steps")
    PLANS = "plans", _l("Plans and reasoned noes")
    ASSESSMENTS = "assessments", _l("Assessments")
    NOTES = "notes", _l("Notes and examples")
    UNITS = "units", _l("Departments and partners")
    ACCESS = "access", _l("Access and share links")

    @property
    def nouns(self) -> tuple[str, ...]:
        """Return the nouns that belong to it."""
        return NOUNS[self]

    @classmethod
    def read(cls, value: str | None) -> Self | None:
        """Read it from an address; what makes no sense means everything."""
        return cls._value2member_map_.get(value)  # type: ignore[return-value]

    @classmethod
    def seen(cls, may: Callable[[str], bool]) -> list[Self]:
        """Return the kinds of which this reader sees anything."""
        return [one for one in cls if any(noun not in RIGHTS or may(RIGHTS[noun]) for noun in one.nouns)]


NOUNS = {
    Thing.ACTIONS: ("action", "step", "comment"),
    Thing.PLANS: ("plan", "situation", "principle", "workspace", "history"),
    Thing.ASSESSMENTS: ("assessment", "assessment_group", "agreement"),
    Thing.NOTES: ("note",),
    Thing.UNITS: ("unit",),
    Thing.ACCESS: ("member", "invitation", "share_link"),
}
