"""`flask setup`: a real town with its first coordinator, once, and never beside the demo's known passwords."""

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select, update

from tests.world import World
from workspace import create_app
from workspace.accounts.models import User
from workspace.db import db
from workspace.members.models import Member, Workspace
from workspace.members.words import Role, WorkspaceKind

ANSWERS = {
    "TOWN": "Groß Süderstedt",
    "SLUG": "suederstedt",
    "KIND": "rural",
    "NAME": "Mia Neumann",
    "EMAIL": "Mia@Suederstedt.de",
    "PASSWORD": "leiter im blauen hof",
}


@pytest.fixture
def bare(tmp_path: Path) -> Flask:
    """Return the application on no database at all."""
    return create_app({"INSTANCE": tmp_path, "TESTING": True, "WTF_CSRF_ENABLED": False})


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return the answers, set in the environment."""
    for name, value in ANSWERS.items():
        monkeypatch.setenv(f"MITPLAN_SETUP_{name}", value)
    return ANSWERS


def run(app: Flask, *args: str, said: str = "") -> Result:
    return app.test_cli_runner().invoke(args=args or ["setup"], input=said)


def test_it_sets_up_a_town_from_the_environment(bare: Flask, answers) -> None:
    done = run(bare)

    assert done.exit_code == 0, done.output
    assert "Groß Süderstedt ist eingerichtet. Mia Neumann kann sich jetzt anmelden:" in done.output
    assert "http://127.0.0.1:5000/login" in done.output
    assert answers["PASSWORD"] not in done.output
    with bare.app_context():
        town, member = db.session.scalars(select(Workspace)).one(), db.session.scalars(select(Member)).one()
        assert (town.slug, town.name, town.kind) == ("suederstedt", "Groß Süderstedt", WorkspaceKind.RURAL)
        assert member.role is Role.COORDINATOR
        assert db.session.scalars(select(User.demo)).all() == [False]
    browser = bare.test_client()
    browser.post("/login", data={"email": "mia@suederstedt.de", "password": answers["PASSWORD"]})
    assert browser.get("/w/suederstedt/members").status_code == 200


def test_it_asks_until_the_answer_is_right(bare: Flask) -> None:
    password = "leiter im blauen hof"
    lines = ["", "Groß Süderstedt", "Nicht So!", "", "city", "rural", "Mia", "mia", "mia@stadt.de", "kurz", "kurz"]
    done = run(bare, said="\n".join([*lines, password, password]) + "\n")

    assert done.exit_code == 0, done.output
    assert "[gross-suederstedt]" in done.output
    assert "Bitte mindestens 10 Zeichen." in done.output
    assert password not in done.output
    with bare.app_context():
        assert db.session.scalars(select(Workspace.slug)).one() == "gross-suederstedt"


@pytest.mark.parametrize(
    "name, value, message",
    [
        ("TOWN", "", "1 bis 80 Zeichen"),
        ("TOWN", "x" * 81, "1 bis 80 Zeichen"),
        ("SLUG", "../etc", "Kleinbuchstaben"),
        ("SLUG", "-a", "Kleinbuchstaben"),
        ("KIND", "city", "Bitte wählen Sie"),
        ("EMAIL", "mia", "nicht nach einer E-Mail-Adresse"),
        ("PASSWORD", "Passwort123", "leicht zu erraten"),
        ("PASSWORD", "mia@suederstedt.de", "leicht zu erraten"),
    ],
)
def test_a_wrong_answer_in_the_environment_is_named(bare: Flask, answers, monkeypatch, name, value, message) -> None:
    monkeypatch.setenv(f"MITPLAN_SETUP_{name}", value)
    done = run(bare)

    assert done.exit_code == 1
    assert f"MITPLAN_SETUP_{name}: " in done.output
    assert message in done.output
    with bare.app_context():
        assert db.session.scalars(select(Workspace)).all() == []


def test_it_never_touches_a_town_that_is_there(world: World, app: Flask, answers) -> None:
    done = run(app)

    assert done.exit_code == 1
    assert "Hier gibt es schon eine Kommune." in done.output
    assert len(world.all(select(Workspace))) == 2


def test_it_refuses_the_demo(world: World, app: Flask, answers) -> None:
    world.write(update(User).where(User.email == world.anna.email).values(demo=True))
    done = run(app)

    assert done.exit_code == 1
    assert "Das ist die Demo" in done.output


def test_the_demo_refuses_a_real_town(bare: Flask, answers) -> None:
    run(bare)
    done = run(bare, "seed")

    assert "es wurde nichts geändert" in done.output
    with bare.app_context():
        assert db.session.scalars(select(User.demo)).all() == [False]


def test_a_reset_link_helps_where_no_mail_is_sent(world: World, app: Flask, as_) -> None:
    done = run(app, "reset-link", "ANNA@musterstadt.example")

    assert done.exit_code == 0
    link = done.output.split("http://127.0.0.1:5000")[1].strip()
    assert "Neues Passwort wählen" in as_(None).get(link).text


def test_a_reset_link_needs_an_account(world: World, app: Flask) -> None:
    done = run(app, "reset-link", "nobody@musterstadt.example")

    assert done.exit_code == 1
    assert "Zu nobody@musterstadt.example gibt es kein Konto." in done.output
