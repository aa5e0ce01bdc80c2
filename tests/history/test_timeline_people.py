"""The timeline: what happened, in sentences, with what was before and what came after, as one reader may see it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import g
from sqlalchemy import select, text

from tests.counting import count_queries
from tests.world import Person, World
from workspace.actions.models import Action
from workspace.actions.words import Priority
from workspace.db import clock, db
from workspace.history.timeline import Change, Entry, Timeline, timeline
from workspace.members.models import Member, Workspace
from workspace.plans.deadline import parse

WHOLE = {"read_internal", "manage_members", "manage_shares"}


def told(world: World, subject: str | None = "action-M-001", rights: set[str] = WHOLE, **more: Any) -> Timeline:
    """Return a timeline in German, as somebody with these rights sees it."""
    with world.app.test_request_context():
        g.workspace = db.session.scalars(select(Workspace).filter_by(slug="musterstadt")).one()
        return timeline(g.workspace.id, may=rights.__contains__, subject=subject, **more)


def entries(line: Timeline) -> list[Entry]:
    return [entry for day in line for entry in day.entries]


def newest(world: World, **more: Any) -> Entry:
    return entries(told(world, **more))[0]


def edit(world: World, group: str, person: Person | None = None, **values: Any) -> None:
    def do(action: Action, by: Member) -> None:
        action.edit(group, values, drawn_from=action.group_version(group), by=by)

    world.act(person or world.anna, do)


def shown(entry: Entry) -> dict[str, tuple[str, str]]:
    return {change.label: (change.old, change.new) for change in entry.changes}


@pytest.fixture
def busy(world: World) -> Iterator[World]:
    """Return the town after a busy year: every kind of value, many people, many events."""
    for round_ in range(12):
        edit(world, "purpose", title=f"Konzept {round_}", situation="Lang " * 60, purpose=None)
        edit(world, "audience", world.ben, target_groups=["women"] if round_ % 2 else ["young"])
        edit(world, "owner", partner_ids=[world.unit("Jobcenter").id] if round_ % 2 else [])
    return world


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", "neu"),
        ("alt", ""),
        ("a b c", "a b c"),
        ("a a a", "a a"),
        ("x\n\ny", "x\n\nz y"),
        ("  a ", "a"),
        ("ä" * 30, "b"),
    ],
)
def test_a_difference_loses_not_a_letter(old: str, new: str) -> None:
    start, taken, added, end = Change("Titel", old, new).difference

    assert (start + taken + end, start + added + end) == (old, new)


def test_internal_notes_are_for_those_who_may_read_them(world: World) -> None:
    edit(world, "notes", notes="Streng intern: Kämmerei fragen.")

    assert shown(newest(world)) == {"Interne Notizen": ("", "Streng intern: Kämmerei fragen.")}
    for_a_reader = told(world, rights=set())
    assert "intern" not in repr(for_a_reader)
    assert entries(for_a_reader)[0].sentence.startswith("Koordination (Anna) hat den Umsetzungsstand")


def test_access_and_share_links_are_for_those_who_manage_them(world: World) -> None:
    kinds = {entry.kind.partition(".")[0] for entry in entries(told(world, subject=None, limit=99))}
    assert {"member", "unit", "action"} <= kinds

    kinds = {entry.kind.partition(".")[0] for entry in entries(told(world, subject=None, rights=set(), limit=99))}
    assert not kinds & {"member", "invitation", "share_link"}


def test_what_was_done_by_one_stroke_is_told_in_one_breath(world: World) -> None:
    for code in ("M-001", "M-002", "M-003"):
        world.act(world.anna, lambda action, anna: action.set_deadline(parse("2028"), by=anna, batch="b-1"), code)
    entry = newest(world, subject=None)

    assert (entry.code, [other.code for other in entry.others]) == ("M-003", ["M-002", "M-001"])
    assert [shown(other)["Frist"] for other in entry.others] == [("31.01.2020", "2028"), ("31.12.2099", "2028")]


def test_days_are_those_of_the_town(world: World) -> None:
    with clock(datetime(2030, 6, 30, 22, 30, tzinfo=UTC)):  # half past midnight in Germany
        world.act(world.anna, lambda action, anna: action.set_priority(Priority.KEY, by=anna))

    assert next(iter(told(world))).date == date(2030, 7, 1)


def test_pages_follow_each_other_without_gap_or_overlap(world: World) -> None:
    whole = [entry.seq for entry in entries(told(world, subject=None, limit=99))]
    paged: list[int] = []
    line = told(world, subject=None, limit=4)
    while line.older:
        paged += [entry.seq for entry in entries(line)]
        line = told(world, subject=None, limit=4, before=line.older)

    assert paged + [entry.seq for entry in entries(line)] == whole
    assert line.older is None


def test_former_people_and_units_do_not_break_the_story(world: World) -> None:
    world.act(world.anna, lambda action, anna: action.set_owner(None, by=anna, responsible=anna))
    world.write(text("UPDATE member SET pseudonym = 'p-weg' WHERE role = 'coordinator'"))

    assert newest(world).sentence == "eine früher mitwirkende Person hat die Federführung von „M-001“ geändert"


def test_nothing_of_the_neighbouring_town_shows(world: World) -> None:
    world.write(
        text("UPDATE action SET owner_id = (SELECT id FROM unit WHERE name = 'Nachbaramt') WHERE code = 'M-001'")
    )

    assert "Geheimes" not in repr(told(world, subject=None, limit=99))
    assert "Nachbar" not in repr(told(world, subject=None, limit=99))


@pytest.mark.parametrize(("subject", "limit"), [("action-M-001", 5), ("action-M-001", 50), (None, 5), (None, 50)])
def test_a_timeline_asks_twice_whatever_its_length(busy: World, subject: str | None, limit: int) -> None:
    with busy.app.test_request_context():
        g.workspace = db.session.scalars(select(Workspace).filter_by(slug="musterstadt")).one()
        with count_queries(busy.app) as sent:
            line = timeline(g.workspace.id, may=WHOLE.__contains__, subject=subject, limit=limit)

    assert len(entries(line)) == min(limit, 39) if subject else limit
    assert len([statement for statement in sent if statement.startswith("SELECT")]) == 2


def test_who_is_in_charge_in_person_is_for_those_who_may_read_it(world: World, as_) -> None:
    data = {"version": 1, "owner_id": "", "responsible_id": world.member(world.ben).id}
    as_(world.anna).post("/w/musterstadt/actions/M-003/owner", data=data)
    address = "/w/musterstadt/actions/M-003/history"

    assert "<ins" in as_(world.eda).get(address).text or "Ben" in as_(world.eda).get(address).text
    for person in (world.rosa, world.bea):
        assert "Ben" not in as_(person).get(address).text
