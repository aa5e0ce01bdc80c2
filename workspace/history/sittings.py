"""Sittings: a group that goes through the plan together. What it decides carries the sitting's mark as its batch."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

MARK = re.compile(r"sitting-([0-9]{1,9})-([0-9]{8}-[0-9]{1,9}-[0-9]{1,3})")


@dataclass(frozen=True, slots=True)
class Sitting:
    """One sitting on a plan: its day, whose screen it began on, and which of theirs that day.

    It has no row: it begins with its first decision, and whoever knows its key goes on with it.
    """

    plan: int
    day: date
    member: int
    number: int

    @property
    def key(self) -> str:
        """Return how addresses name it."""
        return f"{self.day:%Y%m%d}-{self.member}-{self.number}"

    @property
    def batch(self) -> str:
        """Return the mark that its events carry."""
        return f"sitting-{self.plan}-{self.key}"

    @classmethod
    def read(cls, plan: int, key: str) -> Self | None:
        """Read a sitting from an address; None where it makes no sense."""
        return cls.of(f"sitting-{plan}-{key}")

    @classmethod
    def of(cls, batch: str | None) -> Self | None:
        """Return the sitting whose mark an event carries, if it is one's."""
        found = MARK.fullmatch(batch or "")
        if found is None:
            return None
        day, member, number = found[2].split("-")
        try:
            return cls(int(found[1]), date.fromisoformat(day), int(member), int(number))
        except ValueError:
            return None
