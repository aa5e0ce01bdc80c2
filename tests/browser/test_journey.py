"""The whole of the main job, as a coordinator does it on the first day: from the toolbox to a link for the council."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser.conftest import Visit
from tests.world import World
from workspace.actions.declined import Declined
from workspace.actions.models import Action
from workspace.members.models import Workspace
from workspace.plans.models import Plan

pytestmark = pytest.mark.browser
SINGLES = "gov-stakeholders gov-budget-line emp-mentoring edu-trust-with-families hea-brochures hou-organisers".split()
EMPLOYERS = "emp-tailored-support emp-chambers emp-employers".split()
SCHOOLS = "edu-school-places edu-adult-literacy edu-study-advice".split()
DECLINED = "hou-rent-monitoring hou-counter-investors hea-mental-health emp-rural-reach gov-party-agendas".split()


def actions(town: World, number: int) -> list[Action]:
    query = select(Action).join(Plan, Plan.id == Action.plan_id).join(Workspace, Workspace.id == Plan.workspace_id)
    return town.all(query.where(Workspace.slug == "musterstadt", Plan.number == number).order_by(Action.id))


def tick(page: Page, principles: list[str]) -> None:
    for principle in principles:
        page.check(f"#pick-{principle}")


def test_from_the_toolbox_to_the_council(visit: Callable[..., Visit], town: World) -> None:
    window = visit(None)
    window.sign_in(town.anna)
    begin(window)
    choose(window)
    assert sorted(len(action.principle_ids) for action in actions(town, 2)) == [1, 1, 1, 1, 1, 1, 3, 3]
    decline(window)
    assert len(town.all(select(Declined))) == 5
    set_owner_and_deadline(window, [action.code for action in actions(town, 2)[:3]])
    stranger = visit(None)
    stranger.page.goto(share(window))
    expect(stranger.page.locator("h1")).to_contain_text("Integrationskonzept 2027 bis 2031")
    expect(stranger.page.locator("main")).to_contain_text("Fachbereich Soziales")
    expect(stranger.page.locator("main")).to_contain_text("Landkreis Beispielland")
    assert stranger.violations() == []


def begin(window: Visit) -> None:
    page = window.go("/w/musterstadt/plans/new")
    page.fill("[name=title]", "Integrationskonzept 2027 bis 2031")
    page.fill("[name=first_year]", "2027")
    page.fill("[name=last_year]", "2031")
    page.press("[name=title]", "Enter")
    page.wait_for_url("**/plans/2/choose")


def choose(window: Visit) -> None:
    page = window.page
    tick(page, SINGLES + EMPLOYERS + SCHOOLS)
    page.check("#bundle-partnerships")
    page.check("#bundle-access")
    page.select_option("#start", "not_started")
    window.submit(".choose-bar button[value=take]")
    expect(page.locator("main")).to_contain_text("8 Maßnahmen")


def decline(window: Visit) -> None:
    page = window.page
    tick(page, DECLINED)
    window.submit(".choose-bar button[value=decline]")
    page.check("[name=why][value=not_ours]")
    page.fill("[name=whose]", "Landkreis Beispielland")
    window.submit(".buttons button[name=do][value=decline]")


def set_owner_and_deadline(window: Visit, codes: list[str]) -> None:
    page = window.go("/w/musterstadt/plans/2/")
    for code in codes:
        page.click(f"a#owner-{code}")
        page.select_option(f"select#owner-{code}", label="Fachbereich Soziales")
        page.click(f"#action-{code} .owner button")
        expect(page.locator(f"a#owner-{code}")).to_contain_text("Fachbereich Soziales")
        page.click(f"a#deadline-{code}")
        page.fill(f"input#deadline-{code}", "IV. Quartal 2027")
        page.keyboard.press("Enter")
        expect(page.locator(f"a#deadline-{code}")).to_contain_text("IV. Quartal 2027")


def share(window: Visit) -> str:
    page = window.go("/w/musterstadt/shares")
    page.fill("[name=label]", "Ratssitzung im Dezember")
    if page.locator("select[name=plan]").count():
        page.select_option("select[name=plan]", label="Integrationskonzept 2027 bis 2031")
    window.submit("form.panel .button")
    found = re.search(r"/s/[\w-]{40,}", page.content())
    assert found
    return window.address + found.group(0)


def test_all_80_at_once(visit: Callable[..., Visit], town: World) -> None:
    window = visit(town.anna)
    page = window.go("/w/musterstadt/plans/1/choose")
    window.submit(page.get_by_role("button", name=re.compile("übernehmen|Alle")))
    carried = {principle for action in actions(town, 1) for principle in action.principle_ids}

    assert len(carried) == 80
    codes = [action.code for action in actions(town, 1)]
    assert len(codes) == len(set(codes))


PAGES = [
    "/w/musterstadt/",
    "/w/musterstadt/plans/",
    "/w/musterstadt/plans/1/",
    "/w/musterstadt/plans/1/edit",
    "/w/musterstadt/plans/1/choose",
    "/w/musterstadt/plans/1/proposals",
    "/w/musterstadt/plans/1/declined",
    "/w/musterstadt/plans/1/coverage",
    "/w/musterstadt/assessments/",
    "/w/musterstadt/assessments/new",
    "/w/musterstadt/plans/1/actions/new",
    "/w/musterstadt/actions/M-001",
    "/w/musterstadt/actions/M-001/history",
    "/w/musterstadt/actions/M-003/groups/owner",
    "/w/musterstadt/actions/M-003/groups/costs",
    "/w/musterstadt/guidance/",
    "/w/musterstadt/guidance/governance",
    "/w/musterstadt/guidance/governance/strategy",
    "/w/musterstadt/guidance/search?q=wohn",
    "/w/musterstadt/guidance/about",
    "/w/musterstadt/units",
    "/w/musterstadt/units/new",
    "/w/musterstadt/members",
    "/w/musterstadt/shares",
    "/w/musterstadt/history",
    "/account",
    "/w/musterstadt/gibt-es-nicht",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_violates_axe_and_none_sticks_out(visit: Callable[..., Visit], town: World, scheme: str) -> None:
    window = visit(town.anna, color_scheme=scheme, viewport={"width": 320 if scheme == "dark" else 1280, "height": 800})
    wrong = {}
    for path in PAGES:
        window.go(path)
        if found := window.violations() + [f"{window.overflow()} px too wide"] * (window.overflow() > 0):
            wrong[path] = found
    assert wrong == {}


@pytest.mark.parametrize("person", ["eda", "ben", "bea", "rosa"])
def test_each_roles_pages_pass_axe(visit: Callable[..., Visit], town: World, person: str) -> None:
    window = visit(getattr(town, person))
    wrong = {}
    for path in ("/", "/plans/1/", "/actions/M-001", "/members"):
        window.go("/w/musterstadt" + path)
        if found := window.violations():
            wrong[path] = found
    assert wrong == {}


@pytest.mark.parametrize("path", ["/login", "/reset", "/s/unbekannt", "/invitations/unbekannt"])
def test_a_visitors_pages_pass_axe(visit: Callable[..., Visit], path: str) -> None:
    window = visit(None, viewport={"width": 320, "height": 700})
    window.go(path)

    assert window.violations() == []
    assert window.overflow() <= 0
