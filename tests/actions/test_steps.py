"""Steps: added, taken over from the toolbox, ticked, changed, removed; each told to the history."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from tests.actions.sheets import HTMX, SHEET
from tests.world import TOWN, World
from workspace.actions.steps import Step
from workspace.db import clock
from workspace.editing.drafts import Draft
from workspace.guidance import toolbox

As = Callable[[Any], FlaskClient]
STEPS = f"{SHEET}/steps"


def add(client: FlaskClient, title: str = "Bedarf abfragen", code: str = "M-003", **more: str) -> TestResponse:
    data = {"title": title, "deadline_text": "", "beside": "", **more}
    return client.post(f"/w/musterstadt/actions/{code}/steps", data=data, headers=HTMX)


def only(world: World) -> Step:
    return world.all(select(Step))[-1]


def test_a_step_is_added_with_its_deadline_and_the_form_is_ready_for_the_next(world: World, as_: As) -> None:
    answer = add(as_(world.anna), deadline_text="II. Quartal 2026")

    step = only(world)
    assert (step.title, step.deadline_text, step.due_on) == ("Bedarf abfragen", "II. Quartal 2026", date(2026, 6, 30))
    assert '<details class="add-step" id="add-step" open>' in answer.text
    assert '<hx-partial hx-target="#step-list" hx-swap="beforeend"><li class="is-open"' in answer.text
    assert "0 von 1 erledigt" in answer.text
    assert world.latest().kind == "step.added"
    assert world.latest().subject == f"action-M-003-step-{step.id}"


def test_without_javascript_the_page_comes_back(world: World, as_: As) -> None:
    anna = as_(world.anna)
    answer = anna.post(STEPS, data={"title": "Bedarf abfragen", "deadline_text": "", "beside": ""})

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{SHEET}#steps")
    assert "Bedarf abfragen" in anna.get(SHEET).text


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"title": ""}, "was zu tun ist"),
        ({"title": "x" * 201}, "höchstens 200"),
        ({"deadline_text": "demnächst"}, "31.12.2027"),
        ({"done_on": "2026-01-01"}, "verändert"),
    ],
)
def test_a_step_that_makes_no_sense_is_refused_and_kept_typed(
    world: World, as_: As, sent: dict[str, str], message: str
) -> None:
    data = {"title": "Bedarf abfragen", "deadline_text": "", "beside": "", **sent}
    part = as_(world.anna).post(STEPS, data=data, headers=HTMX)
    whole = as_(world.anna).post(STEPS, data=data)

    for answer in (part, whole):
        assert answer.status_code == 422
        assert message in answer.text
        assert data["title"][:50] in answer.text
    assert world.all(select(Step)) == []


def test_a_first_step_of_the_toolbox_is_taken_over_once(world: World, as_: As) -> None:
    anna = as_(world.anna)
    first = toolbox_step(world)
    assert "Als Arbeitsschritt übernehmen" in anna.get(SHEET).text

    answer = add(anna, first, beside="1")
    assert answer.text.strip().startswith('<span class="tag is-good"')
    assert only(world).title == first
    page = anna.get(SHEET).text
    assert page.count("übernommen</span>") == 1
    assert f'name="title" value="{first}"' not in page


def toolbox_step(world: World) -> str:
    with world.app.app_context():
        return toolbox().principle("hea-interpreting").steps[0]


def test_ticking_and_unticking(world: World, as_: As) -> None:
    anna = as_(world.anna)
    add(anna)
    tick = f"{STEPS}/{only(world).id}/tick"
    with clock(datetime(2026, 4, 1, 23, 30, tzinfo=UTC)):  # the second of April in town
        answer = anna.post(tick, data={"done": "yes"}, headers=HTMX)

    assert only(world).done_on == date(2026, 4, 2)
    assert 'aria-pressed="true"' in answer.text
    assert "erledigt am 02.04.2026" in answer.text
    assert "1 von 1 erledigt" in answer.text
    assert world.latest().kind == "step.ticked"

    assert anna.post(tick, data={"done": "no"}).headers["Location"] == f"{SHEET}#steps"
    assert only(world).done_on is None
    assert world.latest().kind == "step.unticked"
    assert anna.post(tick, data={"done": "perhaps"}, headers=HTMX).status_code == 400


def test_a_step_is_edited_from_its_version(world: World, as_: As) -> None:
    anna = as_(world.anna)
    add(anna)
    one = f"{STEPS}/{only(world).id}"
    assert 'value="Bedarf abfragen"' in anna.get(one, headers=HTMX).text
    assert "<html" in anna.get(one).text

    saved = anna.post(one, data={"version": 1, "title": "Neu", "deadline_text": "2027"}, headers=HTMX)
    assert (saved.status_code, only(world).due_on) == (200, date(2027, 12, 31))
    for headers in (HTMX, {}):
        stale = anna.post(one, data={"version": 1, "title": "Anders", "deadline_text": ""}, headers=headers)
        assert stale.status_code == 409
        assert 'value="Anders"' in stale.text
        assert "<li class=" in stale.text
    assert only(world).title == "Neu"
    wrong = anna.post(one, data={"version": 2, "title": "", "deadline_text": ""}, headers=HTMX)
    assert wrong.status_code == 422


def test_a_removed_step_leaves_the_sheet_and_stays_in_the_history(world: World, as_: As) -> None:
    anna = as_(world.anna)
    add(anna)
    one = f"{STEPS}/{only(world).id}"
    answer = anna.post(f"{one}/removal", headers=HTMX)

    assert 'hx-swap="delete"' in answer.text
    assert "Bedarf abfragen" not in anna.get(SHEET).text.split('id="timeline"')[0]
    assert world.latest().kind == "step.removed"
    assert anna.get(one).status_code == 404
    assert anna.post(f"{one}/tick", data={"done": "yes"}).status_code == 404


def test_an_overdue_step_says_so(world: World, as_: As) -> None:
    add(as_(world.anna), deadline_text="31.1.2020")

    assert "überfällig" in as_(world.rosa).get(SHEET).text.split('id="step-list"')[1].split("</ol>")[0]


@pytest.mark.parametrize(
    ("name", "code"), [("anna", 200), ("eda", 200), ("ben", 403), ("bea", 403), ("rosa", 403), ("olaf", 404)]
)
def test_who_may_work_on_steps(world: World, as_: As, name: str, code: int) -> None:
    add(as_(world.anna))
    client, one = as_(getattr(world, name)), f"{STEPS}/{only(world).id}"

    assert client.get(one, headers=HTMX).status_code == code
    assert client.post(f"{one}/tick", data={"done": "yes"}, headers=HTMX).status_code == code
    assert client.post(one, data={"version": 1, "title": "Neu", "deadline_text": ""}, headers=HTMX).status_code == code
    assert add(client).status_code == code
    assert client.post(f"{one}/removal", headers=HTMX).status_code == code


def test_a_unit_works_on_the_steps_of_what_it_leads(world: World, as_: As) -> None:
    ben = as_(world.ben)

    assert add(ben, code="M-001").status_code == 200
    assert (
        ben.post(f"/w/musterstadt/actions/M-001/steps/{only(world).id}/tick", data={"done": "yes"}).status_code == 303
    )


def test_a_step_belongs_to_its_action_and_its_town(world: World, as_: As) -> None:
    add(as_(world.anna))
    number = only(world).id

    assert as_(world.anna).get(f"/w/musterstadt/actions/M-001/steps/{number}").status_code == 404
    assert as_(world.olaf).get(f"/w/nachbarstadt/actions/M-003/steps/{number}").status_code == 404
    assert as_(world.anna).get(f"{STEPS}/99999999999999999999").status_code == 404


def test_words_typed_into_a_removed_step_stay_and_become_a_new_one(world: World, as_: As) -> None:
    anna = as_(world.anna)
    add(anna)
    one, typed = f"{STEPS}/{only(world).id}", {"version": 1, "title": "Gründlich abfragen", "deadline_text": ""}
    as_(world.eda).post(f"{one}/removal", headers=HTMX)
    assert anna.get(one).status_code == 404
    for headers in (HTMX, {}):
        late = anna.post(one, data=typed, headers=headers)
        assert late.status_code == 410
        assert "Dieser Arbeitsschritt wurde inzwischen entfernt." in late.text
        assert 'value="Gründlich abfragen"' in late.text
    anna.post(f"{TOWN}/drafts", data={"address": one, "fields": '[["title", "Gründlich abfragen"]]'})
    assert "Ihr Text steht noch hier" in anna.get(one).text
    assert as_(world.eda).get(one).status_code == 404
    assert anna.post(f"{one}/renewal", data={**typed, "title": ""}, headers=HTMX).status_code == 422

    assert anna.post(f"{one}/renewal", data=typed).status_code == 303
    assert "Gründlich abfragen" in anna.get(SHEET).text.split('id="step-list"')[1].split("</ol>")[0]
    assert world.latest().kind == "step.added"
    assert world.one(select(func.count()).select_from(Draft)) == 0
