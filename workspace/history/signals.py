"""Signal: that something has changed which the history doesn't tell of. Kept for a minute, and of nobody."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, Text, delete
from sqlalchemy.orm import Mapped, mapped_column

from workspace.db import Model, db, now

KEPT = timedelta(minutes=1)
PRESENCE = "presence-"  # begins the names of who is where: for those alone who take part


class Signal(Model):
    """A name for open pages to hear, such as `assessment-1-progress`; what it means is for the page to ask."""

    __table_args__ = (
        Index("ix_signal_workspace_at", "workspace_id", "at"),
        {"sqlite_autoincrement": True},  # a number never comes back
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    name: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]

    @classmethod
    def give(cls, workspace_id: int, name: str) -> None:
        """Let a town's open pages know; forget what they have long heard. The caller holds the workspace's lock."""
        moment = now()
        db.session.execute(delete(cls).where(cls.workspace_id == workspace_id, cls.at < moment - KEPT))
        db.session.add(cls(workspace_id=workspace_id, name=name, at=moment))
