"""The four small forms of a sitting: who leads, by when, how far, and a note."""

from typing import Any, Self

from wtforms import RadioField
from wtforms.validators import DataRequired

from workspace.actions.models import Action
from workspace.actions.row_forms import DeadlineForm, OwnerForm, StatusForm
from workspace.actions.words import Status
from workspace.forms import Form, Line, LongText
from workspace.i18n import lazy as _l
from workspace.members.directory import Directory


class Why(Line):
    """A sentence beside a decision, kept as a note."""

    def __init__(self, **more: Any) -> None:
        """Leave it open whether there is one."""
        super().__init__(_l("Why, in a sentence"), most=1000, **more)


class OnScreen(Form):
    """A form of one fact, drawn from an action or sent."""

    @classmethod
    def of(cls, action: Action, fact: str) -> Self:
        """Return the form as the fact stands."""
        return cls.drawn_from(action, fact).ready(action)

    @classmethod
    def sent(cls, action: Action) -> Self:
        """Return the form as it was sent."""
        return cls().ready(action)

    def ready(self, action: Action) -> Self:
        """Fill the choices that depend on the town."""
        return self


class OwnerOnScreen(OnScreen, OwnerForm):
    """Who leads, and why."""

    why = Why()

    def ready(self, action: Action) -> Self:
        """Offer the town's units and people."""
        self.offer(Directory(action.workspace_id), action)
        return self


class DeadlineOnScreen(OnScreen, DeadlineForm):
    """By when, and why."""

    why = Why()


class StatusOnScreen(OnScreen, StatusForm):
    """How far, as a list that the arrow keys go through."""

    status = RadioField(_l("Status"), choices=Status.choices(but={Status.PROPOSED}))


class NoteForm(Form):
    """What was agreed, in the group's own words."""

    text = LongText(_l("What was agreed?"), [DataRequired(_l("Please write what was agreed."))], most=4000)


FORMS: dict[str, type[Any]] = {"owner": OwnerOnScreen, "deadline": DeadlineOnScreen, "status": StatusOnScreen}
