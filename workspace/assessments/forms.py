"""Forms of an assessment: opening one, inviting a group, one answer."""

from typing import Any

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Optional
from wtforms.widgets import HiddenInput

from workspace.assessments.words import WEIGHTS, Level
from workspace.forms import Form, Line, LongText, VersionField, WholeForm, whole_number
from workspace.guidance import Toolbox
from workspace.i18n import lazy as _l
from workspace.members.directory import Directory
from workspace.plans.forms import DeadlineField


class Listed:
    """Checks that what was ticked is on the list: WTForms says so in English only."""

    def __call__(self, form: Form, field: SelectMultipleField) -> None:
        """Raise ValidationError for anything else."""
        if {*(field.data or ())} - {choice[0] for choice in field.iter_choices()}:
            raise ValidationError(_l("Please choose from the list."))


class AssessmentForm(Form):
    """A new assessment: what it is called, what it asks about, by when."""

    title = Line(_l("Title"), [DataRequired(_l("Please give it a title."))], most=120)
    fields = SelectMultipleField(_l("Whole fields"), [Listed()], validate_choice=False)
    themes = SelectMultipleField(_l("Single themes"), [Listed()], validate_choice=False)
    due = DeadlineField(_l("Answers until"))
    early = BooleanField(_l("Groups that have finished see each other’s answers before the end"))

    def offer(self, toolbox: Toolbox) -> "AssessmentForm":
        """Offer whole fields and single themes; without any, all are asked about."""
        self.fields.choices = [SelectChoice(field.id, field.title) for field in toolbox.fields]
        self.themes.choices = [SelectChoice(theme.id, theme.title) for theme in toolbox.themes]
        return self

    def scope(self, toolbox: Toolbox) -> list[str]:
        """Return the ids of the themes it asks about; empty for all of them."""
        fields, themes = self.fields.data or (), self.themes.data or ()
        asked = [theme.id for theme in toolbox.themes if theme.id in themes or theme.field.id in fields]
        return asked if len(asked) < len(toolbox.themes) else []


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
    version = VersionField()
    sheet = Line("sheet", most=32, widget=HiddenInput())
    over = VersionField()  # the version one has seen and answers over
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

    def origin(self) -> dict[str, Any]:
        """Return where the answer comes from: the version it was drawn from, and the sheet."""
        return {"drawn_from": self.over.data or self.version.data or 0, "sheet": self.sheet.data or ""}


class AgreementForm(WholeForm):
    """What was agreed on about one theme or principle."""

    version = VersionField()
    text = LongText(_l("What was agreed on"), most=2000)
