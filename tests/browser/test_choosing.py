"""Somebody who has never seen it makes a plan from the toolbox: takes 12, bundles 6, declines 5; then all at once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.world import World

pytestmark = pytest.mark.browser
PLANS = "/w/musterstadt/plans"
TWELVE = [
    *("gov-strategy", "gov-reviewer", "gov-stakeholders", "gov-budget-line", "emp-chambers", "emp-mentoring"),
    *("edu-early-language", "edu-trust-with-families", "hea-interpreting", "hea-brochures"),
    *("hou-organisers", "hou-landlord-relations"),
]
SIX = {
    "cooperation": ["gov-short-paths", "gov-shared-goal", "gov-town-to-town"],
    "partnerships": ["emp-tailored-support", "emp-employers", "emp-exploitation"],
}
FIVE = ["edu-school-places", "edu-study-advice", "hea-equal-access", "hou-rent-monitoring", "hou-counter-investors"]


def tick(page: Page, ids: list[str]) -> None:
    for id_ in ids:
        page.check(f"#pick-{id_}")


def begin(page: Page) -> None:
    """Make plan 2, by what the page says."""
    page.get_by_role("link", name="Neuer Plan").click()
    page.get_by_label("Titel").fill("Integrationskonzept 2027")
    page.get_by_role("button", name="Plan beginnen und Empfehlungen auswählen").click()
    page.wait_for_url("**/plans/2/choose")


def test_a_newcomer_makes_a_plan(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(f"{PLANS}/")
    begin(page)
    take_twelve(page)
    bundle_six(page)
    decline_five(page)
    expect(page.locator(".choose-numbers")).to_contain_text("18 gewählt")
    expect(page.locator(".choose-numbers")).to_contain_text("5 bewusst nicht")
    expect(page.locator(".choose-numbers")).to_contain_text("57 offen")

    page.get_by_role("link", name="Weiter: Federführung und Frist").click()
    page.wait_for_url("**/plans/2/?no_owner=1")
    expect(page.locator(".action-row")).to_have_count(14)
    assert town.action("M-019").title == "Runder Tisch Integration"
    assert len(town.action("M-020").principle_ids) == 3


def take_twelve(page: Page) -> None:
    tick(page, TWELVE)
    expect(page.locator("[data-bulk-count]")).to_have_text("12")
    page.get_by_role("button", name="In den Plan übernehmen").click()
    expect(page.locator(".messages")).to_contain_text("12 Maßnahmen angelegt (M-007 bis M-018).")
    expect(page.locator(".choose-numbers")).to_contain_text("12 gewählt")


def bundle_six(page: Page) -> None:
    for theme, ids in SIX.items():
        expect(page.locator(f"#bundle-{theme}")).to_be_hidden()
        tick(page, ids)
        page.check(f"#bundle-{theme}")
    page.fill("#title-cooperation", "Runder Tisch Integration")
    page.get_by_role("button", name="In den Plan übernehmen").click()
    expect(page.locator(".messages")).to_contain_text("2 Maßnahmen angelegt (M-019 bis M-020).")


def decline_five(page: Page) -> None:
    tick(page, FIVE)
    page.get_by_role("button", name="Bewusst nicht aufnehmen").click()
    expect(page.get_by_label("Wer ist zuständig?")).to_be_hidden()
    page.get_by_label("Nicht unsere Zuständigkeit").check()
    page.get_by_label("Wer ist zuständig?").fill("Landkreis")
    page.keyboard.press("Enter")  # not the button next to it, which would press for them


def test_all_at_once_is_one_click_and_can_be_taken_back(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(f"{PLANS}/")
    begin(page)
    page.get_by_role("button", name="Alle 80 übernehmen").click()
    expect(page.locator(".messages")).to_contain_text("80 Maßnahmen angelegt (M-007 bis M-086).")
    page.locator(".toast").get_by_role("button", name="Rückgängig").click()
    expect(page.locator(".messages")).to_contain_text("80 Maßnahmen sind wieder heraus")
    expect(page.locator(".choose-numbers")).to_contain_text("80 offen")


def test_who_has_no_network_stays_and_is_told_beside_the_button(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(f"{PLANS}/1/choose")
    page.check("#pick-edu-parent-involvement")
    expect(page.locator("[data-kept]")).to_contain_text("Entwurf gesichert")
    page.context.set_offline(True)
    page.get_by_role("button", name="In den Plan übernehmen").click()
    expect(page.locator(".choose-bar [data-state]")).to_contain_text("Nicht gespeichert")
    expect(page.locator("#pick-edu-parent-involvement")).to_be_checked()
    page.context.set_offline(False)
    page.get_by_role("button", name="In den Plan übernehmen").click()
    expect(page.locator(".messages")).to_contain_text("1 Maßnahme angelegt")


def test_the_box_of_a_theme_and_of_a_field_pick_theirs_alone(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(f"{PLANS}/1/choose")
    page.check("#whole-parents")
    expect(page.locator("[data-bulk-count]")).to_have_text("3")
    expect(page.locator("#pick-edu-parent-involvement")).to_be_checked()
    page.uncheck("#pick-edu-parent-involvement")
    expect(page.locator("#whole-parents")).not_to_be_checked()
    page.check("#whole-health")
    expect(page.locator("[data-bulk-count]")).to_have_text("11")
    expect(page.locator("#pick-hou-organisers")).not_to_be_checked()


def test_ticks_that_come_back_from_a_draft_are_counted(visit: Callable[..., Visit], town: World) -> None:
    window = visit(town.anna)
    page = window.go(f"{PLANS}/1/choose")
    with page.expect_response("**/drafts"):
        page.check("#whole-parents")
    page = window.go(f"{PLANS}/1/choose")

    expect(page.locator("#pick-edu-parent-involvement")).to_be_checked()
    expect(page.locator("[data-bulk-count]")).to_have_text("3")
    expect(page.locator("#whole-parents")).to_be_checked()


def test_what_a_principle_means_is_one_key_away(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(f"{PLANS}/1/choose")
    page.focus("#pick-gov-shared-goal")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#principle-gov-shared-goal .check")).to_be_visible()
    expect(page.locator("#pick-gov-shared-goal")).to_be_checked()


def test_enter_in_a_title_takes_what_is_ticked_and_not_everything(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(f"{PLANS}/1/choose")
    page.check("#whole-parents")
    page.check("#bundle-parents")
    page.fill("#title-parents", "Eltern stärken")
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text("1 Maßnahme angelegt (M-007).")
    assert town.action("M-007").title == "Eltern stärken"


def test_without_javascript(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna, java_script_enabled=False).go(f"{PLANS}/1/choose")
    page.check("#whole-health")
    page.check("#bundle-health-information")
    page.get_by_role("button", name="In den Plan übernehmen").click()
    expect(page.locator(".messages")).to_contain_text("8 Maßnahmen angelegt")
    page.check("#pick-gov-budget-line")
    page.get_by_role("button", name="Bewusst nicht aufnehmen").click()
    page.get_by_label("Nicht jetzt").check()
    page.get_by_label("Bis wann?").fill("2. Halbjahr 2027")
    page.get_by_role("button", name="Mit diesem Grund nicht aufnehmen").click()
    expect(page.locator("#principle-gov-budget-line")).to_contain_text("nicht jetzt, bis 2. Halbjahr 2027")


def test_a_proposal_and_its_answer(visit: Callable[..., Visit], town: World) -> None:
    bea = visit(town.bea).go(f"{PLANS}/1/actions/new")
    bea.get_by_label("Titel").fill("Ein Fest der Vielfalt")
    bea.get_by_label("Einordnung").select_option(label="Proaktives Engagement der Community")
    bea.get_by_role("button", name="Vorschlagen").click()
    expect(bea.locator(".messages")).to_contain_text("Vielen Dank")

    window = visit(town.anna)
    anna = window.go(f"{PLANS}/1/proposals")
    card = anna.locator("#action-M-007")
    expect(card).to_contain_text("Integrationsbeirat")
    card.locator("summary").click()
    card.get_by_label("Ihre Antwort").fill("Das Stadtfest gibt es schon; machen Sie dort mit?")
    window.submit(card.get_by_role("button", name="Antwort speichern"))
    bea.reload()
    expect(bea.locator("#action-M-007")).to_contain_text("machen Sie dort mit?")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_axe_violation_and_no_overflow(visit: Callable[..., Visit], town: World, scheme: str) -> None:
    window = visit(town.anna, color_scheme=scheme)
    page = window.go(f"{PLANS}/1/choose")
    page.check("#whole-cooperation")
    page.check("#bundle-cooperation")
    page.click("#principle-gov-shared-goal summary")
    assert window.violations() == []
    window.submit(page.get_by_role("button", name="In den Plan übernehmen"))
    tick(page, FIVE)
    window.submit(page.get_by_role("button", name="Bewusst nicht aufnehmen"))
    window.submit(page.get_by_role("button", name="Mit diesem Grund nicht aufnehmen"))
    assert window.violations() == []
    for why in ("Nicht jetzt", "Abgelehnt", "Nicht unsere Zuständigkeit"):
        page.get_by_label(why).check()
        assert window.violations() == []
    page.get_by_label("Wer ist zuständig?").fill("Landkreis")
    window.submit(page.get_by_role("button", name="Mit diesem Grund nicht aufnehmen"))
    for path in (
        *("/1/choose", "/1/declined", "/1/declined/edu-school-places", "/1/declined/new?principle=gov-strategy"),
        *("/1/proposals", "/1/actions/new", "/1/edit", "/new", "/"),
    ):
        window.go(PLANS + path)
        assert window.violations() == [], path
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 700})
            assert window.overflow() <= 0, (path, width)
        page.set_viewport_size({"width": 1280, "height": 900})
