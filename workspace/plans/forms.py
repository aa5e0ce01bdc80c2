"""Forms of a plan, and the field for a time as people type it."""

from collections.abc import Iterable
from typing import Any

from flask_wtf import FlaskForm
from wtforms import IntegerField, StringField, ValidationError
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from workspace.forms import Form, Line, LongText, VersionField, clean, one_line
from workspace.i18n import lazy as _l
from workspace.plans.deadline import YEARS, Deadline, NoDeadline, parse


class DeadlineField(StringField):
    """A time as people type it. `data` is what was typed; `deadline` is what it means, once validated."""

    deadline: Deadline | None = None

    def __init__(self, label: Any, validators: Iterable[Any] = (), **more: Any) -> None:
        """Bound the length and clean the text."""
        super().__init__(
            label, [Optional(), *validators, Length(max=60), is_deadline], filters=[clean, one_line], **more
        )


def is_deadline(_form: FlaskForm, field: Any) -> None:
    """Read the typed time; what can't be read gets a message with examples."""
    if not field.data:  # nothing but characters no one can type
        return
    try:
        field.deadline = parse(field.data)
    except NoDeadline as wrong:
        if wrong.out_of_range:
            raise ValidationError(_l("Please give a year between 2000 and 2100.")) from wrong
        raise ValidationError(
            _l("We don’t recognise this date. For example: 31.12.2027, end of March 2027, Q4 2027 or 2027.")
        ) from wrong


class YearField(IntegerField):
    """A year between 2000 and 2100."""

    def __init__(self, label: Any, **more: Any) -> None:
        """Demand a year, and one a plan can have."""
        message = _l("Please give a year between 2000 and 2100.")
        rules = [DataRequired(message), NumberRange(YEARS[0], YEARS[-1], message)]
        super().__init__(label, rules, render_kw={"min": YEARS[0], "max": YEARS[-1]}, **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read digits only: "²⁰²⁷", "2_027" and numbers of a thousand digits aren't years."""
        typed = valuelist[0].strip() if valuelist else ""
        self.data = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else None


class AboutForm(Form):
    """What the plan is called, for which years, and what it is for."""

    version = VersionField()
    title = Line(_l("Title"), [DataRequired(_l("Please give the plan a title."))])
    first_year = YearField(_l("First year"))
    last_year = YearField(_l("Last year"))
    vision = LongText(_l("Guiding aim"), most=5000)

    def validate_last_year(self, field: YearField) -> None:
        """Let a plan end after it begins."""
        if field.data and self.first_year.data and field.data < self.first_year.data:
            raise ValidationError(_l("The last year can’t come before the first."))


class PeopleForm(Form):
    """Who answers for the plan: by function, not by name, so that it stays true when people change."""

    version = VersionField()
    responsible = Line(_l("Politically responsible"))
    coordination = Line(_l("Coordination"))
    reviewer = Line(_l("Checks the implementation"))
    steering_group = LongText(_l("Steering group"), most=2000)


class NewPlanForm(AboutForm, PeopleForm):
    """Both at once, for a plan that begins."""
