"""Deciding: what a form of the big screen does to its action: through the action's own verbs, under one mark."""

from flask_babel import gettext as _

from workspace import i18n
from workspace.actions.models import Action
from workspace.actions.words import Status
from workspace.comments.talk import Comment
from workspace.db import db
from workspace.desk.screen_forms import DeadlineOnScreen, OwnerOnScreen, StatusOnScreen
from workspace.history.sittings import Sitting
from workspace.members.directory import Directory
from workspace.members.models import Member, Unit


def decide_owner(action: Action, form: OwnerOnScreen, *, by: Member, sitting: Sitting) -> None:
    """Give the lead to a unit, and optionally a person."""
    unit = db.session.get(Unit, form.owner_id.data or 0)
    person = db.session.get(Member, form.columns()["responsible_id"] or 0)
    action.set_owner(unit, responsible=person, by=by, batch=sitting.batch)


def decide_deadline(action: Action, form: DeadlineOnScreen, *, by: Member, sitting: Sitting) -> None:
    """Set by when it is to be done."""
    action.set_deadline(form.deadline_text.deadline, by=by, batch=sitting.batch)


def decide_status(action: Action, form: StatusOnScreen, *, by: Member, sitting: Sitting) -> None:
    """Set how far it is."""
    action.set_status(Status(form.status.data), reason=form.status_reason.data, by=by, batch=sitting.batch)


DECIDE = {"owner": decide_owner, "deadline": decide_deadline, "status": decide_status}


def note(action: Action, text: str | None, *, by: Member, sitting: Sitting) -> None:
    """Keep what was agreed as a dated entry among the action's comments; nothing where nothing was said."""
    if text:
        said = ("\n\n" if "\n" in text else " ").join((opening(sitting), text))  # a list begins on a line of its own
        Comment.write(action, said, by=by, directory=Directory(action.workspace_id), batch=sitting.batch, after=0)


def opening(sitting: Sitting) -> str:
    """Return what such an entry begins with."""
    return _("Agreed in the meeting on %(day)s:", day=i18n.day(sitting.day))
