"""The four small forms of a sitting: who leads, by when, how far, and a note."""

from typing import Any, Self

from wtforms import RadioField
from wtforms.validators import DataRequired

from workspace.actions.models import Action
from workspace.actions.row_forms import STILL_PROPOSED, DeadlineForm, OwnerForm, RowForm, StatusForm
from workspace.actions.words import Status
from workspace.forms import Form, Line, LongText
from workspace.i18n import lazy as _l
from workspace.members.directory import Directory


class Why(Line):
    """A sentence beside a decision, kept as a note."""

    def __init__(self, **more: Any) -> None:
        """Leave it open whether there is one."""
        super().__init__(_l("Why, in a sentence"), most=1000, **more)


class OnScreen(RowForm):
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

    def trouble(self, action: Action, fact: str) -> int:
        """Say whether it can't be saved: 422 for bad input, 409 where others were faster; 0 lets it through.

        A stale form gets the version that stands now: saved again, it replaces what the room has been told of.
        """
        if not self.validate():
            return 422
        if fact == "status" and action.status is Status.PROPOSED:
            self["status"].errors = [STILL_PROPOSED]
            return 422
        drawn_from, stands_at = self["version"].data or 0, action.group_version(fact)
        self["version"].data = stands_at
        meant = self.columns()
        is_as_meant = all(getattr(action, name) == meant[name] for name in action.GROUPS[fact] if name in meant)
        return 0 if drawn_from == stands_at or is_as_meant else 409


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
