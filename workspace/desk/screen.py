"""The big screen put together: whose sitting it is, where in the agenda it stands, and which keys it listens to."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from flask import g, request

from workspace.actions.listing import Filter
from workspace.actions.models import Action
from workspace.actions.sheet import WholeAction
from workspace.desk.agenda import Agenda, agenda
from workspace.desk.sittings import going_on
from workspace.editing.drafts import Draft
from workspace.history.sittings import Sitting
from workspace.i18n import language
from workspace.members.models import Member
from workspace.plans.models import Plan

# One letter for each thing to do, after the words people read. Arrows, Home and End need no translation.
KEYS = {
    "de": {"owner": "f", "deadline": "t", "status": "u", "note": "n", "overview": "l", "decided": "v"},
    "en": {"owner": "o", "deadline": "d", "status": "s", "note": "n", "overview": "l", "decided": "a"},
}


class ActionOfPlan:
    """How the door finds an action of an address below its plan."""

    NOUN = "action"

    @staticmethod
    def at(workspace_id: int, *, plan: int, code: str) -> Action | None:
        """Return the action of an address, within the plan, within the town."""
        found = WholeAction.at(workspace_id, code=code)
        return found if found is not None and found.plan.number == plan else None


@dataclass
class Screen:
    """A sitting on a plan as one person runs it; everything it is made from stands in the address."""

    plan: Plan
    member: Member
    wanted: Filter
    sitting: Sitting

    @classmethod
    def of(cls, plan: Plan, member: Member) -> Self:
        """Return the screen of the address asked for."""
        sitting = going_on(plan, member, request.args.get("meeting", ""), g.workspace.today())
        return cls(plan, member, Filter.read(request.args), sitting)

    @cached_property
    def agenda(self) -> Agenda:
        """Return the actions to go through."""
        return agenda(self.plan, self.member, self.wanted, self.sitting, today=g.workspace.today())

    @property
    def base(self) -> str:
        """Return the path below which it all stands."""
        return f"/w/{g.workspace.slug}/plans/{self.plan.number}/screen"

    @property
    def unsaved(self) -> list[str]:
        """Return the codes of the actions on which the member has begun a note and not saved it."""
        drafts = Draft.all_of(self.member) if g.has_drafts else []
        found = (re.fullmatch(rf"{re.escape(self.base)}/(M-\d+)/note", draft.address) for draft in drafts)
        return sorted(one[1] for one in found if one)

    @property
    def listens(self) -> bool:
        """Say whether single letters do something here: who dictates or types by switch turns them off."""
        return request.args.get("keys") != "off"

    @property
    def keys(self) -> dict[str, str]:
        """Return the letter of each thing to do, in the reader's language."""
        return KEYS[language()] if self.listens else {}

    def to(self, place: str = "", **other: Any) -> str:
        """Return the address of a place on this screen, with filter and sitting."""
        return f"{self.base}{f'/{place}' if place else ''}?{self.query(**other)}"

    def query(self, **other: Any) -> str:
        """Return what all its addresses carry, with some parts set differently."""
        return self.wanted.query(**{"meeting": self.sitting.key, "keys": None if self.listens else "off", **other})
