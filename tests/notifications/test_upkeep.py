"""The outbox: no mail is lost, none is sent twice without need, and nobody waits while one is sent."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from flask import Flask
from sqlalchemy import select, update

from tests.world import TOWN, World
from workspace.accounts.limiter import Attempt
from workspace.accounts.models import Session, User
from workspace.db import clock, commit, db, now
from workspace.mail import Mail
from workspace.members.invitations import Invitation
from workspace.notifications import outbox


def mails(world: World) -> list[Mail]:
    return world.all(select(Mail).order_by(Mail.id))


def test_an_address_nobody_has_is_given_up_at_once(world: World, server, queue, empty, as_) -> None:
    as_(world.anna).post(f"{TOWN}/invitations", data={"email": "gone@stadt.de", "role": "reader", "unit_id": ""})
    queue()
    server.refused = {"gone@stadt.de": "550 no such mailbox"}

    assert empty() == 1
    assert mails(world)[0].is_lost
    assert "550 no such mailbox" in mails(world)[0].error
    assert "E-Mail nicht zustellbar" in as_(world.anna).get(f"{TOWN}/members").text


def test_one_broken_mail_doesnt_hold_up_the_rest(world: World, server, queue, empty, monkeypatch) -> None:
    first = queue()
    queue(world.rosa)
    world.write(update(Mail).where(Mail.id == first).values(kind="unheard_of"))

    assert empty() == 1
    assert server.recipients == ["rosa@musterstadt.example"]
    assert mails(world)[0].error == "KeyError: 'unheard_of'"


def test_a_server_that_hangs_up_in_the_middle_loses_nothing(world: World, server, queue, empty) -> None:
    for person in (world.anna, world.rosa, world.ben):
        queue(person)
    server.answers = ["250", "421 going down"]

    empty()
    with clock(now() + timedelta(minutes=10)):
        empty()

    assert sorted(server.recipients) == sorted(person.email for person in (world.anna, world.rosa, world.ben))


def test_two_workers_share_the_work(world: World, server, queue, empty) -> None:
    for _ in range(12):
        queue()
    with ThreadPoolExecutor(3) as workers:
        sent = sum(workers.map(lambda _: empty(), range(3)))

    assert (sent, len(server.letters)) == (12, 12)


def test_a_worker_that_died_gives_its_mail_back(world: World, server, queue, empty, app: Flask) -> None:
    queue()
    with app.app_context():
        assert outbox.take(outbox.due()[0])

    assert empty() == 0
    with clock(now() + timedelta(minutes=6)):
        assert empty() == 1


def test_nobody_waits_while_a_mail_is_sent(world: World, server, queue, empty, app: Flask) -> None:
    seen: list[bool] = []

    def nothing_is_open() -> None:
        with app.app_context():
            if db.engine.dialect.name == "sqlite":
                other = sqlite3.connect(str(db.engine.url.database), timeout=0, isolation_level=None)
                other.execute("BEGIN IMMEDIATE")
                other.execute("ROLLBACK")
                other.close()
            seen.append(db.engine.pool.checkedout() == 0)

    server.while_sending = nothing_is_open
    queue()

    assert empty() == 1
    assert seen == [True]


def test_what_is_no_longer_wanted_isnt_sent(world: World, server, queue, empty, as_) -> None:
    as_(world.anna).post(f"{TOWN}/invitations", data={"email": "mia@stadt.de", "role": "reader", "unit_id": ""})
    invitation = world.one(select(Invitation)).id
    as_(world.anna).post(f"{TOWN}/invitations/{invitation}/revocation")
    queue()
    world.write(update(User).where(User.email == world.anna.email).values(active=False))

    assert empty() == 0
    assert mails(world) == []
    assert server.letters == []


def test_a_reset_mail_nobody_waits_for_isnt_sent(world: World, server, queue, empty) -> None:
    queue()
    with clock(now() + timedelta(hours=3)):
        assert empty() == 0
    assert mails(world) == []


def test_without_a_mail_server_mails_wait(world: World, queue, empty) -> None:
    queue()

    assert empty() == 0
    assert mails(world)[0].tries == 0


def test_what_has_had_its_time_is_tidied_away(world: World, app: Flask, server, queue, empty, as_) -> None:
    queue()
    empty()
    as_(world.anna), as_(None).post("/login", data={"email": "anna@musterstadt.example", "password": "wrong"})

    with app.app_context(), clock(now() + timedelta(hours=25)):
        outbox.tidy()
        commit()
    assert (len(mails(world)), world.all(select(Attempt)), world.all(select(Session))) == (1, [], [])
    with app.app_context(), clock(now() + timedelta(days=31)):
        outbox.tidy()
    assert mails(world) == []
