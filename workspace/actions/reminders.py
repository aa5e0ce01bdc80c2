"""Reminder (Wiedervorlage): a member's private date on an action. Nobody else sees it, not even the history."""

from datetime import date

from sqlalchemy import ForeignKey, Text, UniqueConstraint, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from workspace.actions.models import Action
from workspace.db import Model, db
from workspace.members.models import Member


class Reminder(Model):
    """When a member wants an action back on their first screen, with a word to themselves."""

    __table_args__ = (UniqueConstraint("workspace_id", "member_id", "action_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"))
    on: Mapped[date]
    note: Mapped[str | None] = mapped_column(Text)

    @classmethod
    def of(cls, member: Member, action: Action) -> "Reminder | None":
        """Return the member's own reminder on an action."""
        return db.session.scalar(OWN, {"member": member.id, "action": action.id})

    @classmethod
    def set(cls, member: Member, action: Action, on: date | None, note: str | None = None) -> None:
        """Set, move or (with no date) clear the member's reminder on an action."""
        reminder = cls.of(member, action)
        member.reminders += 1
        if reminder and on is None:
            db.session.delete(reminder)
        elif on is not None:
            reminder = reminder or cls(workspace_id=member.workspace_id, member_id=member.id, action_id=action.id)
            reminder.on, reminder.note = on, note
            db.session.add(reminder)


OWN = select(Reminder).where(Reminder.member_id == bindparam("member"), Reminder.action_id == bindparam("action"))
