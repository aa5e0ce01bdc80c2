"""Drafts: what somebody types is kept for them and nobody else, until they save it, throw it away, or leave."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.counting import count_queries
from tests.world import TOWN, World
from workspace.db import clock, now
from workspace.editing import drafts
from workspace.editing.drafts import Draft
from workspace.history.models import Event
from workspace.notifications import worker

SHEET = f"{TOWN}/actions/M-003"
PURPOSE = f"{SHEET}/groups/purpose"


def keep(browser: FlaskClient, text: str = "Halb getippt", address: str = PURPOSE, **more: Any) -> Any:
    typed = json.dumps(list({"title": "Dolmetschpool", "purpose": text, "version": "1"}.items()))
    return browser.post(f"{TOWN}/drafts", data={"address": address, "fields": typed, **more})


def save(browser: FlaskClient, names: str, purpose: str = "Fertig", version: str = "1") -> Any:
    told = {"title": "Dolmetschpool", "situation": "", "purpose": purpose, "version": version}
    return browser.post(PURPOSE, data={**told, "page-draft": names})


def kept(world: World) -> list[Draft]:
    return world.all(select(Draft).order_by(Draft.id))


def test_what_was_typed_comes_back_in_another_browser_with_the_version_it_was_drawn_from(world: World, as_) -> None:
    assert keep(as_(world.anna)).status_code == 200
    keep(as_(world.anna), "Fast fertig getippt")
    elsewhere = as_(world.anna).get(f"{TOWN}/drafts", query_string={"address": PURPOSE}).json

    assert dict(elsewhere["fields"]) == {"title": "Dolmetschpool", "purpose": "Fast fertig getippt"}
    assert elsewhere["version"] == 1
    assert [row["address"] for row in as_(world.anna).get(f"{TOWN}/drafts").json["drafts"]] == [PURPOSE]


def test_a_draft_is_its_writers_alone_and_makes_no_event(world: World, as_) -> None:
    before = world.one(select(func.count()).select_from(Event))
    keep(as_(world.anna))

    for other in (world.eda, world.ben, world.bea, world.rosa):
        assert as_(other).get(f"{TOWN}/drafts").json["drafts"] == []
        assert as_(other).get(f"{TOWN}/drafts", query_string={"address": PURPOSE}).status_code == 404
        as_(other).post(f"{TOWN}/drafts/removal", data={"address": PURPOSE})
        assert "Halb getippt" not in as_(other).get(PURPOSE, follow_redirects=True).text
    assert len(kept(world)) == 1
    assert world.one(select(func.count()).select_from(Event)) == before


def test_a_saved_form_takes_its_draft_along_and_no_other(world: World, as_) -> None:
    browser = as_(world.anna)
    keep(browser, key="hier", turn=3)
    keep(browser, key="anderswo")
    keep(browser, address=f"{SHEET}/groups/outcome")

    assert save(browser, "hier.3").status_code == 303
    assert [draft.key for draft in kept(world)] == ["anderswo", f"{SHEET}/groups/outcome"]


def test_what_was_typed_after_a_save_was_sent_outlives_it(world: World, as_) -> None:
    browser = as_(world.anna)
    keep(browser, key="hier", turn=3)
    keep(browser, "Fertig, und noch ein Satz", key="hier", turn=4)
    save(browser, "hier.3")
    keep(browser, "Verspätet", key="hier", turn=2)

    assert [dict(draft.fields)["purpose"] for draft in kept(world)] == ["Fertig, und noch ein Satz"]
    save(browser, "hier.4 unsinn .7 x.y x.99999999999", "Wirklich fertig", "2")
    assert kept(world) == []


def test_two_windows_keep_two_drafts_and_one_takes_over_only_what_it_was_drawn_from(world: World, as_) -> None:
    browser = as_(world.anna)
    keep(browser, "Im ersten Fenster", key="eins", turn=5)
    keep(browser, "Im zweiten Fenster", key="zwei", turn=1)
    keep(browser, "Aus dem ersten weiter", key="drei", turn=1, over="eins.5")
    keep(browser, "Im zweiten noch mehr", key="zwei", turn=2)
    keep(browser, "Aus dem zweiten weiter", key="vier", turn=1, over="zwei.1")

    assert [draft.key for draft in kept(world)] == ["zwei", "drei", "vier"]


def test_a_page_made_for_somebody_else_keeps_and_saves_nothing_under_another_name(world: World, as_) -> None:
    browser, anna = as_(world.eda), str(world.member(world.anna).user_id)
    told = {"title": "Dolmetschpool", "situation": "", "purpose": "Annas Worte", "version": "1", "page-person": anna}
    refused = browser.post(PURPOSE, data=told)

    assert keep(browser, **{"page-person": anna}).status_code == 403
    assert kept(world) == []
    assert refused.status_code == 403
    assert "Sie sind als Eda angemeldet" in refused.text
    assert "Annas Worte" in refused.text
    assert anna not in re.findall('name="page-person" value="([^"]*)"', refused.text)
    assert browser.post(PURPOSE, data=told | {"page-person": str(world.member(world.eda).user_id)}).status_code == 303


def test_what_was_written_can_be_read_also_when_its_place_is_gone(world: World, as_) -> None:
    browser = as_(world.anna)
    keep(browser, "Worte ohne Ort", address=f"{SHEET}/steps/99")
    keep(browser, "Kommentar", address=f"{SHEET}/comments")
    drafts = browser.get(f"{TOWN}/drafts").json["drafts"]
    page = browser.get(drafts[1]["page"])

    assert {draft["place"] for draft in drafts} == {f"{SHEET}/steps/99", SHEET}
    assert page.status_code == 200
    assert "Worte ohne Ort" in page.text
    assert ">Kommentar</textarea>" in page.text
    assert "Worte ohne Ort" not in as_(world.eda).get(drafts[1]["page"]).text
    gone = browser.post(f"{TOWN}/drafts/removal", data={"names": f"{SHEET}/steps/99.0", "back": f"{TOWN}/drafts/texts"})
    assert gone.location == f"{TOWN}/drafts/texts"
    assert [draft.address for draft in kept(world)] == [f"{SHEET}/comments"]


@pytest.mark.parametrize(("title", "version", "code"), [("", "1", 422), ("Anders", "99", 409)])
def test_a_refused_save_leaves_the_draft(world: World, as_, title: str, version: str, code: int) -> None:
    browser = as_(world.anna)
    keep(browser)
    answer = browser.post(PURPOSE, data={"title": title, "situation": "", "purpose": "Neu", "version": version})

    assert answer.status_code == code
    assert len(kept(world)) == 1


def test_a_draft_can_be_thrown_away(world: World, as_) -> None:
    keep(as_(world.anna))

    assert as_(world.anna).post(f"{TOWN}/drafts/removal", data={"address": PURPOSE}).status_code == 204
    assert kept(world) == []


def test_drafts_go_after_a_month_and_with_the_access_that_wrote_them(world: World, as_) -> None:
    keep(as_(world.ben))
    with clock(now() - timedelta(days=31)):
        keep(as_(world.anna))
    worker.once(world.app, tidy=True)
    assert [draft.member_id for draft in kept(world)] == [world.member(world.ben).id]

    as_(world.anna).post(f"{TOWN}/members/{world.member(world.ben).id}/removal")
    assert kept(world) == []


def test_drafts_are_bounded_in_size_number_and_place(world: World, as_, monkeypatch) -> None:
    monkeypatch.setattr(drafts, "MOST", 2)
    browser = as_(world.anna)
    for number in range(3):
        keep(browser, address=f"{SHEET}/groups/{number}")
    assert [draft.address[-1] for draft in kept(world)] == ["1", "2"]

    assert keep(browser, "x" * 200_001).status_code == 413
    for address in ("/w/nachbarstadt/actions/M-001", "https://example.org/w/musterstadt/", ""):
        assert keep(browser, address=address).status_code == 400
    for fields in ("", "[", "[]", "{}", "[[1, 2]]", '[["a"]]', "[" * 100_000):
        assert browser.post(f"{TOWN}/drafts", data={"address": PURPOSE, "fields": fields}).status_code == 400
    assert len(kept(world)) == 2


def test_whether_there_are_drafts_costs_a_page_no_query(world: World, as_) -> None:
    browser = as_(world.anna)
    browser.get(SHEET)
    with count_queries(world.app) as without:
        page = browser.get(SHEET)
    assert "data-drafts" not in page.text
    keep(browser)
    browser.get(SHEET)
    with count_queries(world.app) as having:
        page = browser.get(SHEET)

    assert "data-drafts" in page.text
    assert len(having) == len(without)
