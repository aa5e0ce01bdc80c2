"""A plan as a plain document for an audience: the one place that decides who may read what of a plan.

Pure: rows in, frozen dataclasses out. The council's page, its print and the Excel file show nothing but this.
"""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from workspace.actions.board import progress
from workspace.actions.declined import Declined
from workspace.actions.models import Action
from workspace.actions.sheet import named_groups
from workspace.actions.steps import Step
from workspace.actions.words import Status
from workspace.guidance import Toolbox
from workspace.guidance.models import Field
from workspace.members.directory import Directory
from workspace.plans.models import Plan
from workspace.plans.situations import Situation
from workspace.prose import bare
from workspace.reports.entries import ActionEntry, Audience, DeclinedEntry, Document, FieldPart, FigureEntry, StepEntry

COUNCIL_READS: Final = frozenset(
    "code title field theme priority owner part towards start deadline due_on status reason overdue".split()
)
SHEET: Final = frozenset("purpose outcome groups partners steps indicators".split())
MEMBERS_READ: Final = COUNCIL_READS | SHEET | {"costs", "funding", "funder", "changed_at"}
GOING_ON: Final = frozenset({Status.PREPARING, Status.UNDER_WAY, Status.STANDING})
READS: Final = {
    Audience.COUNCIL: COUNCIL_READS,
    Audience.MEMBERS: MEMBERS_READ,
    Audience.STAFF: MEMBERS_READ | {"responsible"},
}


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
    situations: Mapping[str, Situation] = dataclasses.field(default_factory=dict)
    steps: Mapping[int, Sequence[Step]] = dataclasses.field(default_factory=dict)


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
        figures=tuple(figure_entries(material)),
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
        "going_on": sum(action.status in GOING_ON for action in counted),
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
            yield FieldPart(id=field.id, number=field.number, title=field.title, actions=entries, **counted)


def entry(action: Action, field: Field, material: Material, audience: Audience) -> ActionEntry:
    """Return an action with what the audience may read, and nothing else."""
    themes = {theme.id: theme.title for theme in field.themes}
    whole: dict[str, Any] = {
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
    if READS[audience] >= SHEET:  # the council's page doesn't load them
        whole |= sheet(action, material)
    return ActionEntry(**{name: value for name, value in whole.items() if name in READS[audience]})


def sheet(action: Action, material: Material) -> dict[str, Any]:
    """Return what else stands on an action's sheet, texts without the signs of Markdown."""
    steps = material.steps.get(action.id, ())
    told = (StepEntry(title=step.title, deadline=step.deadline_text, done=step.done_on is not None) for step in steps)
    return {
        "purpose": bare(action.purpose or ""),
        "outcome": bare(action.outcome or ""),
        "groups": tuple(named_groups(action)),
        "partners": tuple(filter(None, map(material.directory.unit, action.partner_ids))),
        "steps": tuple(told),
        "indicators": tuple(action.indicators or ()),
    }


def yearly(costs: Iterable[Mapping[str, Any]] | None) -> dict[int, Decimal]:
    """Return what an action costs per budget year, one-off and running together."""
    years: dict[int, Decimal] = {}
    for line in costs or ():
        amount = Decimal(str(line.get("once") or 0)) + Decimal(str(line.get("running") or 0))
        years[int(line["year"])] = years.get(int(line["year"]), Decimal(0)) + amount
    return years


def declined_entries(material: Material) -> Iterable[DeclinedEntry]:
    """Return the reasoned noes in the toolbox's order."""
    standing = {declined.current_id: declined for declined in material.declined}
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


def figure_entries(material: Material) -> Iterable[FigureEntry]:
    """Return the figures on the situation, field by field; everybody who reads the plan may read them."""
    for field_id, situation in material.situations.items():
        title = material.toolbox.field(field_id).title
        for figure in situation.figures:
            yield FigureEntry(field=title, **{**figure, "value": Decimal(figure["value"])})
