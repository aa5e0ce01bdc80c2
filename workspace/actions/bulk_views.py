"""Several actions at once, and taking it back."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms import HiddenField, SelectField, SelectMultipleField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from workspace.actions.bulk import UNDO_FOR, Changes, apply, picked, undo
from workspace.actions.models import Action
from workspace.actions.row_forms import STILL_PROPOSED
from workspace.actions.words import NEEDS_REASON, Status
from workspace.db import commit, db, now
from workspace.forms import Form, Line, whole_number
from workspace.i18n import lazy as _l
from workspace.members.access import demand, door
from workspace.members.directory import Directory
from workspace.members.models import Member, Unit
from workspace.plans.forms import DeadlineField
from workspace.plans.models import Plan
from workspace.web import local_path, show

bp = Blueprint("bulk", __name__, url_prefix="/w/<slug>/plans/<int(max=2147483647):plan>")
MARKED = 100  # actions that are marked as just changed: a cookie has room for some more


class BulkForm(Form):
    """What to set on the picked actions; what is left empty stays as it is."""

    codes = SelectMultipleField(_l("Actions"), validate_choice=False)
    owner_id = SelectField(_l("Lead unit"), coerce=whole_number(), validators=[Optional()])
    responsible_id = SelectField(_l("Person in charge"), coerce=whole_number(), validators=[Optional()])
    deadline_text = DeadlineField(_l("Deadline"))
    status = SelectField(_l("Status"), validators=[Optional()])
    status_reason = Line(_l("Reason"), most=1000)
    next = HiddenField(_l("Back to"))

    def offer(self, directory: Directory) -> "BulkForm":
        """Offer the town's units and people."""
        self.owner_id.choices = directory.unit_choices(none=_l("unchanged"))
        self.responsible_id.choices = directory.person_choices(none=_l("unchanged"))
        self.status.choices = [SelectChoice("", _l("unchanged")), *Status.choices(but={Status.PROPOSED})]
        return self

    def validate_status_reason(self, field: Line) -> None:
        """Ask for the one reason that goes with all of them."""
        if self.status.data in {status.value for status in NEEDS_REASON} and not field.data:
            raise ValidationError(_l("Please say why, in a sentence. The council will read it."))

    def fits(self, actions: Sequence[Action]) -> bool:
        """Check the form, and that no proposal among the picked would be set going without being accepted."""
        good = self.validate()
        if self.status.data and any(action.status is Status.PROPOSED for action in actions):
            self.status.errors = [*self.status.errors, STILL_PROPOSED]
            return False
        return good

    def changes(self) -> Changes:
        """Return what to set."""
        return Changes(
            unit=db.session.get(Unit, self.owner_id.data or 0),
            person=db.session.get(Member, self.responsible_id.data or 0),
            deadline=self.deadline_text.deadline,
            status=Status(self.status.data) if self.status.data else None,
            reason=self.status_reason.data,
        )


@bp.post("/bulk")
@door(may="read", of=Plan)
def change_many(plan: Plan, member: Member) -> ResponseReturnValue:
    """Set unit, person, deadline or status on every picked action: all or nothing."""
    form = BulkForm().offer(Directory(plan.workspace_id))
    actions = picked(plan, form.codes.data or [])
    if not form.fits(actions) or not actions or not form.changes().rights():
        return show("actions/bulk.html", nav="plan", plan=plan, form=form, actions=actions), 422
    for right in form.changes().rights():
        for action in actions:
            demand(member, right, action)
    batch = apply(actions, form.changes(), by=member)
    commit()
    remember(batch, actions)
    return back_to(form.next.data, plan, actions)


@bp.post("/undo")
@door(may="read", of=Plan)
def undo_many(plan: Plan, member: Member) -> ResponseReturnValue:
    """Take the newest bulk change back, as far as nobody has gone on since."""
    back, moved = undo(plan, session.pop("undo", {}).get("batch", ""), by=member)
    commit()
    if back:
        flash(ngettext("%(num)d action is as it was.", "%(num)d actions are as they were.", len(back)), "success")
    if moved:
        codes = ", ".join(action.code for action in moved)
        flash(_("Not taken back, because it has changed since: %(codes)s", codes=codes), "info")
    elif not back:
        flash(_("The minute for taking it back is over."), "info")
    return back_to(request.form.get("next"), plan, back)


def back_to(address: str | None, plan: Plan, actions: Sequence[Action]) -> ResponseReturnValue:
    """Lead back to the list, to the first of the actions that have just changed."""
    place = f"#{actions[0].subject}" if actions else ""
    return redirect(local_path(address, here(plan)).partition("#")[0] + place, 303)


def remember(batch: str, actions: Sequence[Action]) -> None:
    """Keep the batch in this browser's session, so that the next page shows it and offers to take it back."""
    codes = [action.code for action in actions[:MARKED]]
    until = (now() + UNDO_FOR).timestamp()
    session["undo"] = {"batch": batch, "count": len(actions), "codes": codes, "until": until}


def undoable() -> dict[str, Any] | None:
    """Return this browser's newest bulk change while it can be taken back."""
    kept: dict[str, Any] | None = session.get("undo")
    return kept if kept and kept["until"] > now().timestamp() else None


def here(plan: Plan) -> str:
    """Return the plan page's path, from the address asked for."""
    return request.path.rsplit("/", 1)[0] + "/"
