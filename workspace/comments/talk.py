"""Comment: what staff say to each other about an action. Internal: no council, no board and no reader sees it."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar, Self

from markupsafe import Markup
from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, Text, and_, bindparam, cast, or_, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship
from sqlalchemy.orm.attributes import set_committed_value

from workspace.actions.models import Action
from workspace.actions.sheet import WITH_REMINDER, Sheet
from workspace.actions.steps import Step
from workspace.comments import mentions
from workspace.comments.mentions import Mention
from workspace.db import Model, db, now
from workspace.editing.models import Editable
from workspace.history.models import Written
from workspace.members.directory import Directory
from workspace.members.models import Member

MOST = 5  # unseen mentions on the first screen


class Comment(Editable, Model):
    """One comment on an action, or on one of its steps. Whoever wrote it edits and withdraws it."""

    NOUN = "comment"
    UNTOLD: ClassVar = Editable.UNTOLD | {"action_id", "step_id", "seq"}  # its subject says it
    GROUPS: ClassVar = {"text": ("text", "mentions"), "end": ("withdrawn_at",)}
    __table_args__ = (Index("ix_comment_workspace_action", "workspace_id", "action_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"))
    step_id: Mapped[int | None] = mapped_column(ForeignKey("step.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    seq: Mapped[int] = mapped_column(default=0)  # the event by which it was written: what is new since is above it
    text: Mapped[str] = mapped_column(Text)  # Markdown
    mentions: Mapped[list[Mention]] = mapped_column(JSON, default=list)  # as resolved when it was saved
    written_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    action: Mapped[Action] = relationship(lazy="raise")
    step: Mapped[Step | None] = relationship(lazy="raise")

    @property
    def subject(self) -> str:
        """Return its name in the history: below what it is about, so the timelines of action and step find it."""
        step = f"-step-{self.step_id}" if self.step_id else ""
        return f"{self.action.subject}{step}-comment-{self.id}"

    @property
    def was_edited(self) -> bool:
        """Say whether it isn't as it was first written."""
        return self.group_version("text") > 1

    @classmethod
    def write(
        cls,
        action: Action,
        text: str,
        *,
        by: Member,
        directory: Directory,
        step: Step | None = None,
        batch: str | None = None,
        after: int | None = None,
    ) -> Self:
        """Write a comment on an action, or on a step of it; whoever it names with an @ is mentioned.

        `after` is the newest comment its writer had before them, 0 if none: this very one written just now and not yet
        seen by them was sent twice, and is returned. Who has seen it and says the same again means it again.
        """
        told: dict[str, Any] = {"author_id": by.id, "text": text}
        place: dict[str, Any] = {"workspace_id": by.workspace_id, "action_id": action.id}
        if after is not None:
            before = cls.just_begun(**place, **told, step_id=step.id if step else None)
            if before and before.id > after:
                return before
        told |= {"mentions": mentions.resolved(text, directory), "written_at": now()}
        comment = cls(**place, **told, version=0, versions={})
        comment.action, comment.step = action, step
        db.session.add(comment)
        db.session.flush()
        told = {name: (None, value) for name, value in told.items() if value}
        comment.seq = comment.tell(comment.verb("written"), told, by=by, batch=batch).seq
        return comment

    @classmethod
    def of(cls, action: Action) -> list[Self]:
        """Return an action's comments, the oldest first, withdrawn ones too."""
        query = select(cls).where(cls.workspace_id == action.workspace_id, cls.action_id == action.id)
        return of_action(list(db.session.scalars(query.options(WITH_STEP).order_by(cls.id))), action)

    @classmethod
    def at(cls, workspace_id: int, *, code: str, comment: int) -> Self | None:
        """Return the comment of an address: within its action, within the town, unless it was withdrawn."""
        query = select(cls, Action).join(Action, Action.id == cls.action_id).options(WITH_STEP)
        query = query.where(Action.workspace_id == workspace_id, Action.code == code)
        found = db.session.execute(query.where(cls.id == comment, cls.withdrawn_at.is_(None))).first()
        return next(iter(of_action([found[0]], found[1]))) if found else None

    @classmethod
    def unseen_by(cls, member: Member) -> list[Self]:
        """Return the newest comments of others that mention the member or their unit and wait to be seen: one query."""
        query = select(cls, Action).join(Action, Action.id == cls.action_id).options(WITH_STEP)
        query = query.where(cls.workspace_id == member.workspace_id, cls.id > member.mentions_seen)
        query = query.where(cls.author_id != member.id, cls.withdrawn_at.is_(None), cls.means(member))
        found = db.session.execute(query.order_by(cls.id.desc()).limit(MOST))
        return [of_action([comment], action)[0] for comment, action in found]

    @classmethod
    def means(cls, member: Member) -> ColumnElement[bool]:
        """Say which comments mention a member or their unit."""
        noted = cast(cls.mentions, Text)
        who = [{"member": member.id}, *([{"unit": member.unit_id}] if member.unit_id else [])]
        return or_(*(noted.contains(mentions.as_stored(one)) for one in who))

    def rewrite(self, text: str, *, drawn_from: int, by: Member, directory: Directory) -> None:
        """Save the text as typed into a form drawn from a version; mentions follow what the text became."""
        merged = {"text": text}
        if drawn_from != self.group_version("text"):
            merged = self.merged(merged, drawn_from, by=by)
        found = mentions.resolved(merged["text"], directory)
        self.record(self.verb("edited"), by=by, typed=self.taken_in, mentions=found, **merged)

    def restore(self, values: Mapping[str, Any], *, by: Any) -> Written | None:
        """Let an earlier text stand again, with whom it mentions now."""
        found = mentions.resolved(values["text"], Directory(self.workspace_id)) if "text" in values else self.mentions
        return self.record(self.verb("restored"), by=by, mentions=found, **values)

    def withdraw(self, *, by: Member) -> None:
        """Take it back: the page says so, the history keeps the text."""
        self.record(self.verb("withdrawn"), by=by, withdrawn_at=now())

    def verb(self, verb: str) -> str:
        """Return what the history calls a deed: a comment on a step has sentences of its own, which name the step."""
        return f"step_{verb}" if self.step_id else verb


def of_action(comments: list[Any], action: Action) -> list[Any]:
    """Tell comments which action they are about, without asking the database for it."""
    for comment in comments:
        set_committed_value(comment, "action", action)
    return comments


WITH_STEP = joinedload(Comment.step)
TOGETHER = (
    WITH_REMINDER.add_columns(Comment)
    .outerjoin(Comment, and_(Comment.workspace_id == bindparam("town"), Comment.action_id == Action.id))
    .options(WITH_STEP)
    .order_by(Comment.id)
)


class Talk:
    """What is said about an action, beside its sheet: the comments and who wrote them."""

    def __init__(self, sheet: Sheet) -> None:
        """Remember whose sheet it is; nothing is read before it is shown."""
        self.sheet = sheet

    @classmethod
    def of(cls, member: Member, code: str) -> Self | None:
        """Return the talk of an action with its sheet, as a member opens it, with their reminder: one query."""
        named = {"town": member.workspace_id, "code": code, "member": member.id}
        rows: list[Any] = list(db.session.execute(TOGETHER, named))
        if not rows:
            return None
        action, reminder, _comment = rows[0]
        talk = cls(Sheet(action, member))
        talk.sheet.reminder, talk.sheet.since = reminder, member.has_read(code)
        talk.comments = of_action([comment for _action, _reminder, comment in rows if comment], action)
        return talk

    @cached_property
    def comments(self) -> list[Comment]:
        """Return the comments, the oldest first."""
        return Comment.of(self.sheet.action)

    @property
    def newest(self) -> int:
        """Return the number of the newest comment: what a page has shown so far."""
        return max((comment.id for comment in self.comments), default=0)

    def is_new(self, comment: Comment) -> bool:
        """Say whether somebody else has written a comment since the member last looked."""
        since = self.sheet.since
        return since is not None and comment.seq > since and comment.author_id != self.sheet.member.id

    def writer(self, comment: Comment) -> str:
        """Say who wrote it, as the history does: the unit or role first, the person second."""
        return self.sheet.directory.writer(comment.author_id)

    def html(self, comment: Comment) -> Markup:
        """Return its text as safe HTML, with those it mentions marked."""
        return mentions.marked(comment.text, mentions.names(comment.mentions, self.sheet.directory))

    def unknown(self, comment: Comment) -> list[str]:
        """Return the names with an @ that nobody was found for: only the comment's writer can do something about it."""
        if comment.author_id != self.sheet.member.id or "@" not in comment.text:
            return []
        who = self.sheet.directory
        return mentions.unknown(comment.text, [*mentions.called(who), *mentions.names(comment.mentions, who)])
