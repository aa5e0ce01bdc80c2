"""The town a storm comes over, and what its history says afterwards."""

from flask import Flask, current_app
from sqlalchemy import select

from tests.storm.account import Fact
from tests.world import ANNA, TOWN, Person, action, join
from workspace.accounts.models import User
from workspace.db import commit, db, reading
from workspace.editing.past import AS_TYPED
from workspace.editing.replay import replay
from workspace.history.models import EventText, Head
from workspace.history.verify import events, fallen_triggers, verify
from workspace.members.models import Member, Workspace
from workspace.members.words import Role
from workspace.plans.models import Plan

SLUG = TOWN.rpartition("/")[2]
BEGIN = "Viele finden den Weg nicht. Es fehlt an Auskunft. Die Wege sind lang. Niemand ist zuständig."


def people(count: int) -> list[Person]:
    """Return the storm's writers."""
    return [Person(f"Person {number}", f"person{number}@musterstadt.example") for number in range(1, count + 1)]


def settle(app: Flask, writers: list[Person], count: int) -> list[str]:
    """Give Musterstadt its writers and some actions more; return these actions' codes."""
    with app.app_context():
        town = db.session.scalars(select(Workspace).filter_by(slug=SLUG)).one()
        anna = db.session.scalars(select(Member).join(User).filter_by(email=ANNA.email)).one()
        for person in writers:
            join(town, person, Role.EDITOR)
        plan = db.session.scalars(select(Plan).filter_by(workspace_id=town.id)).one()
        made = [action(plan, anna, f"Vorhaben {number}.", theme="strategy") for number in range(count)]
        for one in made:
            values = {"title": one.title, "situation": BEGIN, "purpose": BEGIN}
            one.edit("purpose", values, drawn_from=one.group_version("purpose"), by=anna)
        codes = [one.code for one in made]
        commit()
        return codes


def head(app: Flask) -> int:
    """Return the number of the newest event."""
    with app.app_context(), reading():
        return db.session.scalars(select(Head.seq).join(Workspace).where(Workspace.slug == SLUG)).one()


def chronicle(app: Flask) -> tuple[list[Fact], list[str]]:
    """Return the town's events, and what the product's own checks find wrong with them and with its rows."""
    with app.app_context(), reading():
        town = db.session.scalars(select(Workspace).filter_by(slug=SLUG)).one()
        checks = (fallen_triggers(), verify(town.id, current_app.config["HISTORY_KEY"]), replay(town.id))
        found = [f"verify: {one.where}: {one.what}" for check in checks for one in check]
        facts = [
            Fact(
                event.seq,
                event.subject,
                event.version,
                {name: (said(old), said(new)) for name, (old, new) in event.scalars.items()}
                | {text.field: (said(text.old), said(text.new)) for text in event.texts if not is_typed(text)},
                {text.field.removeprefix(AS_TYPED): said(text.new) for text in event.texts if is_typed(text)},
            )
            for event in events(town.id)
        ]
        return facts, found


def is_typed(text: EventText) -> bool:
    """Say whether a text of an event is what somebody typed before it was merged."""
    return text.field.startswith(AS_TYPED)


def said(value: object) -> str:
    """Return a value of the history as a form shows it."""
    return "" if value is None else str(value)
