"""Inviting and accepting: a link that works once, for its own address, and does nothing until the button is pressed."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select, update

from tests.world import PASSWORD, TOWN, World
from workspace.accounts.models import User
from workspace.db import clock, now
from workspace.mail import Mail
from workspace.members.invitations import Invitation
from workspace.members.models import Member
from workspace.members.words import Role

on_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)  # where nothing hangs on the kind of database

INVITATIONS = f"{TOWN}/invitations"
MIA = {"email": "Mia@Musterstadt.example", "name": "Mia Neumann", "role": "editor", "unit_id": ""}
ACCEPT = {"name": "Mia Neumann", "password": "leiter im blauen hof", "password_confirm": "leiter im blauen hof"}


def invite(as_, world: World, **change: str) -> str:
    """Invite and return the link's path."""
    page = as_(world.anna).post(INVITATIONS, data={**MIA, **change}, follow_redirects=True).text
    found = re.search(r'value="(http[^"]+)"', page)
    assert found, page
    return urlsplit(found[1]).path


def newest(world: World) -> Invitation:
    return world.one(select(Invitation).order_by(Invitation.id.desc()))


def user(world: World, email: str = "mia@musterstadt.example") -> User | None:
    return world.one(select(User).where(User.email == email))


def test_accepting_sets_the_password_and_lands_in_the_town(world: World, as_) -> None:
    link, browser = invite(as_, world), as_(None)
    page = browser.get(link).text
    assert "Einladung nach Musterstadt" in page
    assert "mia@musterstadt.example" in page
    assert 'value="Mia Neumann"' in page
    assert "Mindestens 10 Zeichen." in page

    answer = browser.post(link, data=ACCEPT)

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{TOWN}/")
    assert browser.get(f"{TOWN}/units").status_code == 200
    assert [event.kind for event in world.events()][-2:] == ["member.joined", "invitation.accepted"]
    login = {"email": MIA["email"], "password": ACCEPT["password"]}
    assert as_(None).post("/login", data=login).status_code == 302


@on_sqlite
def test_opening_the_link_changes_nothing(world: World, as_) -> None:
    link = invite(as_, world)
    before = len(world.events())
    for _ in range(3):
        assert as_(None).get(link).status_code == 200
        assert as_(None).head(link).status_code == 200

    assert user(world) is None
    assert len(world.events()) == before


def test_the_link_works_once(world: World, as_) -> None:
    link = invite(as_, world)
    as_(None).post(link, data=ACCEPT)

    assert as_(None).get(link).status_code == 404
    assert as_(None).post(link, data=ACCEPT).status_code == 404
    assert len(world.all(select(Member).join(User).where(User.email == "mia@musterstadt.example"))) == 1


def test_of_two_clicks_at_once_one_counts(world: World, as_) -> None:
    link = invite(as_, world)
    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda _: as_(None).post(link, data=ACCEPT).status_code, range(2)))

    assert answers.count(303) == 1
    assert set(answers) <= {303, 404, 409}
    assert len(world.all(select(Member).join(User).where(User.email == "mia@musterstadt.example"))) == 1


def test_dead_links_all_get_the_same_friendly_page(world: World, as_) -> None:
    expired, revoked, renewed = (invite(as_, world, email=f"{n}@stadt.de") for n in "abc")
    world.write(
        update(Invitation).where(Invitation.email == "a@stadt.de").values(expires_at=now() - timedelta(seconds=1))
    )
    ids = {row.email: row.id for row in world.all(select(Invitation))}
    as_(world.anna).post(f"{INVITATIONS}/{ids['b@stadt.de']}/revocation")
    as_(world.anna).post(f"{INVITATIONS}/{ids['c@stadt.de']}/renewal")
    used = invite(as_, world)
    as_(None).post(used, data=ACCEPT)

    dead = [expired, revoked, renewed, used, "/invitations/made-up", "/invitations/" + "x" * 3000]
    pages = {(answer.status_code, without_tokens(answer.text)) for answer in map(as_(None).get, dead)}
    assert len(pages) == 1
    status, text = pages.pop()
    assert status == 404
    assert "Diese Einladung gilt nicht mehr" in text
    for link in dead:
        assert as_(None).post(link, data=ACCEPT).status_code == 404
        assert as_(None).post(f"{link}/joining").status_code == 404


def without_tokens(text: str) -> str:
    return re.sub(r'value="[^"]*"', "", text)


@on_sqlite
def test_fourteen_days_later_it_is_over(world: World, as_) -> None:
    link = invite(as_, world)

    with clock(now() + timedelta(days=13, hours=23)):
        assert as_(None).get(link).status_code == 200
    with clock(now() + timedelta(days=14, minutes=1)):
        assert as_(None).get(link).status_code == 404


def test_an_expired_invitation_isnt_accepted_by_a_password_reset(world: World, app: Flask, as_, monkeypatch) -> None:
    monkeypatch.setitem(app.config, "MAIL_SERVER", "mail.example")
    invite(as_, world)
    as_(None).post("/reset", data={"email": MIA["email"]})

    assert [mail.kind for mail in world.all(select(Mail))] == ["invitation"]
    assert user(world) is None


@on_sqlite
@pytest.mark.parametrize(
    "change, message",
    [
        ({"password": "kurz", "password_confirm": "kurz"}, "mindestens 10 Zeichen"),
        ({"password": "Passwort123", "password_confirm": "Passwort123"}, "leicht zu erraten"),
        ({"password": "mia@musterstadt.example", "password_confirm": "mia@musterstadt.example"}, "leicht zu erraten"),
        ({"password_confirm": "etwas anderes hier"}, "unterscheiden sich"),
        ({"password": "x" * 129, "password_confirm": "x" * 129}, "höchstens 128 Zeichen"),
        ({"password": "", "password_confirm": ""}, "Bitte geben Sie ein Passwort ein."),
        ({"name": ""}, "Bitte geben Sie Ihren Namen an."),
        ({"role": "coordinator"}, "neu"),
        ({"email": "else@stadt.de"}, "neu"),
    ],
)
def test_what_is_wrong_is_said_and_the_link_stays_good(world: World, as_, change: dict[str, str], message: str) -> None:
    link = invite(as_, world)
    answer = as_(None).post(link, data={**ACCEPT, **change})

    assert answer.status_code == 422
    assert message in answer.text
    assert user(world) is None
    assert as_(None).post(link, data=ACCEPT).status_code == 303


def test_the_role_is_the_one_that_was_offered(world: World, as_) -> None:
    unit = world.unit("Jobcenter").id
    as_(None).post(invite(as_, world, role="contributor", unit_id=str(unit)), data=ACCEPT)

    member = world.one(select(Member).join(User).where(User.email == "mia@musterstadt.example"))
    assert (member.role, member.unit_id) == (Role.CONTRIBUTOR, unit)


def test_who_has_an_account_signs_in_first(world: World, as_) -> None:
    link, olaf = invite(as_, world, email="olaf@nachbarstadt.example"), as_(None)
    page = olaf.get(link).text
    assert "gibt es schon ein Konto" in page
    assert "password" not in page.split("</main>")[0]
    assert olaf.post(link, data=ACCEPT).status_code == 409

    back = olaf.post(f"/login?next={link}", data={"email": "olaf@nachbarstadt.example", "password": PASSWORD})
    assert back.headers["Location"] == link
    assert "Sie sind angemeldet als olaf@nachbarstadt.example." in olaf.get(link).text
    assert olaf.post(f"{link}/joining").headers["Location"] == f"{TOWN}/"

    assert olaf.get(f"{TOWN}/units").status_code == 200
    assert olaf.get("/w/nachbarstadt/units").status_code == 200
    assert "Nachbarstadt" in olaf.get("/").text
