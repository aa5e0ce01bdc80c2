"""What is new for a member: everything others have done since they last said “all read”, by day and by who did it."""

from dataclasses import dataclass
from functools import partial
from typing import Self

from sqlalchemy import ColumnElement, Select, literal, or_, select

from workspace.actions.models import Action
from workspace.comments.talk import Comment
from workspace.history.models import Event
from workspace.history.news import news
from workspace.history.timeline import Day, Entry, Timeline, timeline
from workspace.i18n import Word
from workspace.i18n import lazy as _l
from workspace.members.access import may
from workspace.members.models import Member

PAGE = 50  # events on one page
MOST = 100  # counted on the first screen


class Reach(Word):
    """How much of what is new one wants to see."""

    ALL = "all", _l("Everything new")
    MINE = "mine", _l("What concerns me")

    @classmethod
    def read(cls, value: str | None) -> Self:
        """Read it from an address; what makes no sense means everything."""
        return cls(value) if value in set(cls) else cls("all")


@dataclass(frozen=True, slots=True)
class Deeds:
    """What one person did on a day, newest first. `who` is the unit or role first, the person second."""

    who: str
    entries: tuple[Entry, ...]


def told(member: Member, reach: Reach, before: int | None) -> Timeline:
    """Return what is new for a member, as they may see it: two queries."""
    among = [Event.seq > member.news_seen, Event.actor != member.pseudonym]
    if reach is Reach.MINE:
        among.append(concerns(member))
    return timeline(member.workspace_id, may=partial(may, member), among=among, before=before, limit=PAGE)


def count(member: Member, newest: int) -> int:
    """Return how much is new for a member, `MOST` if it is that much or more: one query, none where all is read."""
    if newest <= member.news_seen:
        return 0
    sees, town = partial(may, member), member.workspace_id
    return len(news(town, since=member.news_seen, but=member.pseudonym, may=sees, most=MOST))


def by_person(day: Day) -> list[Deeds]:
    """Put a day's events to those who did them; whoever did something last comes first."""
    found: dict[str, list[Entry]] = {}
    for entry in day.entries:
        found.setdefault(entry.actor, []).append(entry)
    return [Deeds(entries[0].who, tuple(entries)) for entries in found.values()]


def concerns(member: Member) -> ColumnElement[bool]:
    """Say which events concern a member: those of actions their unit leads, they answer for, or they talk about."""
    name = literal("action-") + Action.code
    about = or_(Event.subject == name, Event.subject.startswith(name + "-"))
    theirs = [Action.responsible_id == member.id]
    if member.unit_id is not None:
        theirs.append(Action.owner_id == member.unit_id)
    if may(member, "read_internal"):
        theirs.append(Action.id.in_(talked_about(member)))
    return select(Action.id).where(Action.workspace_id == Event.workspace_id, about, or_(*theirs)).exists()


def talked_about(member: Member) -> Select[int]:
    """Return the actions on which a member commented, or in whose comments they or their unit are mentioned."""
    query = select(Comment.action_id).where(Comment.workspace_id == member.workspace_id, Comment.withdrawn_at.is_(None))
    return query.where(or_(Comment.author_id == member.id, Comment.means(member)))
