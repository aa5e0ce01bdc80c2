"""Coming back: a save that meets an ended session keeps what was typed, signs in and saves in one go."""

from collections.abc import Mapping
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete

from tests.world import PASSWORD, TOWN, Person, World
from workspace.accounts.models import Session

Told = Mapping[str, str]
OUTCOME = f"{TOWN}/actions/M-003/groups/outcome"
TYPED = {"outcome": "Ein Pool von zwölf Dolmetscherinnen.", "version": "0"}
NOTHING: Told = {}
FRAGMENT = {"HX-Request": "true"}
HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def idle(world: World, as_) -> FlaskClient:
    """Return Anna's browser after her session has run out."""
    browser: FlaskClient = as_(world.anna)
    world.write(delete(Session))
    return browser


def save(
    browser: FlaskClient, person: Person | None = None, password: str = PASSWORD, told: Told = NOTHING, **more: Any
) -> Any:
    beside = {"again-email": person.email, "again-password": password} if person else {}
    return browser.post(OUTCOME, data={**TYPED, **beside, **told}, **more)


@pytest.mark.parametrize("headers", [{}, FRAGMENT])
def test_an_ended_session_keeps_the_text_and_offers_to_sign_in_and_save(idle, world: World, headers) -> None:
    answer = save(idle, headers=headers)

    assert answer.status_code == 401
    assert '<span class="label">Ergebnis</span>' in answer.text
    assert TYPED["outcome"] in answer.text
    assert f'action="{OUTCOME}"' in answer.text
    assert 'name="again-password"' in answer.text
    assert world.action("M-003").outcome is None


def test_signing_in_saves_in_one_go(idle, world: World) -> None:
    answer = save(idle, world.anna)

    assert answer.status_code == 303
    assert world.action("M-003").outcome == TYPED["outcome"]
    assert world.latest().actor == world.member(world.anna).pseudonym
    assert idle.get(f"{TOWN}/").status_code == 200


def test_a_fragment_is_saved_like_any_other(idle, world: World) -> None:
    answer = save(idle, world.anna, headers=FRAGMENT)

    assert answer.status_code == 200
    assert 'id="group-outcome"' in answer.text
    assert world.action("M-003").outcome == TYPED["outcome"]


def test_a_wrong_password_saves_nothing_and_keeps_the_text(idle, world: World) -> None:
    answer = save(idle, world.anna, "falsch geraten")

    assert answer.status_code == 401
    assert TYPED["outcome"] in answer.text
    assert "falsch geraten" not in answer.text
    assert f'value="{world.anna.email}"' in answer.text
    assert world.action("M-003").outcome is None


def test_somebody_else_is_asked_before_it_is_saved_under_their_name(idle, world: World) -> None:
    answer = save(idle, world.eda)

    assert answer.status_code == 403
    assert "Sie sind als Eda angemeldet" in answer.text
    assert TYPED["outcome"] in answer.text
    assert world.action("M-003").outcome is None
    assert save(idle).status_code == 303
    assert world.latest().actor == world.member(world.eda).pseudonym


def test_a_browser_that_forgot_everything_saves_for_whom_the_page_was_made(world: World) -> None:
    anna, eda = (str(world.member(person).user_id) for person in (world.anna, world.eda))
    told = ({}, {"again-person": eda}, {"again-person": anna})
    codes = [save(world.client(), world.anna, told=one).status_code for one in told]

    assert codes == [403, 403, 303]
    assert world.latest().actor == world.member(world.anna).pseudonym


def test_whose_page_it_was_counts_for_more_than_whose_session(idle, world: World) -> None:
    bens = {"again-person": str(world.member(world.ben).user_id)}
    first = save(idle, told={"page-person": bens["again-person"]})

    assert world.anna.email not in first.text
    assert save(idle, world.anna, told=bens).status_code == 403
    assert save(world.client(world.anna), world.anna, "geraten", told=bens).status_code == 403
    assert world.action("M-003").outcome is None


def test_the_form_that_signs_in_knows_for_whom_the_page_was_made(idle, world: World) -> None:
    first = save(idle, told={"page-person": "17"})
    second = save(idle, world.anna, "falsch geraten", told={"again-person": "17"})

    assert [one.text.count('name="again-person" value="17"') for one in (first, second)] == [1, 1]


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [("place", "governance/strategy", False), ("place", "Am Bahnhof", True), ("purpose", "governance/strategy", True)],
)
def test_what_was_chosen_from_a_list_is_sent_again_unseen(idle, name: str, text: str, shown: bool) -> None:
    answer = idle.post(f"{TOWN}/plans/1/actions/new", data={name: text})

    assert (f'type="hidden" name="{name}" value="{text}"' in answer.text) is not shown
    assert (f">{text}</textarea>" in answer.text) is shown


def test_it_gives_nobody_more_than_their_rights(idle, world: World) -> None:
    save(idle, world.rosa)

    assert save(idle).status_code == 403
    assert world.action("M-003").outcome is None


def test_passwords_are_counted_like_on_the_page_for_signing_in(idle, world: World) -> None:
    codes = [save(idle, world.anna, f"geraten-{number}").status_code for number in range(11)]
    last = save(idle, world.anna)

    assert codes == [401] * 10 + [429]
    assert last.status_code == 429
    assert TYPED["outcome"] in last.text
    assert idle.post("/login", data={"email": world.anna.email, "password": PASSWORD}).status_code == 429


def test_who_is_signed_in_already_just_saves_and_another_is_asked(world: World, as_) -> None:
    assert save(as_(world.anna), world.anna).status_code == 303
    assert save(as_(world.eda), world.anna).status_code == 403
    assert world.latest().actor == world.member(world.anna).pseudonym


@pytest.mark.parametrize("address", ["/login", "/account/name", f"{TOWN}/drafts"])
def test_no_password_of_another_form_is_ever_shown(idle, address: str) -> None:
    answer = idle.post(address, data={"password": "ein Geheimnis", "email": "x@y.de", "again-password": "noch eines"})

    assert "Geheimnis" not in answer.text
    assert "noch eines" not in answer.text


def test_a_page_of_another_session_is_saved_at_the_second_press_and_a_foreign_one_never(world: World, as_) -> None:
    world.app.config["WTF_CSRF_ENABLED"] = True
    try:
        browser = as_(world.anna)
        mine, foreign = save(browser, headers=HERE), save(browser)
        token = mine.text.partition('name="csrf_token" value="')[2].partition('"')[0]
        again = browser.post(OUTCOME, data={**TYPED, "csrf_token": token}, headers=HERE)
    finally:
        world.app.config["WTF_CSRF_ENABLED"] = False

    assert (mine.status_code, foreign.status_code, again.status_code) == (403, 403, 303)
    assert "csrf_token" not in foreign.text
    assert world.action("M-003").outcome == TYPED["outcome"]
