"""One action on the big screen: its facts, what is open, the steps due, what moved last, what this sitting decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from flask_babel import gettext as _
from flask_babel import ngettext

from workspace.actions.models import Action
from workspace.actions.sheet import Sheet
from workspace.actions.steps import Step
from workspace.actions.words import Status
from workspace.desk.decided import Decision, decisions
from workspace.history.sittings import Sitting
from workspace.history.timeline import Entry, timeline
from workspace.members.models import Member

STEPS, NEWEST, LOOKED_AT = 4, 3, 12


@dataclass
class Slide:
    """What the room sees of an action. Nothing internal but what it has just said itself."""

    action: Action
    member: Member
    sitting: Sitting
    today: date

    @cached_property
    def sheet(self) -> Sheet:
        """Return the action's sheet, which knows its steps and who is who."""
        return Sheet(self.action, self.member)

    @cached_property
    def decided(self) -> Decision | None:
        """Return what this sitting has decided about the action."""
        return next(iter(decisions(self.action.workspace_id, self.sitting, code=self.action.code)), None)

    @cached_property
    def steps(self) -> list[Step]:
        """Return the steps still to be done, the most pressing first."""
        undone = [step for step in self.sheet.steps if step.done_on is None]
        return sorted(undone, key=lambda step: (step.due_on is None, step.due_on or self.today, step.id))

    @property
    def steps_shown(self) -> list[Step]:
        """Return as many of them as can be read from the back row."""
        return self.steps[:STEPS]

    @property
    def open_points(self) -> list[str]:
        """Return what is missing or late, in words."""
        return list(self.points())

    def points(self) -> Iterator[str]:
        """Yield it."""
        action = self.action
        if action.status is Status.PROPOSED:
            yield _("Still a proposal: it has to be accepted or answered first.")
        if action.lacks_owner:
            yield _("Nobody leads it yet.")
        if action.lacks_deadline:
            yield _("It has no deadline yet.")
        if action.due_on and action.is_overdue(self.today):
            late = (self.today - action.due_on).days
            yield ngettext("Overdue for %(num)d day.", "Overdue for %(num)d days.", late)
        if behind := sum(step.due_on is not None and step.due_on < self.today for step in self.steps):
            yield ngettext("%(num)d step is late.", "%(num)d steps are late.", behind)
        if action.status_reason:
            yield f"{action.status.label}: {action.status_reason}"

    @cached_property
    def newest(self) -> list[Entry]:
        """Return what last happened to it before this sitting, as everybody with access may see it."""
        told = timeline(
            self.action.workspace_id,
            may=lambda _right: False,
            subject=self.action.subject,
            nouns=("action", "step"),
            limit=LOOKED_AT,
        )
        entries = [entry for day in told for entry in day.entries if entry.batch != self.sitting.batch]
        return entries[:NEWEST]
