"""Forms of this room: creating a share link."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from wtforms import SelectField, ValidationError
from wtforms.validators import DataRequired

from workspace.forms import Form, Line
from workspace.i18n import day
from workspace.i18n import lazy as _l
from workspace.plans.forms import DeadlineField
from workspace.plans.models import Plan

USUAL = timedelta(days=90)


class ShareForm(Form):
    """For whom a link is, to which plan, and how long it opens. No date means 90 days."""

    label = Line(_l("For whom?"), [DataRequired(_l("Please say for whom the link is."))], most=120)
    plan = SelectField(_l("Plan"), coerce=int)
    expires = DeadlineField(_l("Valid until"))

    def __init__(self, plans: Sequence[Plan], today: date, **more: Any) -> None:
        """Offer the town's plans, the newest first, and 90 days from today."""
        super().__init__(**more)
        self.today = today
        self.plan.choices = [(plan.number, plan.title) for plan in plans]
        if not self.is_submitted():
            self.expires.data = day(today + USUAL)

    def validate_expires(self, field: DeadlineField) -> None:
        """Refuse a day that has passed."""
        if field.deadline and field.deadline.last < self.today:
            raise ValidationError(_l("This day has passed. Please give one to come."))

    @property
    def last_day(self) -> date:
        """Return the last day on which the link is to open."""
        return self.expires.deadline.last if self.expires.deadline else self.today + USUAL
