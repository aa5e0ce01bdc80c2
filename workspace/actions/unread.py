"""Unread: which actions have something new for a member: done or said by others since the member last looked."""

from functools import partial

from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from workspace.db import db, writing
from workspace.history.news import news
from workspace.history.subjects import action_code
from workspace.members.access import may
from workspace.members.models import Member

ABOUT = "action-"  # its steps and comments come along
MOST = 500  # events looked through; what is older counts as read
NO_NEWS = frozenset(f"comment.{on}{deed}" for on in ("", "step_") for deed in ("edited", "restored", "withdrawn"))


def unread(member: Member, newest: int) -> frozenset[str]:
    """Return the codes of those actions; one query, and none where the member has read up to the newest event."""
    if newest <= member.news_seen:
        return frozenset()
    sees, town = partial(may, member), member.workspace_id
    found = news(town, since=member.news_seen, but=member.pseudonym, may=sees, about=ABOUT, most=MOST)
    told = ((action_code(one.subject), one) for one in found if one.kind not in NO_NEWS)
    return frozenset(code for code, one in told if one.seq > member.has_read(code))


def note_look(code: str, member_id: int, newest: int) -> None:
    """Note that a member has looked at an action: after the page, in its own transaction, only if something was new.

    No plan data changes, and a page isn't lost because the note couldn't be written.
    """
    try:
        with writing():
            member = db.session.get_one(Member, member_id, with_for_update=True, populate_existing=True)
            member.look(code, newest)
    except SQLAlchemyError:
        current_app.logger.warning("could not note that an action was looked at")
        db.session.rollback()
