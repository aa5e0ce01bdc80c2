"""The first screen answers "what needs me?": each number leads to exactly the rows it counts."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from html import unescape
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import delete, select, update

from tests.counting import count_queries
from tests.world import World, action
from workspace.actions.models import Action
from workspace.actions.reminders import Reminder
from workspace.actions.words import Origin, Priority, Status
from workspace.db import commit, db
from workspace.members.models import Member, Unit
from workspace.plans.deadline import parse
from workspace.plans.models import Plan

As = Callable[[Any], FlaskClient]
DESK = "/w/musterstadt/"
CARD = re.compile(r'<a class="desk-card[^"]*" href="([^"]+)">\s*<strong>(\d+)</strong><span>([^<]+)</span>')


def cards(page: str) -> dict[str, tuple[int, str]]:
    """Return the numbers of a screen, by their words, each with its address."""
    return {unescape(label): (int(count), unescape(address)) for address, count, label in CARD.findall(page)}


def codes(page: str) -> list[str]:
    return re.findall(r'<tr class="action-row[^"]*" id="action-(M-\d+)"', page)


@contextmanager
def in_town(world: World) -> Iterator[tuple[Plan, Member, Unit]]:
    """Hand out the plan, Anna and the unit Soziales in a transaction that is kept."""
    anna_id, unit_id = world.member(world.anna).id, world.unit("Fachbereich Soziales").id
    with world.app.app_context():
        anna, unit = db.session.get_one(Member, anna_id), db.session.get_one(Unit, unit_id)
        yield db.session.scalars(select(Plan).filter_by(workspace_id=anna.workspace_id)).one(), anna, unit
        commit()


def fill(world: World) -> None:
    """Make something of everything that can need somebody."""
    today = date.today()  # noqa: DTZ011 (a day more or less changes nothing here)
    with in_town(world) as (plan, anna, unit):
        made = [action(plan, anna, f"Neue Maßnahme {number}", theme="strategy") for number in range(8)]
        for number, one in enumerate(made):
            one.set_deadline(parse((today + timedelta(days=7 * number - 10)).isoformat()), by=anna)
            one.set_owner(unit if number % 2 else None, by=anna)
        made[5].record("edited", by=anna, funding_ends_on=today + timedelta(days=80))
        made[6].record("edited", by=anna, funding_ends_on=today + timedelta(days=200))
        made[7].set_priority(Priority.KEY, by=anna)
        refused = action(plan, anna, "Abgelehnt", theme="strategy", status=Status.PROPOSED, origin=Origin.UNIT)
        refused.turn_down("Gibt es schon.", by=anna)
        Reminder.set(anna, made[3], today - timedelta(days=2), "Beim Kreis nachfragen")
        Reminder.set(anna, made[4], today + timedelta(days=20), "Noch nicht dran")


def test_every_number_leads_to_exactly_its_rows(world: World, as_: As) -> None:
    fill(world)
    for person in (world.anna, world.eda, world.ben):
        browser = as_(person)
        shown = cards(browser.get(DESK).text)
        assert shown
        for label, (count, address) in shown.items():
            rows = codes(browser.get(address).text)
            assert (label, len(rows)) == (label, count)


def test_the_coordination_sees_all_seven_needs(world: World, as_: As) -> None:
    fill(world)

    shown = cards(as_(world.anna).get(DESK).text)
    assert {label: count for label, (count, _address) in shown.items()} == {
        "überfällig": 3,
        "bald fällig": 4,
        "Förderung endet bald": 1,
        "ohne Federführung": 7,
        "ohne Frist": 1,
        "Vorschläge zu beantworten": 1,
        "zur Wiedervorlage": 1,
    }
    assert "Beim Kreis nachfragen" in as_(world.anna).get(DESK).text


def test_a_reminder_is_its_owners_alone(world: World, as_: As) -> None:
    fill(world)

    page = as_(world.eda).get(DESK).text
    assert "Beim Kreis nachfragen" not in page
    assert "zur Wiedervorlage" not in page
    assert codes(as_(world.eda).get(f"{DESK}plans/1/?reminded=1").text) == []


def test_the_next_things_to_do_say_what_is_missing_and_lead_there(world: World, as_: As) -> None:
    page = as_(world.anna).get(DESK).text

    tasks = re.findall(r'<li>\s*<a href="/w/musterstadt/actions/(M-\d+)">', page)
    assert tasks == ["M-002", "M-004", "M-003", "M-005"]  # overdue first, then what waits for an answer
    assert 'href="/w/musterstadt/actions/M-002/status"' in page
    assert 'href="/w/musterstadt/actions/M-003/owner"' in page
    assert 'href="/w/musterstadt/actions/M-003/deadline"' in page
    assert 'href="/w/musterstadt/actions/M-005/deadline"' not in page  # a standing task needs none
    assert 'href="/w/musterstadt/plans/1/proposals#action-M-004"' in page


def test_what_it_leads_to_is_there(world: World, as_: As) -> None:
    page = as_(world.anna).get(DESK).text
    addresses = {unescape(address).split("#")[0] for address in re.findall(r'<a [^>]*href="(/w/[^"]+)"', page)}

    assert len(addresses) > 10
    broken = {
        address for address in addresses if as_(world.anna).get(address, follow_redirects=True).status_code != 200
    }
    assert broken == set()


def test_at_most_eight_things_at_once(world: World, as_: As) -> None:
    fill(world)

    page = as_(world.anna).get(DESK).text
    assert len(re.findall(r'<li>\s*<a href="/w/musterstadt/actions/M-', page)) == 8


def test_nothing_to_do_is_said_so(world: World, as_: As) -> None:
    with in_town(world) as (_plan, anna, unit):
        for one in db.session.scalars(select(Action).filter_by(workspace_id=anna.workspace_id)):
            one.accept(by=anna)
            one.set_owner(unit, by=anna)
            one.set_deadline(parse("2099"), by=anna)

    page = as_(world.anna).get(DESK).text
    assert cards(page) == {}
    assert "Nichts wartet auf Sie." in page


def test_a_lead_unit_sees_what_is_theirs(world: World, as_: As) -> None:
    fill(world)

    page = as_(world.ben).get(DESK).text
    assert "Ihre 5 Maßnahmen" in page
    assert "Fachbereich Soziales" in page
    listed = re.findall(r'<li>\s*<a href="/w/musterstadt/actions/(M-\d+)">', page)
    assert sorted(listed) == sorted(codes(as_(world.ben).get(f"{DESK}plans/1/?mine=1").text))
    assert listed[-1] == "M-001"  # the furthest deadline
    assert "in Umsetzung" in page
    assert "bis 31.12.2099" in page
    assert all("mine=1" in address for _count, address in cards(page).values())


def test_a_lead_unit_without_actions_or_without_a_unit_is_told(world: World, as_: As) -> None:
    unit = world.unit("Fachbereich Bildung").id
    ben = world.member(world.ben).id
    with world.app.app_context():
        db.session.execute(update(Member).where(Member.id == ben).values(unit_id=unit))
        commit()
    assert "Noch führt Fachbereich Bildung keine Maßnahme." in as_(world.ben).get(DESK).text

    with world.app.app_context():
        db.session.execute(update(Member).where(Member.id == ben).values(unit_id=None))
        commit()
    assert "Ihnen ist noch kein Amt" in as_(world.ben).get(DESK).text


def test_board_and_readers_see_the_plan_in_ten_seconds(world: World, as_: As) -> None:
    fill(world)

    for person in (world.bea, world.rosa):
        page = as_(person).get(DESK).text
        assert "13 Maßnahmen" in page  # the proposal isn't one of them
        assert "3 überfällig" in page
        assert "Neue Maßnahme 7" in page  # the key action
        assert "Elternabend" in page  # done lately
        assert 'href="/w/musterstadt/plans/1/?field=governance"' in page
        assert "Sprachcafé" not in page
        assert cards(page) == {}
    assert "Maßnahme vorschlagen" in as_(world.bea).get(DESK).text
    assert "Maßnahme vorschlagen" not in as_(world.rosa).get(DESK).text


def test_what_moved_is_told_once_and_a_first_deadline_is_no_news(world: World, as_: As) -> None:
    with in_town(world) as (plan, anna, _unit):
        found = {one.code: one for one in db.session.scalars(select(Action).filter_by(plan_id=plan.id))}
        found["M-003"].set_deadline(parse("2027"), by=anna)
        found["M-002"].set_deadline(parse("IV. Quartal 2098"), by=anna)
        found["M-004"].accept(by=anna)

    page = as_(world.rosa).get(DESK).text
    told = page[page.index("Was sich zuletzt bewegt hat") :]
    assert re.findall(r"/actions/(M-\d+)", told) == ["M-004", "M-002", "M-006", "M-005", "M-001"]
    assert "neu im Plan" in told
    assert "Frist: IV. Quartal 2098" in told


def test_before_there_is_a_plan_the_coordination_is_led_to_one(world: World, as_: As) -> None:
    with world.app.app_context():
        for table in (Action, Plan):
            db.session.execute(delete(table).where(table.workspace_id == 1))
        commit()

    assert 'href="/w/musterstadt/plans/new"' in as_(world.anna).get(DESK).text
    for person in (world.eda, world.ben, world.bea, world.rosa):
        page = as_(person).get(DESK).text
        assert "/plans/new" not in page
        assert "Die Koordination legt ihn an: Anna." in page


def test_an_empty_plan_leads_to_choosing(world: World, as_: As) -> None:
    with world.app.app_context():
        db.session.execute(delete(Action).where(Action.workspace_id == 1))
        commit()

    assert 'href="/w/musterstadt/plans/1/choose"' in as_(world.anna).get(DESK).text
    assert "Dieser Plan hat noch keine Maßnahmen" in as_(world.rosa).get(DESK).text


def test_at_most_eight_queries_whatever_the_size(world: World, as_: As) -> None:
    fill(world)
    for person in (world.anna, world.ben, world.bea):
        browser = as_(person)
        with count_queries(world.app) as sent:
            assert browser.get(DESK).status_code == 200
        assert len(sent) <= 8, "\n".join(sent)


def test_outsiders_find_nothing_and_visitors_sign_in(world: World, as_: As) -> None:
    assert as_(world.olaf).get(DESK).status_code == 404
    assert as_(None).get(DESK).headers["Location"] == "/login?next=/w/musterstadt/"
    assert "Musterstadt" not in as_(world.olaf).get("/w/nachbarstadt/").text
