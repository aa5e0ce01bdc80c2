"""Removing a whole town: the one deletion of history there is. Its record stays: when, and where its history ended."""

from sqlalchemy import delete, select

from workspace.accounts.models import Session, User
from workspace.db import Model, db, now
from workspace.history.models import Head, Removal
from workspace.members.models import Member, Workspace


def remove(workspace: Workspace) -> Removal:
    """Delete everything of a town, and the accounts of people who belong to no other. The caller commits."""
    head = db.session.get_one(Head, workspace.id)
    people = homeless_without(workspace)
    removal = Removal(workspace_id=workspace.id, slug=workspace.slug, at=now(), seq=head.seq, hash=head.hash)
    db.session.add(removal)
    db.session.flush()  # the triggers let events go only once the record stands
    for table in reversed(Model.metadata.sorted_tables):
        if "workspace_id" in table.c and table.name != Removal.__tablename__:
            db.session.execute(delete(table).where(table.c.workspace_id == workspace.id))
    db.session.execute(delete(Workspace).where(Workspace.id == workspace.id))
    db.session.execute(delete(Session).where(Session.user_id.in_(people)))
    db.session.execute(delete(User).where(User.id.in_(people)))
    db.session.expunge_all()
    return removal


def homeless_without(workspace: Workspace) -> list[int]:
    """Return the people who belong to this town and to no other."""
    elsewhere = select(Member.user_id).where(Member.workspace_id != workspace.id)
    here = select(Member.user_id).where(Member.workspace_id == workspace.id, Member.user_id.not_in(elsewhere))
    return list(db.session.scalars(here))
