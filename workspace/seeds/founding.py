"""How the town begins: its units, and its people by invitation."""

from collections.abc import Iterable
from typing import Any

from workspace.accounts.models import User
from workspace.db import db
from workspace.members.invitations import Invitation
from workspace.members.models import Member, Workspace
from workspace.members.models import Unit as TownUnit
from workspace.members.words import Role, UnitKind
from workspace.seeds.stage import Stage
from workspace.seeds.story import Page, entries


def units(stage: Stage, told: Page) -> None:
    """Add the units, and what changes about them later."""
    first = told["added"]
    for ago in {unit.get("added", first) for unit in told["units"].values()}:
        named = {name: unit for name, unit in told["units"].items() if unit.get("added", first) == ago}
        stage.add(ago, "koordination", lambda by, named=named: [add(stage, name, unit, by) for name, unit in named.items()])
    for name, changes in told["changes"].items():
        for ago, who, values in entries(changes):
            stage.add(ago, who, lambda by, name=name, values=values: change(stage.units[name], values, by))
    for ago, who, name in entries(told["closed"]):
        stage.add(ago, who, lambda by, name=name: close(stage, stage.units[name], by))


def add(stage: Stage, name: str, unit: Page, by: Member) -> None:
    """Add a unit, its contact and deputy with e-mail and phone where the story has them."""
    kind = UnitKind(unit["kind"])
    contact = {column: value for column, value in unit.items() if column not in {"name", "kind", "added"}}
    stage.units[name] = TownUnit.add(stage.town, by=by, name=unit["name"], kind=kind, **contact)


def change(unit: TownUnit, values: Page, by: Member) -> None:
    """Change a unit's contact."""
    unit.edit("about", values, drawn_from=unit.group_version("about"), by=by)


def close(stage: Stage, unit: TownUnit, by: Member) -> None:
    """Close a unit; what it did keeps its name."""
    unit.record("closed", by=by, closed_on=stage.town.today())


def people(stage: Stage, told: Page, password: str) -> None:
    """Invite the people; most of them accept, two days later or when they find the time."""
    for name, person in told.items():
        if "invited" in person:
            stage.add(person["invited"], "koordination", lambda by, n=name, p=person: Guest(stage, n, p, password).invite(by))


class Guest:
    """Somebody who is invited, and what becomes of it."""

    def __init__(self, stage: Stage, name: str, person: Page, password: str) -> None:
        """Take the person as the story has them."""
        self.stage, self.name, self.person, self.password = stage, name, person, password
