"""The sheet's four facts, in full: owner and who else takes part, time, status, priority."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from wtforms import RadioField, SelectField, ValidationError
from wtforms.validators import Optional

from workspace.actions.fields import ChoicesField, DayField, word
from workspace.actions.group_forms import GroupForm
from workspace.actions.models import Action
from workspace.actions.words import NEEDS_REASON, Part, Priority, Status
from workspace.forms import Line, whole_number
from workspace.i18n import lazy as _l
from workspace.members.directory import Directory
from workspace.members.words import UnitKind
from workspace.plans.deadline import Deadline
from workspace.plans.forms import DeadlineField

STATUSES = [(status.value, status.label) for status in Status if status is not Status.PROPOSED]


class OwnerGroupForm(GroupForm):
    """Who leads, who helps, and what part the town itself has."""

    group = "owner"
    owner_id = SelectField(_l("Lead unit"), coerce=whole_number(), validators=[Optional()])
    responsible_id = SelectField(_l("Person in charge"), coerce=whole_number(), validators=[Optional()])
    inside_contact = Line(_l("Contact in the town hall"))
    partner_ids = ChoicesField(_l("Partners"), coerce=int)
    part = RadioField(_l("The town’s part"), choices=Part.choices(), coerce=word(Part))
    part_towards = Line(_l("Towards whom does the town speak up?"))

    def offer(self, action: Action, directory: Directory) -> None:
        """Offer the town's units and people, marking units outside; what stands there now stays choosable."""
        self.action, self.directory = action, directory
        self.outside = {str(unit.id) for unit in directory.units.values() if unit.kind != UnitKind.DEPARTMENT.value}
        self.owner_id.choices = directory.unit_choices(keep=action.owner_id, none=_l("nobody yet"))
        for choice in self.owner_id.choices:
            choice.render_kw = {"data-outside": True} if choice.value in self.outside else {}
        people = directory.person_choices(keep=action.responsible_id, none=_l("no one in particular"))
        self.responsible_id.choices = people
        partners = {unit.id: unit for unit in directory.units.values() if unit.living or unit.id in action.partner_ids}
        self.partner_ids.choices = sorted(
            ((id_, unit.name) for id_, unit in partners.items()), key=lambda choice: choice[1].casefold()
        )

    def validate_part_towards(self, field: Line) -> None:
        """Ask towards whom where the town can only advocate."""
        if self.part.data is Part.ADVOCACY and not field.data:
            raise ValidationError(_l("Please say towards whom the town speaks up."))

    def columns(self) -> dict[str, Any]:
        """Return what is to be saved: who leads isn't a partner too, and only outside leads need a contact inside."""
        owner, picked = self.owner_id.data, self.partner_ids.data or []
        return {
            **super().columns(),
            "responsible_id": in_charge(self, self.action, self.directory),
            "partner_ids": [id_ for id_, _name in self.partner_ids.choices if id_ in picked and id_ != owner],
            "inside_contact": self.inside_contact.data if str(owner) in self.outside else None,
            "part_towards": self.part_towards.data if self.part.data is Part.ADVOCACY else None,
        }

    def verb(self, action: Action) -> str:
        """Call a change of lead by its name."""
        return "owner_changed" if self.owner_id.data != action.owner_id else "edited"


class DeadlineGroupForm(GroupForm):
    """From when, by when; planned and actual."""

    group = "deadline"
    start_text = DeadlineField(_l("Start"))
    deadline_text = DeadlineField(_l("Deadline"))
    started_on = DayField(_l("Actual start"))
    ended_on = DayField(_l("Actual end"))

    def validate_deadline_text(self, field: DeadlineField) -> None:
        """See to it that the deadline lies behind the start."""
        start = self.start_text.deadline
        if field.deadline and start and field.deadline.last < start.first:
            raise ValidationError(_l("The deadline lies before the start."))

    def validate_ended_on(self, field: DayField) -> None:
        """See to it that the end lies behind the start."""
        if field.data and self.started_on.data and field.data < self.started_on.data:
            raise ValidationError(_l("The end lies before the start."))

    def columns(self) -> dict[str, Any]:
        """Return the times as typed, and the days they mean."""
        start, end = self.start_text.deadline, self.deadline_text.deadline
        return {**super().columns(), **told("start_text", "start_on", start), **told("deadline_text", "due_on", end)}

    def verb(self, action: Action) -> str:
        """Call a moved deadline by its name."""
        return "deadline_changed" if (self.deadline_text.data or None) != action.deadline_text else "edited"


class StatusGroupForm(GroupForm):
    """How far the action is, and why where that needs a reason."""

    group = "status"
    status = SelectField(_l("Status"), coerce=word(Status))
    status_reason = Line(_l("Reason"), most=1000)

    def offer(self, action: Action, directory: Directory) -> None:
        """Offer what can be chosen by hand; a proposal is first accepted or answered."""
        now = [(action.status.value, action.status.label)]
        self.status.choices = now if action.status is Status.PROPOSED else STATUSES

    def validate_status(self, field: SelectField) -> None:
        """Leave proposals to those who decide on them."""
        if field.data is Status.PROPOSED:
            raise ValidationError(_l("This is still a proposal. Please accept it or answer it first."))

    def validate_status_reason(self, field: Line) -> None:
        """Ask for the reason where the status needs one."""
        if self.status.data in NEEDS_REASON and not field.data:
            raise ValidationError(_l("Please say why, in a sentence. The council will read it."))

    def columns(self) -> dict[str, Any]:
        """Return the status; the reason goes when it isn't needed any more."""
        reason = self.status_reason.data if self.status.data in NEEDS_REASON else None
        return {"status": self.status.data, "status_reason": reason}

    def verb(self, action: Action) -> str:
        """Call it by its name."""
        return "status_changed"


class PriorityGroupForm(GroupForm):
    """Whether the council watches it first."""

    group = "priority"
    priority = RadioField(_l("Priority"), choices=Priority.choices(), coerce=word(Priority))

    def verb(self, action: Action) -> str:
        """Call it by its name."""
        return "priority_changed"


def in_charge(form: Any, action: Action, directory: Directory) -> int | None:
    """Return who is in charge: the person of the old lead unit goes with it, unless they are of the new one too."""
    unit, person = form.owner_id.data, form.responsible_id.data
    goes = unit != action.owner_id and person == action.responsible_id and not directory.is_of(person, unit)
    return None if goes else person


def told(text: str, day: str, typed: Deadline | None) -> Mapping[str, str | date | None]:
    """Return a typed time as its two columns; `day` names the one that is computed with."""
    if typed is None:
        return {text: None, day: None}
    return {text: typed.text, day: typed.first if day == "start_on" else typed.last}
