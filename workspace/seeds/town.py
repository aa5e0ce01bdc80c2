"""Musterstadt: builds the demo town in an empty database."""

from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select

from workspace.accounts.models import User
from workspace.db import clock, db
from workspace.history.models import Head
from workspace.members.models import Member, Workspace
from workspace.members.words import Role, WorkspaceKind
from workspace.seeds import assessing, choice, comments, founding, notes, planning, sheets
from workspace.seeds.days import Calendar
from workspace.seeds.stage import Stage
from workspace.seeds.story import FIELDS, Page, page

PASSWORD = "mitplan-demo"  # noqa: S105 (everybody knows it: the demo says so)


def is_empty() -> bool:
    """Say whether nobody lives here yet: no town, and no account either."""
    return not any(db.session.scalar(select(kind.id).limit(1)) for kind in (Workspace, User))


def build(today: date, password: str) -> Stage:
    """Tell the town's story up to yesterday; `password` is the demo accounts' hash. The caller commits."""
    calendar = Calendar(today)
    told = page("town", calendar)
    stage = found(calendar, told, password)
    founding.units(stage, page("units", calendar))
    founding.people(stage, told["people"], password)
    assessing.assessments(stage, page("assessments", calendar))
    planning.plan(stage, page("plan", calendar))
    planning.situations(stage, page("situation", calendar))
    choice.noes(stage, page("noes", calendar))
    notes.notes(stage, page("notes", calendar))
    for field in FIELDS:
        actions = page(field, calendar)
        choice.actions(stage, actions)
        for name, action in actions.items():
            sheets.diary(stage, name, action)
    comments.comments(stage, page("comments", calendar))
    comments.reading(stage, told["read"])
    stage.tell()
    return stage


def found(calendar: Calendar, told: Page, password: str) -> Stage:
    """Set up the town with its coordinator, before anything else happens."""
    begun = next(calendar.moments([told["founded"]], ZoneInfo("Europe/Berlin")))
    with clock(begun):
        town = Workspace.create(slug=told["slug"], name=told["name"], kind=WorkspaceKind(told["kind"]))
        account = founding.user("koordination", told["people"]["koordination"], password)
        coordinator = Member.join(town, account, role=Role.COORDINATOR)
        return Stage(calendar, town, {"koordination": coordinator}, db.session.get_one(Head, town.id))
