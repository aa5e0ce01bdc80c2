"""The sheet's groups of texts: what the action is about, what comes of it, whom it is for, who takes part."""

from typing import Any

from wtforms import SelectField
from wtforms.validators import DataRequired

from workspace.actions.fields import ChoicesField, with_none, word
from workspace.actions.group_forms import GroupForm
from workspace.actions.words import Origin, Participation, TargetGroup
from workspace.forms import Line, LongText
from workspace.i18n import lazy as _l


class PurposeForm(GroupForm):
    """What the action is about."""

    group = "purpose"
    title = Line(_l("Title"), [DataRequired(_l("Please give the action a title."))])
    situation = LongText(_l("Starting position"))
    purpose = LongText(_l("Purpose"))


class OutcomeForm(GroupForm):
    """What there is in the end."""

    group = "outcome"
    outcome = LongText(_l("Outcome"))


class AudienceForm(GroupForm):
    """Whom the action is for."""

    group = "audience"
    target_groups = ChoicesField(_l("Target groups"), choices=TargetGroup.choices())
    other_groups = Line(_l("Further target groups"), most=500)

    def columns(self) -> dict[str, Any]:
        """Return the groups in the order of the words, each once."""
        picked = [word.value for word in TargetGroup if word.value in (self.target_groups.data or [])]
        return {**super().columns(), "target_groups": picked}


class OriginForm(GroupForm):
    """Where the action comes from, and what the council decided."""

    group = "origin"
    origin = SelectField(_l("Origin"), choices=Origin.choices(), coerce=word(Origin))
    origin_note = LongText(_l("About the origin"), most=2000)
    resolution = Line(_l("Resolution number"))


class ParticipationForm(GroupForm):
    """How migrants take part."""

    group = "participation"
    participation = SelectField(
        _l("How migrants take part"), choices=with_none(Participation), coerce=word(Participation)
    )
    participation_note = LongText(_l("About taking part"), most=5000)


class NotesForm(GroupForm):
    """What stays among those who work on the plan."""

    group = "notes"
    notes = LongText(_l("Internal notes"))
