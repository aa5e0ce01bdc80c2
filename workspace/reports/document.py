"""A plan as a plain document for an audience: the one place that decides who may read what of a plan.

Pure: rows in, frozen dataclasses out. The council's page, its print and the Excel file show nothing but this.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from workspace.actions.board import Segments, progress
from workspace.actions.declined import Declined
from workspace.actions.models import Action
from workspace.actions.words import Funding, Part, Priority, Status, WhyNot
from workspace.guidance import Toolbox
from workspace.guidance.models import Field
from workspace.members.directory import Directory
from workspace.plans.models import Plan, PlanState


class Audience(StrEnum):
    """For whom a document is made. Whoever isn't named reads as the council does."""

    COUNCIL = "council"  # anybody with a share link: no proposals, no persons, nothing internal
    MEMBERS = "members"  # signed in: proposals and money too
    STAFF = "staff"  # may read what is internal: the responsible persons too


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


COUNCIL_READS: Final = frozenset(
    "code title field theme priority owner part towards start deadline due_on status reason overdue".split()
)
MEMBERS_READ: Final = COUNCIL_READS | {"costs", "funding", "funder", "changed_at"}
READS: Final = {
    Audience.COUNCIL: COUNCIL_READS,
    Audience.MEMBERS: MEMBERS_READ,
    Audience.STAFF: MEMBERS_READ | {"responsible"},
}


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
class FieldPart:
    """A field of action with its actions and how far they are."""

    id: str
    number: str
    title: str
    actions: tuple[ActionEntry, ...]
    progress: Segments
    total: int
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
    overdue: int
    fields: tuple[FieldPart, ...]
    declined: tuple[DeclinedEntry, ...]

    @property
    def actions(self) -> tuple[ActionEntry, ...]:
        """Return every action, field by field."""
        return tuple(action for part in self.fields for action in part.actions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a document is made of, as it was read: see `material.py`."""

    town: str
    plan: Plan
    actions: Sequence[Action]
    declined: Sequence[Declined]
    directory: Directory
    toolbox: Toolbox
    today: date
    at: datetime


def document(material: Material, audience: Audience) -> Document:
    """Return the plan as the audience may read it, fields and themes in the toolbox's order."""
    plan = material.plan
    actions = [action for action in material.actions if is_meant_for(action, audience)]
    return Document(
        audience=audience,
        town=material.town,
        title=plan.title,
        first_year=plan.first_year,
        last_year=plan.last_year,
        state=plan.state,
        at=material.at,
        vision=plan.vision,
        answerable=answerable(plan),
        **sums(actions, material.today),
        fields=tuple(field_parts(actions, material, audience)),
        declined=tuple(declined_entries(material)),
    )


def is_meant_for(action: Action, audience: Audience) -> bool:
    """Say whether an audience may know of an action. No council sees a proposal, and no document one turned down."""
    if action.status is not Status.PROPOSED:
        return True
    return action.turned_down_at is None and audience in {Audience.MEMBERS, Audience.STAFF}


def answerable(plan: Plan) -> dict[str, str]:
    """Return who answers for what, by function, as far as it is said."""
    duties = ("responsible", "coordination", "reviewer", "steering_group")
    return {duty: getattr(plan, duty) for duty in duties if getattr(plan, duty)}


def sums(actions: Iterable[Action], today: date) -> dict[str, Any]:
    """Return the figures of some actions; proposals don't count."""
    counted = [action for action in actions if action.status is not Status.PROPOSED]
    return {
        "progress": progress(counted),
        "total": len(counted),
        "done": sum(action.status is Status.DONE for action in counted),
        "overdue": sum(action.is_overdue(today) for action in counted),
    }


def field_parts(actions: Sequence[Action], material: Material, audience: Audience) -> Iterable[FieldPart]:
    """Put the actions under their fields; fields without any are left out."""
    places = {theme.id: place for place, theme in enumerate(material.toolbox.themes)}
    for field in material.toolbox.fields:
        own = [action for action in actions if action.field_id == field.id]
        own.sort(key=lambda action: (places.get(action.theme_id or "", len(places)), action.id))
        if own:
            entries = tuple(entry(action, field, material, audience) for action in own)
            counted = sums(own, material.today)
            del counted["done"]
            yield FieldPart(id=field.id, number=field.number, title=field.title, actions=entries, **counted)


def entry(action: Action, field: Field, material: Material, audience: Audience) -> ActionEntry:
    """Return an action with what the audience may read, and nothing else."""
    themes = {theme.id: theme.title for theme in field.themes}
    whole = {
        "code": action.code,
        "title": action.title,
        "field": field.title,
        "theme": themes.get(action.theme_id or "", ""),
        "priority": action.priority,
        "owner": material.directory.unit(action.owner_id),
        "part": action.part,
        "towards": action.part_towards,
        "start": action.start_text,
        "deadline": action.deadline_text,
        "due_on": action.due_on,
        "status": action.status,
        "reason": action.status_reason,
        "overdue": action.is_overdue(material.today),
        "responsible": material.directory.person(action.responsible_id),
        "costs": yearly(action.costs),
        "funding": action.funding,
        "funder": action.funder,
        "changed_at": action.changed_at,
    }
    return ActionEntry(**{name: value for name, value in whole.items() if name in READS[audience]})


def yearly(costs: Iterable[Mapping[str, Any]] | None) -> dict[int, Decimal]:
    """Return what an action costs per budget year, one-off and running together."""
    years: dict[int, Decimal] = {}
    for line in costs or ():
        amount = Decimal(str(line.get("once") or 0)) + Decimal(str(line.get("running") or 0))
        years[int(line["year"])] = years.get(int(line["year"]), Decimal(0)) + amount
    return years


def declined_entries(material: Material) -> Iterable[DeclinedEntry]:
    """Return the reasoned noes in the toolbox's order."""
    standing = {declined.principle_id: declined for declined in material.declined}
    for principle in material.toolbox.principles:
        if declined := standing.get(principle.id):
            yield DeclinedEntry(
                principle=principle.title,
                field=principle.field.title,
                theme=principle.theme.title,
                why=declined.why,
                who=declined.who,
                until=declined.until_text,
                decided_on=declined.decided_on,
                note=declined.note,
            )
