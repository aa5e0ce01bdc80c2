"""Signing in, inviting and accepting, as people see it: with CSRF protection, in light and dark, on a small phone."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.world import PASSWORD, TOWN, World

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"}
PAGES = ("units", "units/1", "units/new", "members", "members/3", "invitations/new", "settings")


def test_a_coordinator_invites_and_the_colleague_comes_in(visit: Callable[..., Visit], town: World) -> None:
    page = visit(town.anna).go(f"{TOWN}/members")
    page.click("text=Jemanden einladen")
    page.fill("#email", "mia@musterstadt.example")
    page.fill("#name", "Mia Neumann")
    page.check("[name=role][value=contributor]")
    page.select_option("#unit_id", label="Fachbereich Soziales")
    page.press("#name", "Enter")
    link = urlsplit(page.input_value("#link")).path

    colleague = visit(None)
    colleague.go(link)
    expect(colleague.page.locator("h1")).to_have_text("Einladung nach Musterstadt")
    colleague.page.fill("#password", "leiter im blauen hof")
    colleague.page.fill("#password_confirm", "leiter im blauen hof")
    colleague.page.press("#password_confirm", "Enter")
    colleague.page.wait_for_url(f"**{TOWN}/")
    expect(colleague.page.locator(".messages")).to_contain_text("Willkommen in Musterstadt.")

    colleague.page.click(".account summary")
    colleague.page.click("text=Abmelden")
    expect(colleague.page.locator(".messages")).to_contain_text("Sie sind abgemeldet.")
    colleague.page.go_back()
    colleague.page.reload()
    colleague.page.wait_for_url("**/login?**")


def test_the_right_password_after_a_wrong_one(visit: Callable[..., Visit], town: World) -> None:
    window = visit(None, **PHONE)
    page = window.go("/login")
    page.fill("#email", town.anna.email)
    page.fill("#password", "not-it-at-all")
    page.press("#password", "Enter")
    expect(page.locator("[role=alert]").last).to_have_text("Die E-Mail-Adresse oder das Passwort stimmt nicht.")
    assert (window.violations(), window.overflow()) == ([], 0)

    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url(f"**{TOWN}/")


@pytest.mark.parametrize("how", [{}, PHONE], ids=["wide-light", "small-dark"])
def test_every_page_is_there_for_everybody(visit: Callable[..., Visit], town: World, how: dict[str, object]) -> None:
    window, wrong = visit(town.anna, **how), {}
    for path in ("/account", "/change", *(f"{TOWN}/{name}" for name in PAGES)):
        page = window.go(path)
        for summary in page.locator(".roles summary").all():
            summary.click()
        if found := (window.violations() or window.overflow()):
            wrong[path] = found

    assert wrong == {}
