"""Who may what: everybody in town reads, staff adds, an author changes their own, coordination and editing all."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from tests.comments.conftest import BEN, GUIDANCE, LIST, NEW, ONE, THEME, As, read, sent
from tests.world import CAST, Person, World, join
from workspace.comments.models import Note
from workspace.db import commit, db
from workspace.members.models import Member, Workspace
from workspace.members.words import Role

Write = Callable[..., TestResponse]
WITHDRAWAL = f"{ONE}/withdrawal"
READS = (THEME, LIST, f"{LIST}.md", f"{LIST}.json", "/w/musterstadt/actions/M-002")
STAFF, CHANGES = ("coordinator", "editor", "contributor"), ("coordinator", "editor")


@pytest.mark.parametrize("role", [role for role in CAST if role != "outsider"])
def test_everybody_in_town_reads(world: World, as_: As, write: Write, role: str) -> None:
    write(world.eda, title="Wer prüft")

    for page in READS:
        assert "Wer prüft" in as_(CAST[role]).get(page).text, page


@pytest.mark.parametrize("role", CAST)
def test_only_staff_adds(world: World, as_: As, write: Write, role: str) -> None:
    expected = 303 if role in STAFF else 404 if role == "outsider" else 403

    assert as_(CAST[role]).get(NEW).status_code == (200 if expected == 303 else expected)
    assert write(CAST[role]).status_code == expected
    assert world.one(select(func.count()).select_from(Note)) == (1 if expected == 303 else 0)
    if role != "outsider":
        assert (NEW in as_(CAST[role]).get(THEME).text) is (expected == 303)


@pytest.mark.parametrize("role", CAST)
def test_what_somebody_else_wrote_is_changed_by_coordination_and_editing_only(
    world: World, as_: As, write: Write, role: str
) -> None:
    write(world.anna)
    browser = as_(CAST[role])
    expected = 200 if role in CHANGES else 404 if role == "outsider" else 403

    if role != "outsider":
        assert (ONE in browser.get(THEME).text) is (expected == 200)
    assert browser.get(ONE).status_code == expected
    answers = [browser.post(ONE, data=sent(version=1, text="Anders.")), browser.post(WITHDRAWAL, data={"back": ""})]
    assert {answer.status_code for answer in answers} == {303 if expected == 200 else expected}
    assert (read(world).withdrawn_at is not None) is (expected == 200)
    assert read(world).text == ("Anders." if expected == 200 else sent()["text"])


def test_a_contributor_changes_and_withdraws_their_own_without_a_unit_too(world: World, as_: As, write: Write) -> None:
    with world.app.app_context():
        town = db.session.scalars(select(Workspace).filter_by(slug="musterstadt")).one()
        carl = Person("Carl", "carl@musterstadt.example")
        join(town, carl, Role.CONTRIBUTOR)
        commit()
    write(carl)

    assert "Mitwirkung (Carl)" in as_(world.rosa).get(THEME).text
    assert as_(carl).post(ONE, data=sent(version=1, text="Von mir.")).status_code == 303
    assert as_(world.ben).get(ONE).status_code == 403
    assert as_(carl).post(WITHDRAWAL, data={"back": ""}).status_code == 303


def test_who_no_longer_contributes_changes_nothing_any_more(world: World, as_: As, write: Write) -> None:
    write(world.ben)
    world.write(update(Member).where(Member.id == world.member(world.ben).id).values(role=Role.READER))

    assert as_(world.ben).get(ONE).status_code == 403
    assert as_(world.ben).post(WITHDRAWAL, data={"back": ""}).status_code == 403


def test_what_a_removed_member_wrote_stays_under_their_name(world: World, as_: As, write: Write) -> None:
    write(world.ben)
    as_(world.anna).post(f"/w/musterstadt/members/{world.member(world.ben).id}/removal")

    for page in READS:
        assert BEN in as_(world.rosa).get(page).text, page
    assert as_(world.anna).post(ONE, data=sent(version=1, text="Jetzt wir.")).status_code == 303
    assert as_(world.ben).get(ONE).status_code == 404


def test_notes_of_another_town_are_found_nowhere(world: World, as_: As, write: Write) -> None:
    write(world.olaf, NEW.replace("musterstadt", "nachbarstadt"), title="Geheimnis der Nachbarn")
    browser = as_(world.anna)

    for page in (*READS, f"{GUIDANCE}/search?q=Geheimnis", "/w/musterstadt/history"):
        assert "der Nachbarn" not in browser.get(page).text, page
    assert browser.get(ONE).status_code == 404
    assert browser.post(ONE, data=sent(version=1)).status_code == 404
    assert browser.post(WITHDRAWAL, data={"back": ""}).status_code == 404
    assert read(world, town=2).version == 1


def test_visitors_sign_in_first(world: World, as_: As) -> None:
    visitor = as_(None)

    assert {visitor.get(page).status_code for page in (NEW, ONE, *READS)} == {303}
    assert {visitor.post(page, data=sent()).status_code for page in (NEW, ONE, WITHDRAWAL)} == {401}


def test_a_council_reads_none_of_it(world: World, as_: As, write: Write) -> None:
    write(world.eda, title="Nur für uns", text="Das bleibt im Rathaus.")
    as_(world.anna).post("/w/musterstadt/shares", data={"plan": "1", "label": "Rat", "expires": ""})
    address = as_(world.anna).get("/w/musterstadt/shares").text.split('readonly value="')[1].split('"')[0]
    page = as_(None).get(f"/s/{address.split('/s/')[1]}", follow_redirects=True)

    assert "M-001" in page.text
    assert "Nur für uns" not in page.text
    assert "Das bleibt im Rathaus" not in page.text
