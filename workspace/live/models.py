"""Presence: which units have a page open, and what of it they are changing. Of a minute, and of no person."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from operator import itemgetter
from typing import Self

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from workspace.db import Model, choice, db, now
from workspace.history.signals import PRESENCE, Signal
from workspace.members.models import Member, Unit
from workspace.members.words import Role, UnitKind

GONE = timedelta(seconds=60)
TABS = 30  # open pages of one browser that are told of


@dataclass(frozen=True, slots=True)
class Tab:
    """One open page: its browser and itself, known by digests that lead back to nobody."""

    browser: str
    key: str

    @classmethod
    def of(cls, session_id: int, secret: str, tab: str) -> Self:
        """Return the tab a signed-in browser calls `tab`."""
        browser = sha256(f"{secret} {session_id}".encode()).hexdigest()[:32]
        return cls(browser, sha256(f"{browser} {tab}".encode()).hexdigest()[:32])


@dataclass(frozen=True, slots=True)
class Here:
    """A unit (or, for those without one, a role) that has a page open, and the field groups it has typed into."""

    name: str
    typing: tuple[str, ...]
    own: UnitKind | None = None  # what kind of unit, if it is the reader's own: a colleague's page, then
    is_oneself: bool = False  # a page of the reader's, in another browser


class Presence(Model):
    """One open page of one unit. A row lives a minute from its last sign of life; it names no person."""

    __table_args__ = (
        UniqueConstraint("workspace_id", "tab"),
        Index("ix_presence_workspace_place", "workspace_id", "place"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    tab: Mapped[str] = mapped_column(String(32))
    browser: Mapped[str] = mapped_column(String(32))
    place: Mapped[str] = mapped_column(String(60))  # what the page shows: action-M-017
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    role: Mapped[Role] = mapped_column(choice(Role))
    typing: Mapped[str] = mapped_column(Text, default="")  # field groups with unsaved text: "purpose outcome"
    at: Mapped[datetime]

    @classmethod
    def note(cls, member: Member, tab: Tab, place: str, typing: Iterable[str]) -> None:
        """Note that a page is open. Open pages of the same place hear of it if that is news."""
        cls.forget(member.workspace_id)
        query = select(cls).where(cls.workspace_id == member.workspace_id, cls.tab == tab.key)
        found = db.session.scalar(query)
        if found is None:
            cls.make_room(member.workspace_id, tab.browser)
            found = cls(workspace_id=member.workspace_id, tab=tab.key, place="", typing="")
        before, groups = (found.place, found.typing), " ".join(sorted(set(typing)))
        found.place, found.typing, found.at, found.browser = place, groups, now(), tab.browser
        found.unit_id, found.role = member.unit_id, member.role
        db.session.add(found)
        if before != (place, groups):
            Signal.give(member.workspace_id, PRESENCE + place)

    @classmethod
    def make_room(cls, workspace_id: int, browser: str) -> None:
        """Forget a browser's oldest pages, so that with one more it has as many as are kept."""
        own = select(cls.id).where(cls.workspace_id == workspace_id, cls.browser == browser)
        older = db.session.scalars(own.order_by(cls.at.desc(), cls.id.desc()).offset(TABS - 1)).all()
        if older:
            db.session.execute(delete(cls).where(cls.workspace_id == workspace_id, cls.id.in_(older)))

    @classmethod
    def end(cls, member: Member, tab: Tab) -> None:
        """Forget a page that was closed or left."""
        query = select(cls).where(cls.workspace_id == member.workspace_id, cls.tab == tab.key)
        if found := db.session.scalar(query):
            db.session.delete(found)
            Signal.give(member.workspace_id, PRESENCE + found.place)

    @classmethod
    def end_all(cls, browser: str) -> None:
        """Forget all pages of a browser: nobody is signed in there any more."""
        db.session.execute(delete(cls).where(cls.browser == browser))

    @classmethod
    def forget(cls, workspace_id: int) -> None:
        """Forget pages that have given no sign of life."""
        db.session.execute(delete(cls).where(cls.workspace_id == workspace_id, cls.at < now() - GONE))

    @classmethod
    def others(cls, member: Member, place: str, tab: Tab, browsers: Container[str] = ()) -> list[Here]:
        """Return who else has a page open, by name: not this browser itself. `browsers` are the reader's own."""
        columns = cls.role, cls.typing, cls.unit_id, cls.browser, Unit.name, Unit.kind
        query = select(*columns).outerjoin(Unit, Unit.id == cls.unit_id)
        query = query.where(cls.workspace_id == member.workspace_id, cls.place == place, cls.browser != tab.browser)
        found: dict[tuple[str, UnitKind | None, bool], set[str]] = {}
        for role, typing, unit_id, browser, name, kind in db.session.execute(query.where(cls.at >= now() - GONE)):
            key = name or str(role.label), kind if unit_id == member.unit_id else None, False
            key = key if browser not in browsers else ("", None, True)
            found.setdefault(key, set()).update(typing.split())
        return [Here(key[0], tuple(sorted(found[key])), *key[1:]) for key in sorted(found, key=itemgetter(0, 2))]
