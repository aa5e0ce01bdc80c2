"""The cast: Musterstadt with a person of each role, and a neighbouring town whose people must see nothing of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from flask_security import hash_password
from sqlalchemy import select

from workspace.accounts.models import Session, User
from workspace.actions.models import Action
from workspace.actions.words import Origin, Part, Priority, Status
from workspace.db import commit, db
from workspace.history.models import Event
from workspace.members.models import Member, Unit, Workspace
from workspace.members.words import Role, UnitKind, WorkspaceKind
from workspace.plans.deadline import parse
from workspace.plans.models import Plan

PASSWORD = "mitplan-demo"
TOWN = "/w/musterstadt"


@dataclass(frozen=True)
class Person:
    """One of the cast, by name and e-mail."""

    name: str
    email: str


ANNA = Person("Anna", "anna@musterstadt.example")  # coordinates
EDA = Person("Eda", "eda@musterstadt.example")  # edits
BEN = Person("Ben", "ben@musterstadt.example")  # contributes for Fachbereich Soziales
BEA = Person("Bea", "bea@beirat.example")  # sits on the advisory board
ROSA = Person("Rosa", "rosa@musterstadt.example")  # reads
OLAF = Person("Olaf", "olaf@nachbarstadt.example")  # coordinates the neighbouring town
CAST = {
    "coordinator": ANNA,
    "editor": EDA,
    "contributor": BEN,
    "board": BEA,
    "reader": ROSA,
    "outsider": OLAF,
}


class World:
    """What a test can ask of the stage. Every answer is read afresh, in an application context of its own."""

    anna, eda, ben, bea, rosa, olaf = ANNA, EDA, BEN, BEA, ROSA, OLAF

    def __init__(self, app: Flask) -> None:
        self.app = app

    def client(self, person: Person | None = None) -> FlaskClient:
        """Return a browser in which the person is signed in."""
        client = self.app.test_client()
        if person is None:
            return client
        with self.app.app_context():
            user = db.session.scalars(select(User).filter_by(email=person.email)).one()
            token = Session.start(user, "test")
            commit()
        with client.session_transaction() as cookie:
            cookie.update({"_user_id": user.fs_uniquifier, "_fresh": True, "sid": token})
        return client

    def action(self, code: str, slug: str = "musterstadt") -> Action:
        """Return an action as it stands in the database now, all of its columns loaded."""
        with self.app.app_context():
            query = select(Action).join(Workspace, Workspace.id == Action.workspace_id)
            action = db.session.scalars(query.where(Workspace.slug == slug, Action.code == code)).one()
            _ = action.purpose  # the deferred columns too
            db.session.expunge_all()
            return action

    def one(self, query: Any) -> Any:
        """Return the first row's first value of a query."""
        with self.app.app_context():
            return db.session.scalars(query).first()

    def all(self, query: Any) -> list[Any]:
        """Return the first value of every row of a query."""
        with self.app.app_context():
            return list(db.session.scalars(query))

    def write(self, statement: Any) -> None:
        """Change the database behind the product's back: what an operator, an accident or an attacker could do."""
        with self.app.app_context():
            db.session.execute(statement)
            db.session.commit()

    def act(self, person: Person, do: Callable[[Action, Member], Any], code: str = "M-001") -> Any:
        """Let a person do something to an action of Musterstadt, through the models' own verbs."""
        with self.app.app_context():
            query = select(Member).join(User, User.id == Member.user_id).where(User.email == person.email)
            member = db.session.scalars(query).one()
            action = db.session.scalars(select(Action).filter_by(code=code, workspace_id=member.workspace_id)).one()
            result = do(action, member)
            commit()
            return result

    def unit(self, name: str) -> Unit:
        """Return a unit by its name."""
        return self.one(select(Unit).filter_by(name=name))

    def member(self, person: Person) -> Member:
        """Return a person's place in their town."""
        return self.one(select(Member).join(User, User.id == Member.user_id).where(User.email == person.email))

    def events(self, subject: str | None = None) -> list[Event]:
        """Return Musterstadt's events, oldest first, of one subject if given."""
        query = select(Event).join(Workspace, Workspace.id == Event.workspace_id).where(Workspace.slug == "musterstadt")
        return self.all((query.where(Event.subject == subject) if subject else query).order_by(Event.seq))

    def latest(self) -> Event:
        """Return the newest event of Musterstadt."""
        return self.events()[-1]


@cache
def hashed() -> str:
    """Return the cast's password, hashed once (Argon2 is slow on purpose)."""
    return str(hash_password(PASSWORD))


def build(app: Flask) -> None:
    """Migrate the database and let the towns live through the models' own verbs."""
    with app.app_context():
        upgrade()
        musterstadt()
        nachbarstadt()
        commit()


def join(town: Workspace, person: Person, role: Role, unit: Unit | None = None) -> Member:
    user = User(email=person.email, name=person.name, password=hashed())
    db.session.add(user)
    db.session.flush()
    return Member.join(town, user, role=role, unit=unit)


def musterstadt() -> None:
    """Four units, five members, a plan of six actions: M-001 complete, M-002 overdue, M-003 bare, M-004 proposed."""
    town = Workspace.create(slug="musterstadt", name="Musterstadt", kind=WorkspaceKind.SMALL)
    anna = join(town, ANNA, Role.COORDINATOR)
    soziales = Unit.add(town, by=anna, name="Fachbereich Soziales", kind=UnitKind.DEPARTMENT, contact="Frau Sommer")
    Unit.add(town, by=anna, name="Fachbereich Bildung", kind=UnitKind.DEPARTMENT)
    beirat = Unit.add(town, by=anna, name="Integrationsbeirat", kind=UnitKind.BOARD)
    Unit.add(town, by=anna, name="Jobcenter", kind=UnitKind.AGENCY)
    join(town, EDA, Role.EDITOR)
    join(town, BEN, Role.CONTRIBUTOR, soziales)
    join(town, BEA, Role.BOARD, beirat)
    join(town, ROSA, Role.READER)
    about = {"title": "Integrationskonzept", "vision": "Gut zusammenleben."}
    plan = Plan.create(by=anna, first_year=2026, last_year=2030, **about)
    whole = action(plan, anna, "Integrationskonzept beschließen", theme="strategy", principles=["gov-strategy"])
    whole.set_owner(soziales, by=anna)
    whole.set_deadline(parse("31.12.2099"), by=anna)
    whole.set_status(Status.UNDER_WAY, by=anna)
    late = action(plan, anna, "Prüfung benennen", theme="strategy", principles=["gov-reviewer"])
    late.set_deadline(parse("31.01.2020"), by=anna)
    action(plan, anna, "Dolmetschpool aufbauen", field="health", theme="interpreting", principles=["hea-interpreting"])
    action(plan, anna, "Sprachcafé", field="education", theme="access", status=Status.PROPOSED, origin=Origin.UNIT)
    standing = action(plan, anna, "Willkommensmappe", field="housing", theme="community")
    standing.set_status(Status.STANDING, by=anna)
    done = action(plan, anna, "Elternabend", field="education", theme="parents")
    done.set_status(Status.DONE, by=anna)


def nachbarstadt() -> None:
    """A town with an action of the same code and a text no one in Musterstadt may ever see."""
    town = Workspace.create(slug="nachbarstadt", name="Nachbarstadt", kind=WorkspaceKind.SMALL)
    olaf = join(town, OLAF, Role.COORDINATOR)
    Unit.add(town, by=olaf, name="Nachbaramt", kind=UnitKind.DEPARTMENT)
    plan = Plan.create(by=olaf, title="Nachbarplan", first_year=2026, last_year=2030)
    action(plan, olaf, "Geheimes aus Nachbarstadt", theme="strategy")


def action(
    plan: Plan,
    by: Member,
    title: str,
    *,
    theme: str,
    field: str = "governance",
    principles: list[str] | None = None,
    status: Status = Status.NOT_STARTED,
    origin: Origin = Origin.TOOLBOX,
) -> Action:
    """Put an action into a plan."""
    town = db.session.get_one(Workspace, plan.workspace_id)
    return Action.start(
        "created",
        by=by,
        workspace_id=plan.workspace_id,
        plan_id=plan.id,
        code=town.next_code(),
        field_id=field,
        theme_id=theme,
        principle_ids=principles or [],
        title=title,
        status=status,
        priority=Priority.NORMAL,
        part=Part.OWN,
        origin=origin,
    )
