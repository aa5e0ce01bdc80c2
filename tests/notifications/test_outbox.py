"""The outbox: no mail is lost, none is sent twice without need, and nobody waits while one is sent."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from tests.world import TOWN, World
from workspace.accounts.models import User
from workspace.db import clock, now
from workspace.mail import LAST_TRY, RENDERERS, Letter, Mail

on_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)  # where nothing hangs on the kind of database


def mails(world: World) -> list[Mail]:
    return world.all(select(Mail).order_by(Mail.id))


def test_a_mail_leaves_the_house_once(world: World, server, queue, empty) -> None:
    queue()

    assert (empty(), empty()) == (1, 0)
    assert server.recipients == ["anna@musterstadt.example"]
    assert mails(world)[0].sent_at is not None


@on_sqlite
def test_the_reset_mail_holds_a_link_that_works(world: World, server, queue, empty, as_) -> None:
    queue()
    empty()

    letter = server.letters[0]
    assert letter["Subject"] == "Neues Passwort für Mitplan"
    body = letter.get_content()
    assert body.startswith("Guten Tag Anna,")
    link = re.search(r"http://127\.0\.0\.1:5000(/reset/\S+)", body)
    assert "Neues Passwort wählen" in as_(None).get(link[1]).text


@on_sqlite
def test_the_link_is_made_when_it_is_sent(world: World, server, queue, empty) -> None:
    queue()
    row = mails(world)[0]
    assert "token" not in str(vars(row)).lower()

    world.write(update(User).where(User.email == world.anna.email).values(fs_uniquifier="changed meanwhile"))
    empty()
    assert len(server.letters) == 1


@on_sqlite
def test_the_language_is_the_readers(world: World, server, queue, empty) -> None:
    queue(language="en")
    empty()

    assert server.letters[0]["Subject"] == "A new password for Mitplan"
    assert server.letters[0]["Content-Language"] == "en"


def test_the_invitation_names_who_invites_and_works(world: World, server, empty, as_) -> None:
    data = {"email": "mia@stadt.de", "name": "Mia", "role": "reader", "unit_id": ""}
    as_(world.anna).post(f"{TOWN}/invitations", data=data)
    empty()

    letter = server.letters[0]
    assert letter["Subject"] == "Einladung zum Maßnahmenplan von Musterstadt"
    assert "Anna lädt Sie ein" in letter.get_content()
    link = re.search(r"http://127\.0\.0\.1:5000(/invitations/\S+)", letter.get_content())
    assert as_(None).get(link[1]).status_code == 200


@on_sqlite
def test_what_a_machine_sends_says_so(world: World, server, queue, empty) -> None:
    queue()
    empty()

    letter = server.letters[0]
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["From"] == "mitplan@localhost"
    assert letter["To"] == "anna@musterstadt.example"
    assert letter["Message-ID"].endswith("@127.0.0.1>")
    assert letter.get_content_type() == "text/plain"


@on_sqlite
def test_links_come_from_the_settings_never_from_a_request(world: World, server, app: Flask, as_, empty) -> None:
    as_(None).post("/reset", data={"email": "anna@musterstadt.example"}, headers={"Host": "localhost"})
    answer = as_(None).post("/reset", data={"email": "rosa@musterstadt.example"}, headers={"Host": "evil.example"})
    empty()

    assert answer.status_code == 400
    assert [letter["To"] for letter in server.letters] == ["anna@musterstadt.example"]
    assert "http://127.0.0.1:5000/reset/" in server.letters[0].get_content()


@on_sqlite
def test_a_name_cant_add_a_header(world: World, server, empty, app: Flask, monkeypatch, queue) -> None:
    wicked = Letter(subject="Hello\r\nBcc: evil@evil.example\n\nbody", body="a\n.\nQUIT\r\nMAIL FROM:<x@y.z>")
    monkeypatch.setitem(RENDERERS, "reset_instructions", lambda _mail: wicked)
    queue()
    empty()

    assert server.recipients == ["anna@musterstadt.example"]
    assert server.letters[0]["Bcc"] is None
    assert server.letters[0]["Subject"] == "Hello Bcc: evil@evil.example body"
    assert "\nQUIT" in server.letters[0].get_content().replace("\r\n", "\n")


@on_sqlite
def test_an_address_beyond_ascii_arrives(world: World, server, empty, queue, app: Flask) -> None:
    queue()
    world.write(update(Mail).values(recipient="info@müller-stadt.example"))
    empty()

    assert server.recipients == ["info@xn--mller-stadt-thb.example"]


@on_sqlite
@pytest.mark.parametrize("answer", ["451 try again", "421 too busy"])
def test_a_server_that_says_later_is_asked_again_later(world: World, server, queue, empty, answer: str) -> None:
    server.answers = [answer]
    queue()

    assert empty() == 0
    assert mails(world)[0].error
    assert empty() == 0  # not at once
    with clock(now() + timedelta(minutes=2)):
        assert empty() == 1
    assert mails(world)[0].error is None


def test_both_tries_carry_the_same_id(world: World, server, queue, empty) -> None:
    queue()
    empty()
    world.write(update(Mail).values(sent_at=None, due_at=now()))
    empty()

    assert len({letter["Message-ID"] for letter in server.letters}) == 1
    assert len(server.letters) == 2


@on_sqlite
def test_two_mails_have_different_ids(world: World, server, queue, empty) -> None:
    queue(), queue(world.rosa)
    empty()

    assert len({letter["Message-ID"] for letter in server.letters}) == 2


def test_patience_grows_and_ends(world: World, app: Flask, queue, empty, monkeypatch) -> None:
    for name, value in {"MAIL_SERVER": "127.0.0.1", "MAIL_PORT": 1, "MAIL_STARTTLS": False}.items():
        monkeypatch.setitem(app.config, name, value)
    monkeypatch.setitem(RENDERERS, "reset_instructions", lambda _mail: Letter("s", "b"))
    queue()
    waits, moment = [], now()
    for _ in range(LAST_TRY):
        with clock(moment):
            empty()
        due = mails(world)[0].due_at
        waits.append(due - moment)
        moment = due

    assert waits == sorted(waits)
    assert waits[0] == timedelta(minutes=1)
    with clock(moment + timedelta(days=1)):
        assert empty() == 0
    lost = mails(world)[0]
    assert (lost.tries, lost.is_lost) == (LAST_TRY, True)
    assert "refused" in lost.error
