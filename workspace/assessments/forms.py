"""Forms of an assessment: opening one, inviting a group, one answer."""

from typing import Any

from wtforms import RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Optional
from wtforms.widgets import HiddenInput

from workspace.assessments.words import WEIGHTS, Level
from workspace.forms import Form, Line, LongText, whole_number
from workspace.guidance import Toolbox
from workspace.i18n import lazy as _l
from workspace.members.directory import Directory
from workspace.plans.forms import DeadlineField


class AssessmentForm(Form):
    """A new assessment: what it is called, what it asks about, by when."""

    title = Line(_l("Title"), [DataRequired(_l("Please give it a title."))], most=120)
    field = SelectField(_l("What do you want to look at?"))
    due = DeadlineField(_l("Answers until"))

    def offer(self, toolbox: Toolbox) -> "AssessmentForm":
        """Offer all themes, or those of one field."""
        every = SelectChoice("", _l("All 30 themes"))
        self.field.choices = [every, *(SelectChoice(field.id, field.title) for field in toolbox.fields)]
        return self


class GroupForm(Form):
    """A group to invite. With a unit its members answer signed in; everybody else by the link."""

    name = Line(_l("Name of the group"), [DataRequired(_l("Please give the group a name."))], most=120)
    unit_id = SelectField(_l("Department or organisation"), coerce=whole_number(), validators=[Optional()])

    def offer(self, directory: Directory) -> "GroupForm":
        """Offer the town's units."""
        self.unit_id.choices = directory.unit_choices(none=_l("none: they come by the link"))
        return self


class RatingForm(Form):
    """One answer: how far, how important, and a sentence where one is wanted. Nothing has to be filled in."""

    item = StringField(widget=HiddenInput())
    level = RadioField(_l("How far are we?"), choices=Level.choices(), validators=[Optional()])
    weight = RadioField(
        _l("How important is it to us?"),
        choices=[SelectChoice(*weight) for weight in WEIGHTS],
        coerce=whole_number(),
        validators=[Optional()],
    )
    whose = Line(_l("Whose competence is it?"), most=200)
    evidence = LongText(_l("What shows it?"), most=1000)

    def answer(self) -> dict[str, Any]:
        """Return what is to be kept; whose competence it is only where it isn't ours."""
        level = Level(self.level.data) if self.level.data else None
        whose = self.whose.data if level is Level.NOT_OURS else None
        return {"level": level, "weight": self.weight.data, "whose": whose, "evidence": self.evidence.data}
