"""The form of the reasoned no: why, and what belongs to that why."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from wtforms import IntegerField, RadioField, SelectMultipleField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import HiddenInput

from workspace.actions.declined import Declined
from workspace.actions.words import WhyNot
from workspace.forms import Form, Line, LongText, VersionField
from workspace.i18n import day
from workspace.i18n import lazy as _l
from workspace.plans.forms import DeadlineField

NEEDED: dict[str, dict[str, Any]] = {  # why -> the fields it needs, with what is said where one is missing
    WhyNot.NOT_OURS: {"whose": _l("Please say whose task it is.")},
    WhyNot.NOT_NOW: {"until": _l("Please say until when.")},
    WhyNot.REJECTED: {
        "decided_by": _l("Please say who decided."),
        "decided_on": _l("Please say on which day it was decided."),
    },
}


class ReasonForm(Form):
    """Why a principle isn't pursued. Only what belongs to the chosen why is asked for and kept."""

    template = "actions/_why.html"
    version = VersionField()
    why = RadioField(_l("Why not?"), [InputRequired(_l("Please choose a reason."))], choices=WhyNot.choices())
    whose = Line(_l("Whose task is it?"))
    until = DeadlineField(_l("Until when?"))
    decided_by = Line(_l("Who decided?"))
    decided_on = DeadlineField(_l("On which day?"))
    note = LongText(_l("Note"), most=2000)

    @classmethod
    def of(cls, declined: Declined) -> "ReasonForm":
        """Return the form as a reasoned no stands."""
        held = {name: getattr(declined, name) for name in Declined.GROUPS["reason"]}
        return cls(None, version=declined.group_version("reason"), **cls.as_fields(held))

    @classmethod
    def as_fields(cls, columns: Mapping[str, Any]) -> dict[str, Any]:
        """Return the columns of a reasoned no by the names of the form's fields."""
        why, who = WhyNot(columns["why"]), columns["who"]
        return {
            "why": why.value,
            "whose": who if why is WhyNot.NOT_OURS else None,
            "until": columns["until_text"],
            "decided_by": who if why is WhyNot.REJECTED else None,
            "decided_on": day(columns["decided_on"]) if columns["decided_on"] else None,
            "note": columns["note"],
        }

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check what belongs to the chosen why; what was typed for another is left alone."""
        super().validate(extra_validators)
        needed = NEEDED.get(self.why.data or "", {})
        for name in {name for fields in NEEDED.values() for name in fields} - set(needed):
            self[name].errors = ()
        for name, missing in needed.items():
            if not self[name].data:
                self[name].errors = (missing,)
        if "decided_on" in needed and not self.decided_on.errors and self.day() is None:
            self.decided_on.errors = (_l("Please give a day, such as 12.03.2026."),)
        return not self.errors and not self.unexpected

    def day(self) -> date | None:
        """Return the day of the decision, if what was typed is one."""
        typed = self.decided_on.deadline
        return typed.last if typed and typed.first == typed.last else None

    def columns(self) -> dict[str, Any]:
        """Return the columns of the reasoned no; those of another why are emptied."""
        needed = NEEDED[self.why.data]
        until = self.until.deadline if "until" in needed else None
        return {
            "why": WhyNot(self.why.data),
            "who": next((self[name].data for name in ("whose", "decided_by") if name in needed), None),
            "until_text": until.text if until else None,
            "until_on": until.last if until else None,
            "decided_on": self.day() if "decided_on" in needed else None,
            "note": self.note.data,
        }


class DeclineForm(ReasonForm):
    """One reason for several principles; or, before that, pressing for them where others are in charge."""

    principles = SelectMultipleField(_l("Principles"), validate_choice=False)
    assessment = IntegerField("assessment", [Optional()], widget=HiddenInput())  # the one this came from
    do = RadioField(_l("What to do"), choices=["decline", "press"], default="decline")

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check the reason; who presses for something says for what and where, and needs no other reason."""
        if self.do.data == "press":
            self.why.data, self.why.raw_data = WhyNot.NOT_OURS.value, [WhyNot.NOT_OURS.value]
        return super().validate(extra_validators)
