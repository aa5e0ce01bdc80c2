"""Inviting and accepting: a link that works once, for its own address, and does nothing until the button is pressed."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from sqlalchemy import select, update

from tests.world import TOWN, World
from workspace.accounts.models import Session, User
from workspace.db import clock, now
from workspace.mail import Mail
from workspace.members.invitations import Invitation
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


def without_tokens(text: str) -> str:
    return re.sub(r'value="[^"]*"', "", text)


def test_nobody_accepts_for_another_address(world: World, as_) -> None:
    link, olaf = invite(as_, world), as_(world.olaf)

    page = olaf.get(link).text
    assert "Sie sind unter einer anderen Adresse angemeldet" in page
    assert olaf.post(f"{link}/joining").status_code == 409
    assert olaf.post(link, data=ACCEPT).status_code == 409
    assert as_(None).post(f"{link}/joining").status_code == 409
    assert olaf.get(f"{TOWN}/units").status_code == 404

    out = olaf.post("/logout", data={"next": link})
    assert out.headers["Location"] == link


def test_somebody_who_was_removed_can_come_back_with_their_past(world: World, as_) -> None:
    before = world.member(world.rosa)
    as_(world.anna).post(f"{TOWN}/members/{before.id}/removal")
    link = invite(as_, world, email=world.rosa.email, role="board")

    assert as_(world.rosa).post(f"{link}/joining").status_code == 303

    after = world.member(world.rosa)
    assert (after.id, after.pseudonym, after.removed_at, after.role) == (before.id, before.pseudonym, None, Role.BOARD)
    assert as_(world.rosa).get(f"{TOWN}/units").status_code == 200


def test_a_member_who_accepts_again_keeps_their_role(world: World, as_) -> None:
    link = invite(as_, world)
    world.write(update(Invitation).values(email=world.eda.email, role=Role.READER))

    as_(world.eda).post(f"{link}/joining")

    assert world.member(world.eda).role is Role.EDITOR


@on_sqlite
@pytest.mark.parametrize(
    "change, message",
    [
        ({"email": ""}, "Bitte geben Sie die E-Mail-Adresse ein."),
        ({"email": "mia"}, "nicht nach einer E-Mail-Adresse"),
        ({"email": "eda@musterstadt.example"}, "Diese Person hat schon einen Zugang."),
        ({"email": "a@b.de\r\nBcc: c@d.de"}, "nicht nach einer E-Mail-Adresse"),
        ({"role": "mayor"}, "gültige Auswahl"),
        ({"role": "contributor"}, "Bitte wählen Sie das Amt"),
        ({"unit_id": "4711"}, "gültige Auswahl"),
        ({"workspace_id": "2"}, "neu"),
    ],
)
def test_an_invitation_that_makes_no_sense_is_refused(world: World, as_, change: dict[str, str], message: str) -> None:
    answer = as_(world.anna).post(INVITATIONS, data={**MIA, **change})

    assert answer.status_code == 422
    assert message in answer.text
    assert world.all(select(Invitation)) == []


def test_one_open_invitation_for_an_address_is_enough(world: World, as_) -> None:
    invite(as_, world)

    answer = as_(world.anna).post(INVITATIONS, data=MIA)

    assert answer.status_code == 422
    assert "schon eine offene Einladung" in answer.text
    with clock(now() + timedelta(days=15)):
        assert as_(world.anna).post(INVITATIONS, data=MIA).status_code == 303


@on_sqlite
def test_the_link_can_be_copied_and_sent_with_ones_own_mail_program(world: World, as_) -> None:
    link = invite(as_, world)
    page = as_(world.anna).get(f"{INVITATIONS}/{newest(world).id}").text

    assert 'data-copy="#link"' in page
    own = urlsplit(re.search(r'href="(mailto:[^"]+)"', page)[1].replace("&amp;", "&"))
    said = parse_qs(own.query)
    assert own.path == "mia%40musterstadt.example"
    assert said["subject"] == ["Einladung zum Maßnahmenplan von Musterstadt"]
    assert f"http://127.0.0.1:5000{link}" in said["body"][0]
    assert "Anna lädt Sie ein" in said["body"][0]


def test_the_invitation_is_mailed_where_a_server_is_set(world: World, app: Flask, as_, monkeypatch) -> None:
    invite(as_, world, email="first@stadt.de")
    assert world.all(select(Mail)) == []

    monkeypatch.setitem(app.config, "MAIL_SERVER", "mail.example")
    invite(as_, world)

    mail = world.one(select(Mail))
    assert (mail.kind, mail.recipient, mail.subject_id) == ("invitation", "mia@musterstadt.example", newest(world).id)
    assert "E-Mail ist unterwegs" in as_(world.anna).get(f"{TOWN}/members").text


def test_renewing_makes_a_new_link_and_kills_the_old(world: World, as_) -> None:
    old = invite(as_, world)
    with clock(now() + timedelta(days=15)):
        page = as_(world.anna).post(f"{INVITATIONS}/{newest(world).id}/renewal", follow_redirects=True).text
        new = urlsplit(re.search(r'value="(http[^"]+)"', page)[1]).path

        assert new != old
        assert as_(None).get(old).status_code == 404
        assert as_(None).get(new).status_code == 200
    assert world.latest().kind == "invitation.renewed"


def test_revoking_takes_it_off_the_list(world: World, as_) -> None:
    link = invite(as_, world)
    as_(world.anna).post(f"{INVITATIONS}/{newest(world).id}/revocation")

    assert as_(None).get(link).status_code == 404
    assert "mia@musterstadt.example" not in as_(world.anna).get(f"{TOWN}/members").text
    assert world.latest().kind == "invitation.revoked"


def test_an_accepted_invitation_stays_as_it_is(world: World, as_) -> None:
    as_(None).post(invite(as_, world), data=ACCEPT)
    before = len(world.events())

    for verb in ("renewal", "revocation"):
        as_(world.anna).post(f"{INVITATIONS}/{newest(world).id}/{verb}")

    assert len(world.events()) == before
    assert newest(world).revoked_at is None


@on_sqlite
@pytest.mark.parametrize("who", ["eda", "ben", "bea", "rosa"])
def test_only_the_coordination_invites(world: World, as_, who: str) -> None:
    invite(as_, world)
    browser, one = as_(getattr(world, who)), f"{INVITATIONS}/{newest(world).id}"

    assert browser.post(INVITATIONS, data=MIA).status_code == 403
    assert browser.get(one).status_code == 403
    for verb in ("renewal", "revocation"):
        assert browser.post(f"{one}/{verb}").status_code == 403
    assert as_(world.olaf).get(one).status_code == 404
    assert as_(world.olaf).get(f"/w/nachbarstadt/invitations/{newest(world).id}").status_code == 404


@on_sqlite
def test_only_the_tokens_hash_is_stored(world: World, as_) -> None:
    token = invite(as_, world).rpartition("/")[2]

    assert len(token) == 43  # 256 bit
    row = newest(world)
    assert token not in {str(value) for value in vars(row).values()}
    assert all(token not in str(vars(event)) for event in world.events())


@on_sqlite
def test_the_links_address_reaches_no_log_and_no_other_page(world: World, as_) -> None:
    answer = as_(None).get(invite(as_, world))

    assert answer.headers["Referrer-Policy"] == "strict-origin"
    assert answer.headers["Cache-Control"] == "no-store"


@on_sqlite
def test_guessing_links_is_limited(world: World, as_) -> None:
    answers = [as_(None).post(f"/invitations/guess-{n}", data=ACCEPT).status_code for n in range(61)]

    assert answers == [404] * 60 + [429]


def test_accepting_signs_in_under_a_fresh_session(world: World, as_) -> None:
    link, browser = invite(as_, world), as_(None)
    browser.get(link)
    browser.post(link, data=ACCEPT)

    assert len([row for row in world.all(select(Session)) if row.user_id == user(world).id]) == 1
