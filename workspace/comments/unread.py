"""Unread: what is new on an action's page to the member who opens it: comments, and other changes, by others."""

from dataclasses import dataclass
from typing import Self

from workspace.comments.talk import Talk
from workspace.history.timeline import Timeline
from workspace.members.access import may


@dataclass(frozen=True, slots=True)
class Unread:
    """How much is new since the member last looked. `is_any` also where it is no longer shown: a comment taken back."""

    comments: int = 0
    changes: int = 0
    is_any: bool = False

    @classmethod
    def of(cls, talk: Talk, timeline: Timeline) -> Self:
        """Count what is new among the comments and the newest of the history; nothing where it isn't known."""
        since, member = talk.sheet.since, talk.sheet.member
        if since is None:
            return cls()
        comments = [one for one in talk.comments if talk.is_new(one)] if may(member, "read_internal") else []
        recent = [entry for day in timeline for entry in day.entries if entry.seq > since]
        changes = [entry for entry in recent if entry.actor != member.pseudonym]
        beyond = timeline.older is not None and timeline.older > since  # more than the page shows
        shown = [one for one in comments if one.withdrawn_at is None]
        return cls(len(shown), len(changes), is_any=bool(comments or changes or beyond))
