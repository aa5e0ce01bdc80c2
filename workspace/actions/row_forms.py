"""Forms of an action's four facts, as set right in a row of the plan."""

from typing import Any

from wtforms import SelectField, ValidationError
from wtforms.validators import Optional

from workspace.actions.fact_forms import in_charge, told
from workspace.actions.fields import word
from workspace.actions.models import Action
from workspace.actions.words import NEEDS_REASON, Priority, Status
from workspace.forms import Form, Line, VersionField, whole_number
from workspace.i18n import lazy as _l
from workspace.members.directory import Directory
from workspace.plans.forms import DeadlineField

STILL_PROPOSED = _l("This is still a proposal. Please accept it or answer it first.")


class RowForm(Form):
    """One fact of an action."""

    version = VersionField()

    def columns(self) -> dict[str, Any]:
        """Return what is to be saved, by column."""
        return {field.short_name: field.data for field in self if field.short_name != "version"}


class StatusForm(RowForm):
    """How far the action is, and why where that needs a reason."""

    status = SelectField(_l("Status"), choices=Status.choices(but={Status.PROPOSED}), coerce=word(Status))
    status_reason = Line(_l("Reason"), most=1000)

    def validate_status_reason(self, field: Line) -> None:
        """Ask for the reason where the status needs one."""
        if self.needs_reason and not field.data:
            raise ValidationError(_l("Please say why, in a sentence. The council will read it."))

    def columns(self) -> dict[str, Any]:
        """Return the status; the reason goes when it isn't needed any more."""
        return {"status": self.status.data, "status_reason": self.status_reason.data if self.needs_reason else None}

    @property
    def needs_reason(self) -> bool:
        """Say whether the chosen status is one the council wants explained."""
        return self.status.data in NEEDS_REASON


class OwnerForm(RowForm):
    """Which unit leads, and optionally who in person."""

    owner_id = SelectField(_l("Lead unit"), coerce=whole_number(), validators=[Optional()])
    responsible_id = SelectField(_l("Person in charge"), coerce=whole_number(), validators=[Optional()])

    def offer(self, directory: Directory, action: Action) -> "OwnerForm":
        """Offer the town's units and people."""
        self.action, self.directory = action, directory
        self.owner_id.choices = directory.unit_choices(keep=action.owner_id, none=_l("nobody yet"))
        people = directory.person_choices(keep=action.responsible_id, none=_l("no one in particular"))
        self.responsible_id.choices = people
        return self

    def columns(self) -> dict[str, Any]:
        """Return who leads, and who of them is in charge."""
        return {**super().columns(), "responsible_id": in_charge(self, self.action, self.directory)}


class DeadlineForm(RowForm):
    """By when, as people type it; empty takes the deadline away."""

    deadline_text = DeadlineField(_l("Deadline"))

    def columns(self) -> dict[str, Any]:
        """Return the deadline as typed, and its last day."""
        return dict(told("deadline_text", "due_on", self.deadline_text.deadline))


class PriorityForm(RowForm):
    """Whether the council watches it first."""

    priority = SelectField(_l("Priority"), choices=Priority.choices(), coerce=word(Priority))


FORMS: dict[str, type[Any]] = {
    "status": StatusForm,
    "owner": OwnerForm,
    "deadline": DeadlineForm,
    "priority": PriorityForm,
}
