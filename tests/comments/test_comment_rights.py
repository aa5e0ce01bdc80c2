"""Comments are for those who work on the plan: who reads, writes, edits and withdraws, and who never learns of them."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select, update

from tests.actions.sheets import HTMX
from tests.comments.conftest import As
from tests.comments.talking import ONE, SHEET, TALK, TEXT, WITHDRAWAL, change, read, say
from tests.world import CAST, World
from workspace.comments.talk import Comment
from workspace.members.models import Member
from workspace.members.words import Role

STAFF, SECRET = ("coordinator", "editor", "contributor"), "Geheimratsecke"
INSIDE = (
    "/w/musterstadt/",
    SHEET,
    f"{SHEET}/history",
    "/w/musterstadt/history",
    "/w/musterstadt/history?thing=actions",
)
PLAN = "/w/musterstadt/plans/1/"


def expected(role: str, good: int, roles: tuple[str, ...]) -> int:
    return good if role in roles else 404 if role == "outsider" else 403


@pytest.mark.parametrize("role", CAST)
def test_staff_writes_and_nobody_else(world: World, as_: As, role: str) -> None:
    answer = say(as_(CAST[role]))

    assert answer.status_code == expected(role, 303, STAFF)
    assert world.one(select(func.count()).select_from(Comment)) == (1 if role in STAFF else 0)


@pytest.mark.parametrize("role", CAST)
def test_staff_reads_and_nobody_else_learns_of_it(world: World, as_: As, role: str) -> None:
    say(as_(world.ben), SECRET)
    change(as_(world.ben), f"{SECRET} @Integrationsbeirat")
    browser = as_(CAST[role])

    assert browser.get(f"{ONE}/view", headers=HTMX).status_code == expected(role, 200, STAFF)
    if role != "outsider":
        pages = {page: browser.get(page).text for page in INSIDE}
        assert (SECRET in pages[SHEET]) is (role in STAFF)
        assert (SECRET in pages[f"{SHEET}/history"]) is (role in STAFF)
        assert ("kommentiert" in pages["/w/musterstadt/history"]) is (role in STAFF)
        if role not in STAFF:
            assert [page for page, text in pages.items() if SECRET in text or "omment" in text] == []


@pytest.mark.parametrize("role", CAST)
def test_only_the_author_edits(world: World, as_: As, role: str) -> None:
    say(as_(world.ben))
    browser, page = as_(CAST[role]), as_(world.anna).get(SHEET).text

    assert browser.get(ONE).status_code == expected(role, 200, ("contributor",))
    assert change(browser, "Anders.").status_code == expected(role, 303, ("contributor",))
    assert read(world).text == ("Anders." if role == "contributor" else TEXT)
    assert f'href="{ONE}#comment-1"' not in page


@pytest.mark.parametrize("role", CAST)
def test_the_author_and_the_coordination_withdraw(world: World, as_: As, role: str) -> None:
    say(as_(world.ben))
    if role in STAFF:
        offered = f'action="{WITHDRAWAL}"' in as_(CAST[role]).get(SHEET).text
        assert offered is (role in ("contributor", "coordinator"))

    answer = as_(CAST[role]).post(WITHDRAWAL)
    assert answer.status_code == expected(role, 303, ("contributor", "coordinator"))
    assert (read(world).withdrawn_at is not None) is (answer.status_code == 303)


def test_another_contributors_words_are_theirs_even_on_ones_own_action(world: World, as_: As) -> None:
    say(as_(world.anna))

    assert as_(world.ben).get(ONE).status_code == 403
    assert as_(world.ben).post(WITHDRAWAL).status_code == 403


def test_who_no_longer_works_on_the_plan_reads_and_changes_nothing(world: World, as_: As) -> None:
    say(as_(world.ben))
    world.write(update(Member).where(Member.id == world.member(world.ben).id).values(role=Role.READER))

    assert as_(world.ben).get(ONE).status_code == 403
    assert change(as_(world.ben), "Anders.").status_code == 403
    assert as_(world.ben).post(WITHDRAWAL).status_code == 403
    assert TEXT not in as_(world.ben).get(SHEET).text


def test_what_a_removed_member_wrote_stays_under_their_name(world: World, as_: As) -> None:
    say(as_(world.ben))
    as_(world.anna).post(f"/w/musterstadt/members/{world.member(world.ben).id}/removal")

    assert "Fachbereich Soziales (Ben)" in as_(world.anna).get(SHEET).text
    assert as_(world.anna).post(WITHDRAWAL).status_code == 303


def test_visitors_sign_in_first(world: World, as_: As) -> None:
    say(as_(world.ben))

    assert as_(None).get(ONE).status_code == 303
    assert {as_(None).post(page, data={"text": TEXT}).status_code for page in (TALK, ONE, WITHDRAWAL)} == {401}


def test_neighbours_share_a_code_and_nothing_else(world: World, as_: As) -> None:
    say(as_(world.olaf), SECRET, TALK.replace("musterstadt", "nachbarstadt"))

    assert [page for page in INSIDE if SECRET in as_(world.anna).get(page).text] == []
    assert as_(world.anna).get(ONE).status_code == 404
    assert change(as_(world.anna), "Meins.").status_code == 404
    assert read(world).text == SECRET


def test_no_council_and_no_export_tells_of_comments(world: World, as_: As) -> None:
    say(as_(world.ben), f"{SECRET} @Anna")
    as_(world.anna).post("/w/musterstadt/shares", data={"plan": "1", "label": "Rat", "expires": ""})
    address = as_(world.anna).get("/w/musterstadt/shares").text.split('readonly value="')[1].split('"')[0]
    council = as_(None).get(f"/s/{address.split('/s/')[1]}", follow_redirects=True).text
    book = as_(world.anna).get(f"{PLAN}export.xlsx").data

    assert "M-001" in council
    assert SECRET not in council
    assert "M-001" in [*cells(book)]
    assert not any(SECRET in cell or "Kommentar" in cell for cell in cells(book))
    assert SECRET not in as_(world.anna).get(PLAN).text


def cells(book: bytes) -> Iterator[str]:
    for sheet in load_workbook(BytesIO(book)):
        for row in sheet.iter_rows(values_only=True):
            yield from (str(cell) for cell in row if cell is not None)
