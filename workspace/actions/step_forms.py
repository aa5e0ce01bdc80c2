"""Forms of an action's steps, and of a member's private reminder."""

from typing import Any, Self

from wtforms import BooleanField, HiddenField, SubmitField, ValidationError
from wtforms.validators import AnyOf, DataRequired

from workspace.actions.fields import DayField
from workspace.actions.group_forms import PlacedForm
from workspace.actions.reminders import Reminder
from workspace.actions.steps import Step
from workspace.forms import Form, Line, VersionField
from workspace.i18n import lazy as _l
from workspace.plans.forms import DeadlineField


class NewStepForm(PlacedForm):
    """A step to be added; `beside` says that it was taken over from the toolbox beside the sheet."""

    place = "add-step"
    title = Line(_l("Step"), [DataRequired(_l("Please say what is to be done."))])
    deadline_text = DeadlineField(_l("Deadline"))
    beside = BooleanField()


class StepForm(PlacedForm):
    """A step that stands there already."""

    template, frame = "actions/steps/_fields.html", "li"
    version = VersionField()
    title = Line(_l("Step"), [DataRequired(_l("Please say what is to be done."))])
    deadline_text = DeadlineField(_l("Deadline"))

    @classmethod
    def drawn(cls, step: Step) -> Self:
        """Return the form showing what stands there now."""
        data = {"title": step.title, "deadline_text": step.deadline_text, "version": step.group_version("about")}
        return cls(data=data, place=f"step-{step.id}")

    def columns(self) -> dict[str, Any]:
        """Return what is to be saved, by column."""
        deadline = self.deadline_text.deadline
        text, day = (deadline.text, deadline.last) if deadline else (None, None)
        return {"title": self.title.data, "deadline_text": text, "due_on": day}


class TickForm(Form):
    """Whether a step is done."""

    done = HiddenField(validators=[AnyOf(["yes", "no"])])


class RemovalForm(Form):
    """That a step is to go: nothing to fill in."""


class ReminderForm(PlacedForm):
    """When an action is to come back, and a word to oneself; `clear` takes the reminder away."""

    place = "reminder"
    on = DayField(_l("Bring it back on"))
    note = Line(_l("Note to yourself"))
    clear = SubmitField(_l("Clear the reminder"))

    @classmethod
    def drawn(cls, reminder: Reminder | None) -> Self:
        """Return the form showing the member's reminder, or an empty one."""
        return cls(None, data={"on": reminder.on, "note": reminder.note} if reminder else None)

    def validate_on(self, field: DayField) -> None:
        """Ask for the day, unless the reminder is to go."""
        if not self.clear.data and field.data is None and not field.errors:
            raise ValidationError(_l("Please give a day, such as 31.12.2027."))
