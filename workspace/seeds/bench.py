"""A town to measure on: all 80 principles as actions, 2,000 events, the same each time, told by the models' verbs."""

from datetime import UTC, datetime, timedelta
from random import Random

from flask_security import hash_password

from workspace.accounts.models import User
from workspace.actions.models import Action
from workspace.actions.words import Origin, Part, Priority, Status
from workspace.council.models import ShareLink
from workspace.db import clock, commit, db
from workspace.guidance import toolbox
from workspace.guidance.models import Principle
from workspace.history.models import Head
from workspace.members.models import Member, Unit, Workspace
from workspace.members.words import Role, UnitKind, WorkspaceKind
from workspace.plans.deadline import parse
from workspace.plans.models import Plan

EMAIL, PASSWORD = "bench@musterstadt.example", "mitplan-bench"  # a town that lives for a minute
BEGIN = datetime(2026, 1, 12, 9, tzinfo=UTC)
UNITS = (
    "Fachbereich Soziales, Fachbereich Bildung und Jugend, Fachbereich Bauen und Wohnen, Stabsstelle Integration, "
    "Jugendamt, Gesundheitsamt, Ausländerbehörde, Jobcenter, Volkshochschule, Grundschule am Markt, Caritasverband, "
    "Sportverein, Begegnung e. V., Integrationsbeirat"
).split(", ")
DEADLINES = [parse(text) for text in ("31.12.2027", "IV. Quartal 2027", "2. Halbjahr 2028", "2029", "30.06.2026")]
STATUSES = [Status.NOT_STARTED, Status.PREPARING, Status.UNDER_WAY, Status.STANDING, Status.DONE]


def build(events: int = 2000) -> ShareLink:
    """Make the town in one transaction and return a share link to its plan."""
    with clock(BEGIN):
        town = Workspace.create(slug="musterstadt", name="Musterstadt", kind=WorkspaceKind.SMALL)
        anna = coordinator(town)
        units = [Unit.add(town, by=anna, name=name, kind=UnitKind.DEPARTMENT) for name in UNITS]
        plan = Plan.create(by=anna, title="Integrationskonzept", first_year=2026, last_year=2030)
        actions = [take(principle, plan, town, anna) for principle in toolbox().principles]
        link = ShareLink.create(plan, by=anna, label="Rat", expires_at=datetime(2099, 12, 31, tzinfo=UTC))
    chance = Random(7)  # noqa: S311 (the same town each time)
    for hour in range(events - db.session.get_one(Head, town.id).seq):
        with clock(BEGIN + timedelta(hours=hour + 1)):
            change(actions[hour % len(actions)], units, anna, chance)
    commit()
    return link


def coordinator(town: Workspace) -> Member:
    """Give the town the person who is measured with."""
    user = User(email=EMAIL, name="Anna Bench", password=str(hash_password(PASSWORD)))
    db.session.add(user)
    db.session.flush()
    return Member.join(town, user, role=Role.COORDINATOR)


def take(principle: Principle, plan: Plan, town: Workspace, anna: Member) -> Action:
    """Take a principle into the plan with its meaning as the draft of the purpose."""
    return Action.start(
        "created",
        by=anna,
        workspace_id=town.id,
        plan_id=plan.id,
        code=town.next_code(),
        field_id=principle.field.id,
        theme_id=principle.theme.id,
        principle_ids=[principle.id],
        title=principle.title,
        purpose=str(principle.meaning),
        status=Status.NOT_STARTED,
        priority=Priority.NORMAL,
        part=Part.OWN,
        origin=Origin.TOOLBOX,
    )


def change(action: Action, units: list[Unit], anna: Member, chance: Random) -> None:
    """Change one thing about an action: first what a complete one needs, then something at random, always really."""
    if action.owner_id is None:
        action.set_owner(chance.choice(units), by=anna)
    elif action.due_on is None:
        action.set_deadline(chance.choice(DEADLINES), by=anna)
    elif chance.random() < 0.6:
        action.set_status(chance.choice([status for status in STATUSES if status != action.status]), by=anna)
    else:
        outcome = f"Stand nach {action.version} Änderungen: {chance.randrange(5, 500)} Menschen erreicht."
        action.edit("outcome", {"outcome": outcome}, drawn_from=action.group_version("outcome"), by=anna)
