"""What can be read off an action: its facts, and what follows from them. Of a whole action or of a line in a list."""

from dataclasses import dataclass
from datetime import date, datetime

from workspace.actions.words import NEEDS_DEADLINE, NEEDS_OWNER, RUNNING, Part, Participation, Priority, Status


class Facts:
    """The facts of an action that lists show and filters ask for."""

    __slots__ = ()

    id: int
    code: str
    field_id: str
    theme_id: str | None
    title: str
    owner_id: int | None
    responsible_id: int | None
    deadline_text: str | None
    due_on: date | None
    status: Status
    status_reason: str | None
    priority: Priority
    part: Part
    funding_ends_on: date | None
    principle_ids: list[str]
    target_groups: list[str]
    participation: Participation | None
    changed_at: datetime

    @property
    def subject(self) -> str:
        """Return its name in the history and the page."""
        return f"action-{self.code}"

    def is_overdue(self, today: date) -> bool:
        """Say whether its last day has passed while it still runs; the town's day is handed in, never looked up."""
        return self.due_on is not None and self.due_on < today and self.status in RUNNING

    @property
    def withheld(self) -> frozenset[str]:
        """Return the rights its lead unit doesn't have yet: a proposal's status is decided by accepting it."""
        return frozenset({"set_status"}) if self.status is Status.PROPOSED else frozenset()

    @property
    def lacks_owner(self) -> bool:
        """Say whether somebody still has to take the lead."""
        return self.owner_id is None and self.status in NEEDS_OWNER

    @property
    def lacks_deadline(self) -> bool:
        """Say whether a deadline is still missing; a standing task needs none."""
        return self.due_on is None and self.status in NEEDS_DEADLINE


@dataclass(slots=True)
class Line(Facts):
    """An action as a line of a list: a plain value, many times quicker to load than the whole action.

    What it reaches (`Reach`) isn't read for every list: a plan has hundreds of such values, kept as JSON.
    """

    id: int
    code: str
    field_id: str
    theme_id: str | None
    title: str
    owner_id: int | None
    responsible_id: int | None
    deadline_text: str | None
    due_on: date | None
    status: Status
    status_reason: str | None
    priority: Priority
    part: Part
    funding_ends_on: date | None
    changed_at: datetime


@dataclass(slots=True)
class Reach(Line):
    """A line that also says what an action serves, whom it is for and who takes part: lists that ask for that."""

    principle_ids: list[str]
    target_groups: list[str]
    participation: Participation | None
