"""What can be done with a unit and with a person's place in a town. Each verb tells the history; none commits."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from workspace.db import db, now
from workspace.editing.drafts import Draft
from workspace.members.words import Role

if TYPE_CHECKING:
    from workspace.editing.models import Editable as Base
else:
    Base = object


class LastCoordinator(Exception):
    """The town's last coordinator can be neither demoted nor removed: nobody could let anybody in any more."""


class StillLeads(Exception):
    """The unit still leads something that isn't finished; `actions` are those."""

    def __init__(self, actions: Sequence[Any]) -> None:
        """Keep what it leads."""
        super().__init__(len(actions))
        self.actions = actions


class UnitVerbs(Base):
    """The verbs of a unit beside its edits."""

    closed_on: date | None

    def close(self, day: date, *, by: Any, leads: Sequence[Any]) -> None:
        """Take a unit out of every choice; what it did stays. Raises StillLeads while it leads unfinished actions."""
        if leads:
            raise StillLeads(leads)
        if self.closed_on is None:
            self.record("closed", by=by, closed_on=day)

    def reopen(self, *, by: Any) -> None:
        """Bring a closed unit back."""
        self.record("reopened", by=by, closed_on=None)


class MemberVerbs(Base):
    """The verbs of a person's place in a town. The caller holds the town's lock, so two of them take turns."""

    id: Any
    role: Any
    unit_id: Any
    removed_at: Any
    news_seen: Any
    looked: Any

    def change(self, *, role: Role, unit_id: int | None, drawn_from: int, by: Any) -> None:
        """Change role and unit. Raises LastCoordinator, or Conflict if somebody changed them since `drawn_from`."""
        if role is not Role.COORDINATOR:
            self.leave_one_coordinator()
        self.edit("access", {"role": role, "unit_id": unit_id}, drawn_from=drawn_from, by=by, verb="changed")

    def remove(self, *, by: Any) -> None:
        """End a person's access at once; what they did keeps their name. Raises LastCoordinator."""
        self.leave_one_coordinator()
        Draft.forget(self)
        self.record("removed", by=by, removed_at=now())

    def rejoin(self, *, role: Role, unit_id: int | None) -> None:
        """Let somebody back in who was removed: the same place, so what they did before is still theirs."""
        event = self.record("joined", by=self, role=role, unit_id=unit_id, removed_at=None)
        self.read_news(event.seq if event else 0)

    def has_read(self, code: str) -> int:
        """Return up to which event nothing on an action is new to them."""
        seen: int = max(self.news_seen, (self.looked or {}).get(code, 0))
        return seen

    def read_news(self, seq: int) -> None:
        """Take everything up to an event as read; nobody else learns of it, and no event tells."""
        self.news_seen = max(self.news_seen, seq)
        self.looked = {code: at for code, at in (self.looked or {}).items() if at > self.news_seen}

    def look(self, code: str, seq: int) -> None:
        """Take everything on one action up to an event as read."""
        if seq > self.has_read(code):
            self.looked = {**(self.looked or {}), code: seq}

    def leave_one_coordinator(self) -> None:
        """Raise LastCoordinator if the town would be without one."""
        cls = type(self)
        others = select(cls.id).where(cls.workspace_id == self.workspace_id, cls.removed_at.is_(None))
        others = others.where(cls.role == Role.COORDINATOR, cls.id != self.id)
        if self.role is Role.COORDINATOR and db.session.scalar(others.limit(1)) is None:
            raise LastCoordinator
