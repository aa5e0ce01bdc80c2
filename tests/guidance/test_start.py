"""The toolbox's first page: what it is, and where this town stands on the way through it."""

import pytest
from sqlalchemy import update

from tests.counting import count_queries
from workspace.members.models import Workspace
from workspace.members.words import WorkspaceKind

HOME = "/w/musterstadt/guidance/"
on_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


def stop(page, step):
    """Return what stands at a step of the path."""
    path = page[page.index('<ol class="path">') : page.index('id="size"') if 'id="size"' in page else None]
    return next(part for part in path.split('id="step-') if part.startswith(step))


def test_it_says_how_many_principles_are_decided_and_what_actions_lack(world, as_):
    here = stop(as_(world.anna).get(HOME).text, "choose-topics")

    assert "3 von 80 Empfehlungen entschieden: 3 im Plan, 0 bewusst nicht aufgenommen." in here
    assert "Bei 3 von 4 offenen Maßnahmen fehlt die Federführung oder die Frist." in here
    assert 'href="/w/musterstadt/plans/1/choose"' in here
    assert "begonnen" in here


@on_sqlite
def test_whoever_may_not_choose_sees_what_is_covered(world, as_):
    here = stop(as_(world.rosa).get(HOME).text, "choose-topics")

    assert "plans/1/choose" not in here
    assert 'href="/w/musterstadt/plans/1/coverage"' in here


@on_sqlite
def test_it_says_who_leads_what_is_overdue_and_whether_the_council_reads_along(world, as_):
    page = as_(world.anna).get(HOME).text

    assert "1 Amt oder Partner führt Maßnahmen, davon 0 von außerhalb des Rathauses." in stop(page, "connect")
    assert "Migrantenorganisationen und Beirat führen noch keine Maßnahme." in stop(page, "connect")
    assert "Der Plan ist noch ein Entwurf." in stop(page, "revise")
    assert "1 Maßnahme ist überfällig." in stop(page, "revise")
    assert "Der Rat hat noch keinen Leselink." in stop(page, "revise")


@on_sqlite
def test_a_link_for_the_council_and_a_leading_board_are_seen(world, as_):
    as_(world.anna).post("/w/musterstadt/shares", data={"label": "Rat", "plan": "1"})
    beirat = world.unit("Integrationsbeirat")
    world.act(world.anna, lambda action, by: action.set_owner(beirat, by=by), code="M-003")
    page = as_(world.anna).get(HOME).text

    assert "2 Ämter und Partner führen Maßnahmen, davon 1 von außerhalb des Rathauses." in stop(page, "connect")
    assert "oder der Beirat sind darunter" in stop(page, "connect")
    assert "Der Rat kann über einen Leselink mitlesen." in stop(page, "revise")


@on_sqlite
def test_what_leaves_no_trace_is_shown_without_a_state(world, as_):
    page = as_(world.anna).get(HOME).text

    for step in ("explore", "fit-size", "use-examples"):
        assert "begonnen" not in stop(page, step)


@on_sqlite
def test_hints_for_the_towns_size_are_offered_where_there_are_any(world, as_):
    page = as_(world.rosa).get(HOME).text
    assert "Für Ihre Größe: Kleinstadt" in page
    assert "26 Empfehlungen haben einen eigenen Hinweis" in page

    world.write(update(Workspace).values(kind=WorkspaceKind.DISTRICT))
    page = as_(world.rosa).get(HOME).text
    assert "Für Ihre Größe" not in page
    assert "Hinweise lesen" not in page


@on_sqlite
def test_the_nine_core_ideas_stand_there(world, as_):
    assert as_(world.rosa).get(HOME).text.count('id="idea-') == 9


def test_it_takes_six_queries(app, world, as_):
    browser = as_(world.anna)
    browser.get(HOME)  # the session's last-seen is written here
    with count_queries(app) as sent:
        browser.get(HOME)
    assert len(sent) == 6
