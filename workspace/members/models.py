"""Workspace, Unit, Member: the town, those who act in it, and the people who may."""

import secrets
from datetime import date, datetime
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from workspace.accounts.models import User
from workspace.db import Model, choice, db, now
from workspace.editing.models import Editable
from workspace.history.hashing import GENESIS
from workspace.history.models import Head
from workspace.members.verbs import MemberVerbs, UnitVerbs
from workspace.members.words import Language, Place, Role, UnitKind, WorkspaceKind


class Workspace(Editable, Model):
    """One municipality, district or association: the tenant. Every other row belongs to exactly one."""

    NOUN = "workspace"
    UNTOLD: ClassVar = Editable.UNTOLD | {"slug", "last_action"}
    __table_args__ = {"sqlite_autoincrement": True}  # a removed town's number never comes back
    GROUPS: ClassVar = {"about": ("name", "kind", "language", "presence")}

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[WorkspaceKind] = mapped_column(choice(WorkspaceKind))
    time_zone: Mapped[str] = mapped_column(String(60), default="Europe/Berlin")
    language: Mapped[str] = mapped_column(String(5), default="de", info={"words": Language})
    presence: Mapped[bool] = mapped_column(default=True)  # whether pages show which units have them open
    last_action: Mapped[int] = mapped_column(default=0)  # the highest action number ever given: codes are never reused

    @property
    def workspace_id(self) -> int:  # type: ignore[override]
        """Return its own id: a workspace is the owner of its own events."""
        return self.id

    @property
    def subject(self) -> str:
        """Return its name in the history."""
        return "workspace"

    @classmethod
    def create(cls, *, slug: str, name: str, kind: WorkspaceKind) -> Self:
        """Set up a town with an empty history whose first event is this."""
        workspace = cls(slug=slug, name=name, kind=kind, version=0, versions={})
        db.session.add(workspace)
        db.session.flush()
        db.session.add(Head(workspace_id=workspace.id, seq=0, hash=GENESIS))
        workspace.tell("created", {"name": (None, name), "kind": (None, kind)}, by=None, batch=None)
        return workspace

    @classmethod
    def by_id(cls, workspace_id: int) -> Self:
        """Return a town for reading."""
        return db.session.get_one(cls, workspace_id)

    @classmethod
    def lock(cls, workspace_id: int) -> Self:
        """Return the town, locked for writing and loaded afresh: for those who come by a link instead of the door."""
        query = select(cls).where(cls.id == workspace_id).with_for_update()
        return db.session.scalars(query.execution_options(populate_existing=True)).one()

    def today(self) -> date:
        """Return the day it is in this town: what `overdue` is measured against."""
        return now().astimezone(ZoneInfo(self.time_zone)).date()

    def next_code(self) -> str:
        """Return the next action code, such as M-017. The caller holds the workspace's lock."""
        self.last_action += 1
        return f"M-{self.last_action:03d}"


class Unit(UnitVerbs, Editable, Model):
    """A department, district office, school or organisation. It needs no account; it is closed, not deleted."""

    NOUN = "unit"
    GROUPS: ClassVar = {
        "about": (
            "name",
            "kind",
            "contact",
            "contact_email",
            "contact_phone",
            "deputy",
            "deputy_email",
            "deputy_phone",
        ),
    }
    __table_args__ = (UniqueConstraint("workspace_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[UnitKind] = mapped_column(choice(UnitKind))
    contact: Mapped[str | None] = mapped_column(Text)  # Ansprechperson
    contact_email: Mapped[str | None] = mapped_column(Text)
    contact_phone: Mapped[str | None] = mapped_column(Text)
    deputy: Mapped[str | None] = mapped_column(Text)  # Vertretung
    deputy_email: Mapped[str | None] = mapped_column(Text)
    deputy_phone: Mapped[str | None] = mapped_column(Text)
    closed_on: Mapped[date | None]

    @property
    def subject(self) -> str:
        """Return its name in the history and the page."""
        return f"unit-{self.id}"

    @property
    def is_outside(self) -> bool:
        """Say whether it stands outside the town hall, so that a contact inside is needed when it leads an action."""
        return self.kind is not UnitKind.DEPARTMENT

    @property
    def place(self) -> Place:
        """Return where it stands, seen from the town hall."""
        return Place.of(self.kind)

    @classmethod
    def add(cls, workspace: Workspace, *, by: "Member | None", name: str, kind: UnitKind, **more: Any) -> Self:
        """Add a unit to a town; `more` may name contact and deputy with their e-mail and phone."""
        return cls.start("added", by=by, workspace_id=workspace.id, name=name, kind=kind, **more)

    @classmethod
    def all_of(cls, workspace_id: int) -> list[Self]:
        """Return a town's units by name, closed ones included."""
        found = db.session.scalars(select(cls).where(cls.workspace_id == workspace_id))
        return sorted(found, key=lambda unit: unit.name.casefold())

    @classmethod
    def at(cls, workspace_id: int, *, unit: int) -> Self | None:
        """Return the unit of an address, within the town."""
        return db.session.scalar(select(cls).where(cls.workspace_id == workspace_id, cls.id == unit))


class Member(MemberVerbs, Editable, Model):
    """A person's place in a workspace: a role, and the unit they act for. The history knows them by `pseudonym`."""

    NOUN = "member"
    UNTOLD: ClassVar = Editable.UNTOLD | {
        "user_id", "pseudonym", "reminders", "mentions_seen", "news_seen", "looked"
    }  # fmt: skip
    GROUPS: ClassVar = {"access": ("role", "unit_id", "removed_at")}
    __table_args__ = (UniqueConstraint("workspace_id", "user_id"), UniqueConstraint("workspace_id", "pseudonym"))

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    role: Mapped[Role] = mapped_column(choice(Role))
    pseudonym: Mapped[str] = mapped_column(String(20), default=lambda: f"p-{secrets.token_hex(6)}")
    removed_at: Mapped[datetime | None]
    reminders: Mapped[int] = mapped_column(default=0)  # how often they have set one: pages show them, no event tells
    mentions_seen: Mapped[int] = mapped_column(default=0)  # the newest comment they have seen to mention them
    news_seen: Mapped[int] = mapped_column(default=0)  # up to this event nothing is new to them
    looked: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)  # and up to these on actions opened since
    workspace: Mapped[Workspace] = relationship(lazy="raise")
    user: Mapped[User] = relationship(lazy="raise")
    unit: Mapped[Unit | None] = relationship(lazy="raise")

    @property
    def subject(self) -> str:
        """Return its name in the history: the pseudonym, never the person's."""
        return f"member-{self.pseudonym}"

    @property
    def name(self) -> str:
        """Return the person's name as they gave it."""
        return self.user.name

    @classmethod
    def join(cls, workspace: Workspace, user: User, *, role: Role, unit: Unit | None = None) -> Self:
        """Give a person their place in a town."""
        pseudonym = f"p-{secrets.token_hex(6)}"
        member = cls(workspace_id=workspace.id, user_id=user.id, pseudonym=pseudonym, role=role, version=0, versions={})
        member.unit_id = unit.id if unit else None
        db.session.add(member)
        db.session.flush()
        told = {"role": (None, role), "unit_id": (None, member.unit_id)}
        member.news_seen = member.tell("joined", told, by=member, batch=None).seq
        return member

    @classmethod
    def of(cls, workspace_id: int, user_id: int) -> Self | None:
        """Return a person's place in a town, even one that was removed."""
        return db.session.scalar(select(cls).where(cls.workspace_id == workspace_id, cls.user_id == user_id))

    @classmethod
    def places_of(cls, user: User) -> list[Self]:
        """Return everywhere a person is a member, with the towns."""
        query = select(cls).options(joinedload(cls.workspace)).where(cls.user_id == user.id, cls.removed_at.is_(None))
        return sorted(db.session.scalars(query), key=lambda member: member.workspace.name.casefold())

    @classmethod
    def everywhere(cls, user: User) -> list[Self]:
        """Return a person's every place, removed ones too, with the towns locked: to write into all of them."""
        query = select(cls).join(Workspace, Workspace.id == cls.workspace_id).where(cls.user_id == user.id)
        return list(db.session.scalars(query.order_by(cls.workspace_id).with_for_update(of=Workspace)))

    @classmethod
    def with_address(cls, workspace_id: int, email: str) -> Self | None:
        """Return the living member with an e-mail address."""
        query = select(cls).join(User, User.id == cls.user_id).where(cls.workspace_id == workspace_id)
        return db.session.scalar(query.where(User.email == email, cls.removed_at.is_(None)))

    @classmethod
    def living(cls, workspace_id: int) -> list[Self]:
        """Return everybody who is in, with name and unit, those with more to do first."""
        query = select(cls).options(joinedload(cls.user), joinedload(cls.unit))
        people = db.session.scalars(query.where(cls.workspace_id == workspace_id, cls.removed_at.is_(None)))
        return sorted(people, key=lambda person: (list(Role).index(person.role), person.name.casefold()))

    @classmethod
    def of_unit(cls, unit: Unit) -> list[Self]:
        """Return the people who act for a unit, with their names."""
        query = select(cls).options(joinedload(cls.user)).where(cls.workspace_id == unit.workspace_id)
        people = db.session.scalars(query.where(cls.unit_id == unit.id, cls.removed_at.is_(None)))
        return sorted(people, key=lambda person: person.name.casefold())

    @classmethod
    def at(cls, workspace_id: int, *, member: int) -> Self | None:
        """Return the living member of an address, within the town, with their name."""
        query = select(cls).where(cls.workspace_id == workspace_id, cls.id == member, cls.removed_at.is_(None))
        return db.session.scalar(query.options(joinedload(cls.user)))
