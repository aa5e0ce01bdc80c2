"""What a document consists of: plain, frozen dataclasses, made by `document.py` and shown by pages and files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from workspace.actions.board import Segments
from workspace.actions.words import NEEDS_DEADLINE, NEEDS_OWNER, Funding, Part, Priority, Status, WhyNot
from workspace.plans.models import PlanState


class Audience(StrEnum):
    """For whom a document is made. Whoever isn't named reads as the council does."""

    COUNCIL = "council"  # anybody with a share link: no proposals, no persons, nothing internal
    MEMBERS = "members"  # signed in: proposals and money too
    STAFF = "staff"  # may read what is internal: the responsible persons too


@dataclass(frozen=True, slots=True, kw_only=True)
class StepEntry:
    """One step of an action; the deadline as it was typed."""

    title: str
    deadline: str | None
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionEntry:
    """One action as an audience reads it. What it may not read stands at its default."""

    code: str
    title: str
    field: str
    theme: str
    priority: Priority
    owner: str
    part: Part
    towards: str | None
    start: str | None
    deadline: str | None
    due_on: date | None
    status: Status
    reason: str | None
    overdue: bool
    responsible: str = ""
    costs: Mapping[int, Decimal] | None = None
    funding: Funding | None = None
    funder: str | None = None
    changed_at: datetime | None = None
    purpose: str | None = None
    outcome: str | None = None
    groups: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    steps: tuple[StepEntry, ...] = ()
    indicators: tuple[Mapping[str, str], ...] = ()

    @property
    def lacks_owner(self) -> bool:
        """Say whether somebody still has to take the lead."""
        return not self.owner and self.status in NEEDS_OWNER

    @property
    def lacks_deadline(self) -> bool:
        """Say whether a deadline is still missing; a standing task needs none."""
        return self.due_on is None and self.status in NEEDS_DEADLINE


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclinedEntry:
    """One reasoned no: a principle left out on purpose, why, whose or by whom, until when."""

    principle: str
    field: str
    theme: str
    why: WhyNot
    who: str | None
    until: str | None
    decided_on: date | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureEntry:
    """One figure on the situation in a field: where the town starts from, not what the plan has achieved."""

    field: str
    what: str
    value: Decimal
    unit: str | None
    year: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPart:
    """A field of action with its actions and how far they are."""

    id: str
    number: str
    title: str
    actions: tuple[ActionEntry, ...]
    progress: Segments
    total: int
    done: int
    going_on: int
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A plan at one moment, for one audience. `answerable` maps a duty to the function that has it."""

    audience: Audience
    town: str
    title: str
    first_year: int
    last_year: int
    state: PlanState
    at: datetime
    vision: str | None
    answerable: Mapping[str, str]
    progress: Segments
    total: int
    done: int
    going_on: int
    overdue: int
    fields: tuple[FieldPart, ...]
    declined: tuple[DeclinedEntry, ...]
    figures: tuple[FigureEntry, ...] = ()

    @property
    def actions(self) -> tuple[ActionEntry, ...]:
        """Return every action, field by field."""
        return tuple(action for part in self.fields for action in part.actions)
