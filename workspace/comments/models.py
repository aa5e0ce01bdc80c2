"""Note: what a town adds to a principle of the toolbox, as a note or as an example from the town itself."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar, Self

from sqlalchemy import ForeignKey, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from workspace import prose
from workspace.comments.words import NoteKind
from workspace.db import Model, choice, db, now
from workspace.editing.models import Editable
from workspace.guidance import original, toolbox
from workspace.guidance.columns import GuidanceId
from workspace.guidance.models import Addition, Principle, Prose
from workspace.members.models import Member


class Note(Editable, Model):
    """A town's own note or example on a principle, numbered from 1. Everybody in town reads it, no council does."""

    NOUN = "note"
    GROUPS: ClassVar = {"about": ("kind", "title", "text"), "end": ("withdrawn_at",)}
    __table_args__ = (UniqueConstraint("workspace_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    number: Mapped[int]
    principle_id: Mapped[str] = mapped_column(GuidanceId)
    kind: Mapped[NoteKind] = mapped_column(choice(NoteKind))
    title: Mapped[str | None] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)  # Markdown
    author_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    withdrawn_at: Mapped[datetime | None]
    author: Mapped[Member] = relationship(lazy="raise")

    @property
    def subject(self) -> str:
        """Return its name in the history and the page."""
        return f"note-{self.number}"

    @property
    def writer(self) -> str:
        """Say who wrote it, as the history does: the unit or role first, the person second, removed ones included."""
        place = self.author.unit.name if self.author.unit else self.author.role.label
        return f"{place} ({self.author.name})"

    @property
    def principle(self) -> Principle:
        """Return what it is about, in the reader's language."""
        return toolbox().principle(self.principle_id)

    @classmethod
    def once(cls, principle: Principle, *, by: Member, kind: NoteKind, title: str | None, text: str) -> Self:
        """Add a note, unless this very one was added just now."""
        same = {"workspace_id": by.workspace_id, "principle_id": principle.id, "author_id": by.id}
        before = cls.just_begun(**same, kind=kind, title=title, text=text)
        return before or cls.add(principle, by=by, kind=kind, title=title, text=text)

    @classmethod
    def add(cls, principle: Principle, *, by: Member, kind: NoteKind, title: str | None, text: str) -> Self:
        """Add to a principle what the member's town knows. The caller holds the workspace's lock."""
        last = db.session.scalar(select(func.max(cls.number)).where(cls.workspace_id == by.workspace_id))
        return cls.start(
            "added",
            by=by,
            workspace_id=by.workspace_id,
            number=(last or 0) + 1,
            principle_id=principle.id,
            kind=kind,
            title=title,
            text=text,
            author_id=by.id,
        )

    @classmethod
    def at(cls, workspace_id: int, *, note: int) -> Self | None:
        """Return the note of an address, within the town, unless it was withdrawn."""
        query = select(cls).where(cls.workspace_id == workspace_id, cls.number == note)
        return db.session.scalar(query.where(cls.withdrawn_at.is_(None)))

    @classmethod
    def all_of(cls, workspace_id: int, principle_ids: Collection[str] | None = None) -> list[Self]:
        """Return what a town has added, all of it or to some principles, in the order it came, with who wrote it."""
        author = joinedload(cls.author).options(joinedload(Member.user), joinedload(Member.unit))
        query = select(cls).where(cls.workspace_id == workspace_id, cls.withdrawn_at.is_(None)).options(author)
        if principle_ids is not None:
            query = query.where(cls.principle_id.in_([name for id_ in principle_ids for name in original().names(id_)]))
        return list(db.session.scalars(query.order_by(cls.number)))

    def withdraw(self, *, by: Member) -> None:
        """Take it away from the principle; the history keeps it."""
        self.record("withdrawn", by=by, withdrawn_at=now())

    def as_addition(self) -> Addition:
        """Return it as the search of the toolbox knows it; without a title it goes by its principle's."""
        text = Prose(self.text, prose.render(self.text))
        return Addition(str(self.number), self.principle.field, self.title or self.principle.title, text)


class Beside:
    """What a town has added to some principles: read in one query, when a page first asks for it."""

    def __init__(self, workspace_id: int, principle_ids: Collection[str]) -> None:
        """Remember what may be asked for."""
        self.workspace_id, self.principle_ids = workspace_id, principle_ids

    @cached_property
    def found(self) -> dict[str, list[Note]]:
        """Return the notes by principle."""
        return by_principle(Note.all_of(self.workspace_id, self.principle_ids))

    def on(self, principle: Principle) -> list[Note]:
        """Return the notes on one principle."""
        return self.found.get(principle.id, [])


def by_principle(notes: Collection[Note]) -> dict[str, list[Note]]:
    """Put notes to the principles they are about."""
    found: dict[str, list[Any]] = defaultdict(list)
    for note in notes:
        found[note.principle_id].append(note)
    return found
