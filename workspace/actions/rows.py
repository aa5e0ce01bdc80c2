"""A row of the plan: everything it shows as one value, so that one drawing of it serves every reader of its kind."""

from dataclasses import dataclass
from datetime import date
from typing import Self
from zoneinfo import ZoneInfo

from flask import g
from markupsafe import Markup

from workspace.actions.facts import Facts
from workspace.actions.unread import unread
from workspace.actions.words import Part, Priority, Status
from workspace.i18n import zone
from workspace.members.access import may
from workspace.members.directory import Directory
from workspace.members.models import Member
from workspace.members.words import Role
from workspace.web import kept

FACTS = ("owner", "deadline", "status")


@dataclass(frozen=True, slots=True)
class Row:
    """What a row shows of an action to one kind of reader. `edits` are the facts they may set in place."""

    subject: str
    code: str
    url: str
    title: str
    owner: str
    person: str
    deadline: str
    overdue: bool
    status: Status
    reason: str
    priority: Priority
    part: Part
    changed: date
    wants_owner: bool
    wants_deadline: bool
    picks: bool
    edits: frozenset[str]
    fresh: bool
    leaving: bool  # it no longer fits the filter, but somebody is looking at it
    unread: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at the rows, and what all rows have in common for them."""

    member: Member
    slug: str
    today: date
    directory: Directory
    zone: ZoneInfo
    unread: frozenset[str]  # codes of actions with something new

    @classmethod
    def of(cls, member: Member, directory: Directory, new: frozenset[str] | None = None) -> Self:
        """Return the person at hand as a reader of rows; `new` if it is known already what is unread to them."""
        new = unread(member, g.head.seq) if new is None else new
        return cls(member, g.workspace.slug, g.workspace.today(), directory, zone(), new)

    def row(self, action: Facts, *, fresh: bool = False, leaving: bool = False) -> Row:
        """Return what this reader sees of an action."""
        proposed, internal = action.status is Status.PROPOSED, may(self.member, "read_internal")
        return Row(
            subject=action.subject,
            code=action.code,
            url=f"/w/{self.slug}/actions/{action.code}",
            title=action.title,
            owner=self.directory.unit(action.owner_id),
            person=self.directory.person(action.responsible_id) if internal else "",
            deadline=action.deadline_text or "",
            overdue=action.is_overdue(self.today),
            status=action.status,
            reason=action.status_reason or "",
            priority=action.priority,
            part=action.part,
            changed=action.changed_at.astimezone(self.zone).date(),
            wants_owner=action.lacks_owner or (proposed and action.owner_id is None),
            wants_deadline=action.lacks_deadline or (proposed and action.due_on is None),
            picks=picks(self.member),
            edits=frozenset(fact for fact in FACTS if self.sets(fact, action)),
            fresh=fresh,
            leaving=leaving,
            unread=action.code in self.unread,
        )

    def sets(self, fact: str, action: Facts) -> bool:
        """Say whether this reader may set a fact in the row; a proposal is accepted or answered, not set going."""
        undecided = fact == "status" and action.status is Status.PROPOSED
        return may(self.member, f"set_{fact}", action) and not undecided

    def draw(self, action: Facts, **how: bool) -> Markup:
        """Return an action's row as HTML; `how` as in `row`."""
        return kept("actions/_row.html", row=self.row(action, **how))


def picks(member: Member) -> bool:
    """Say whether a member's table has boxes to pick rows with."""
    return may(member, "set_owner") or member.role is Role.CONTRIBUTOR
