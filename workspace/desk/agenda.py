"""The agenda of a sitting: the plan's actions as filtered when it began, so that deciding doesn't shuffle the list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from workspace.actions import board
from workspace.actions.bulk import revive
from workspace.actions.facts import Facts, Line
from workspace.actions.listing import Filter, actions_of, arrange, lines_of, says, select_shown
from workspace.db import db
from workspace.guidance import toolbox
from workspace.history.models import Event
from workspace.history.sittings import Sitting
from workspace.members.directory import Directory
from workspace.members.models import Member
from workspace.plans.models import Plan

MOVING = frozenset({"owner_id", "responsible_id", "deadline_text", "due_on", "status"})


@dataclass(frozen=True, slots=True)
class Agenda:
    """The actions in the order the group goes through them, and the codes of those it has decided on."""

    actions: Sequence[Facts]
    decided: frozenset[str]

    def place(self, code: str) -> int:
        """Return which one an action is, counted from 1; 0 if it isn't among them."""
        return next((at for at, action in enumerate(self.actions, 1) if action.code == code), 0)

    def beside(self, code: str, step: int) -> str:
        """Return the code of the one before (-1) or after (1) an action; empty at the ends."""
        at = self.place(code) - 1 + step
        return self.actions[at].code if 0 <= at < len(self.actions) else ""


def agenda(plan: Plan, member: Member, wanted: Filter, sitting: Sitting, *, today: date) -> Agenda:
    """Return a sitting's agenda: three queries, one more for a search."""
    decided = stood(plan.workspace_id, sitting)
    now = lines_of(plan, member=member, wanted=replace(wanted, q=""), today=today)
    before = [as_it_stood(action, decided.get(action.code, {})) for action in now]
    if wanted.q:
        told = actions_of(plan, member=member, wanted=wanted, today=today)
        codes = {action.code for action in told if says(action, wanted.q)}
        before = [action for action in before if action.code in codes]
    shown = select_shown(before, replace(wanted, q=""), member=member, today=today)
    order = in_order(shown, wanted.sort, plan)
    stands = {action.code: action for action in now}
    return Agenda([stands[action.code] for action in order], frozenset(decided))


def in_order(actions: Sequence[Facts], sort: str, plan: Plan) -> Sequence[Facts]:
    """Return the actions as the plan page lists them."""
    if sort == "field":
        return [action for section in board.sections(toolbox(), actions, actions) for action in section.actions]
    return arrange(actions, sort, Directory(plan.workspace_id).unit_names)


def stood(workspace_id: int, sitting: Sitting) -> dict[str, dict[str, Any]]:
    """Return by code what the facts a sitting has decided on were before it; noted ones have nothing to go back to."""
    query = select(Event.kind, Event.subject, Event.scalars).where(Event.workspace_id == workspace_id)
    found: dict[str, dict[str, Any]] = {}
    for kind, subject, scalars in db.session.execute(query.where(Event.batch == sitting.batch).order_by(Event.seq)):
        code = subject.removeprefix("action-").partition("-comment-")[0]
        known = found.setdefault(code, {})
        if kind.startswith("action."):
            found[code] = {name: old for name, (old, _new) in scalars.items()} | known
    return found


def as_it_stood(action: Facts, before: Mapping[str, Any]) -> Facts:
    """Return an action's line with the facts it had before the sitting."""
    values = {name: revive(name, old) for name, old in before.items() if name in MOVING}
    return replace(action, **values) if isinstance(action, Line) and values else action
