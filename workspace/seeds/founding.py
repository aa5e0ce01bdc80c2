"""How the town begins: its units, and its people by invitation."""

from collections import defaultdict

from workspace.accounts.models import User
from workspace.db import db
from workspace.members.invitations import Invitation
from workspace.members.models import Member, Unit
from workspace.members.words import Role, UnitKind
from workspace.seeds.stage import Stage, may
from workspace.seeds.story import Page, entries

MAIL = "musterstadt.example"


def units(stage: Stage, told: Page) -> None:
    """Add the units, and what changes about them later."""
    by_day: dict[int, Page] = defaultdict(dict)
    for name, unit in told["units"].items():
        by_day[unit.pop("added", told["added"])][name] = unit
    for ago, together in by_day.items():
        stage.add(ago, "koordination", add, together)
    for name, changes in told["changes"].items():
        for ago, who, values in entries(changes):
            stage.add(ago, who, change, name, values)
    for ago, who, name in entries(told["closed"]):
        stage.add(ago, who, close, name)


def add(stage: Stage, together: Page, *, by: Member) -> None:
    """Add units, with contact and deputy where the story has them."""
    for name, unit in together.items():
        facts = {**unit, "kind": UnitKind(unit["kind"])}
        stage.units[name] = Unit.add(stage.town, by=may(by, "manage_units"), **facts)


def change(stage: Stage, name: str, values: Page, *, by: Member) -> None:
    """Change a unit's contact."""
    unit = stage.units[name]
    unit.edit("about", values, drawn_from=unit.group_version("about"), by=may(by, "manage_units"))


def close(stage: Stage, name: str, *, by: Member) -> None:
    """Close a unit; what it did keeps its name."""
    stage.units[name].record("closed", by=may(by, "manage_units"), closed_on=stage.town.today())


def people(stage: Stage, told: Page, password: str) -> None:
    """Invite the people; most of them accept, some late, one not at all."""
    for name, person in told.items():
        if "invited" in person:
            stage.add(person["invited"], "koordination", invite, name, person)
        if "renewed" in person:
            stage.add(person["renewed"], "koordination", renew, name)
        if "joined" in person:
            stage.add(person["joined"], "koordination", join, name, person, password)
        if "moved" in person:
            stage.add(person["moved"], "koordination", move, name, person["unit"])


def invite(stage: Stage, name: str, person: Page, *, by: Member) -> None:
    """Send an invitation."""
    unit = stage.unit(person.get("unit"))
    stage.invitations[name] = Invitation.send(
        by=may(by, "manage_members"),
        email=email(name, person),
        role=Role(person["role"]),
        unit_id=unit.id if unit else None,
        name=person["name"],
    )


def renew(stage: Stage, name: str, *, by: Member) -> None:
    """Send an invitation again."""
    stage.invitations[name].renew(by=may(by, "manage_members"))


def join(stage: Stage, name: str, person: Page, password: str, *, by: Member) -> None:  # noqa: ARG001 (it is the guest's deed)
    """Accept an invitation."""
    unit = stage.unit(person.get("unit"))
    stage.people[name] = stage.invitations[name].accept(stage.town, user(name, person, password), unit)


def move(stage: Stage, name: str, unit: str, *, by: Member) -> None:
    """Give a member their unit."""
    stage.people[name].record("changed", by=may(by, "manage_members"), unit_id=stage.units[unit].id)


def user(name: str, person: Page, password: str) -> User:
    """Make a demo account. Only those whose address is `name@musterstadt.example` have a password and can sign in."""
    secret = None if "email" in person else password
    account = User(email=email(name, person), name=person["name"], password=secret, demo=True)
    db.session.add(account)
    db.session.flush()
    return account


def email(name: str, person: Page) -> str:
    """Return a person's address."""
    return str(person.get("email", f"{name}@{MAIL}"))
