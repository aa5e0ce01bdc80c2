"""The reasoned no: why, by whom, until when; before it, pressing for it; after it, a change of mind."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.world import World
from workspace.actions.declined import Declined
from workspace.actions.words import Part, Status, WhyNot

on_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)  # where nothing hangs on the kind of database
As = Callable[[Any], FlaskClient]
PLAN = "/w/musterstadt/plans/1"
DECLINED = f"{PLAN}/declined"
FIVE = ["gov-budget-line", "emp-chambers", "edu-school-places", "hea-mental-health", "hou-rent-monitoring"]
NOT_OURS = {"why": "not_ours", "whose": "Schulamt des Landkreises"}


def declined(world: World) -> dict[str, Declined]:
    return {one.principle_id: one for one in world.all(select(Declined).order_by(Declined.id))}


def test_five_with_one_reason(world: World, as_: As) -> None:
    anna, before = as_(world.anna), len(world.events())
    data = {"principles": FIVE, **NOT_OURS, "note": "Im Kreis besprochen.", "do": "decline"}
    answer = anna.post(DECLINED, data=data)

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PLAN}/choose")
    assert list(declined(world)) == FIVE
    one = declined(world)["edu-school-places"]
    assert (one.why, one.who, one.note) == (WhyNot.NOT_OURS, "Schulamt des Landkreises", "Im Kreis besprochen.")
    events = world.events()[before:]
    assert [event.kind for event in events] == ["principle.declined"] * 5
    assert len({event.batch for event in events}) == 1
    page = anna.get(f"{PLAN}/choose").text
    assert "5 Empfehlungen bewusst nicht aufgenommen" in page
    assert "<strong>5</strong> bewusst nicht" in page
    assert "nicht unsere Zuständigkeit (Schulamt des Landkreises)" in page


def test_not_now_is_typed_as_people_do(world: World, as_: As) -> None:
    as_(world.eda).post(DECLINED, data={"principles": FIVE[:1], "why": "not_now", "until": "2. Halbjahr 2027"})

    one = declined(world)["gov-budget-line"]
    assert (one.why, one.until_text, one.until_on) == (WhyNot.NOT_NOW, "2. Halbjahr 2027", date(2027, 12, 31))
    assert "nicht jetzt, bis 2. Halbjahr 2027" in as_(world.rosa).get(DECLINED).text


def test_rejected_says_by_whom_and_when(world: World, as_: As) -> None:
    data = {"principles": FIVE[:1], "why": "rejected", "decided_by": "Hauptausschuss", "decided_on": "12.3.2026"}
    as_(world.anna).post(DECLINED, data=data)

    one = declined(world)["gov-budget-line"]
    assert (one.why, one.who, one.decided_on) == (WhyNot.REJECTED, "Hauptausschuss", date(2026, 3, 12))
    assert "abgelehnt (Hauptausschuss, 12.03.2026)" in as_(world.bea).get(DECLINED).text


def test_only_what_belongs_to_the_reason_is_kept(world: World, as_: As) -> None:
    typed_before = {"until": "irgendwann", "decided_by": "Rat", "decided_on": "gestern"}
    answer = as_(world.anna).post(DECLINED, data={"principles": FIVE[:1], **NOT_OURS, **typed_before})

    assert answer.status_code == 303
    one = declined(world)["gov-budget-line"]
    assert (one.who, one.until_text, one.decided_on) == ("Schulamt des Landkreises", None, None)


def test_before_the_no_there_is_pressing_for_it(world: World, as_: As) -> None:
    page = as_(world.anna).get(f"{DECLINED}/new?principle=edu-school-places").text
    assert "Trotzdem hinwirken: Maßnahme anlegen" in page
    data = {"principles": ["edu-school-places", "hea-mental-health"], "whose": "Landkreis", "do": "press"}
    answer = as_(world.anna).post(DECLINED, data=data)

    assert answer.status_code == 303
    action = world.action("M-007")
    assert (action.part, action.part_towards, action.status) == (Part.ADVOCACY, "Landkreis", Status.NOT_STARTED)
    assert action.title == "Hinwirken: Jedem Kind einen Schulplatz sichern und den Schulstart begleiten"
    assert (action.purpose or "").startswith("Zuständig: Landkreis. Die Kommune wirkt dort darauf hin. Worum")
    assert world.action("M-008").principle_ids == ["hea-mental-health"]
    assert declined(world) == {}


def test_pressing_needs_to_know_whom(world: World, as_: As) -> None:
    answer = as_(world.anna).post(DECLINED, data={"principles": FIVE, "why": "rejected", "do": "press"})

    assert answer.status_code == 422
    assert "Bitte geben Sie an, wer zuständig ist." in answer.text


def test_the_toolbox_leads_to_taking_and_leaving_out(world: World, as_: As) -> None:
    page = as_(world.eda).get("/w/musterstadt/guidance/governance/resources").text
    assert f'href="{PLAN}/choose?principle=gov-budget-line#principle-gov-budget-line"' in page
    assert f'href="{DECLINED}/new?principle=gov-budget-line"' in page
    assert (
        f"{DECLINED}/new?principle=gov-strategy"
        not in as_(world.eda).get("/w/musterstadt/guidance/governance/strategy").text
    )
    assert f"{DECLINED}/new" not in as_(world.rosa).get("/w/musterstadt/guidance/governance/resources").text


def test_what_is_in_the_plan_is_not_left_out_silently(world: World, as_: As) -> None:
    page = as_(world.anna).get(f"{DECLINED}/new?principle=gov-strategy&principle=gov-budget-line").text
    assert "Das steht schon im Plan" in page
    assert '<a href="/w/musterstadt/actions/M-001">M-001</a>' in page
    assert 'value="gov-strategy"' not in page
    answer = as_(world.anna).post(DECLINED, data={"principles": ["gov-strategy", "gov-budget-line"], **NOT_OURS})

    assert answer.status_code == 422
    assert "Das steht schon im Plan" in answer.text
    assert 'value="Schulamt des Landkreises"' in answer.text
    assert declined(world) == {}


def test_what_is_left_out_already_keeps_its_reason(world: World, as_: As) -> None:
    as_(world.eda).post(DECLINED, data={"principles": FIVE[:1], **NOT_OURS})
    answer = as_(world.anna).post(DECLINED, data={"principles": FIVE[:2], "why": "not_now", "until": "2028"})

    assert answer.status_code == 422
    assert "Schon bewusst nicht aufgenommen" in answer.text
    assert declined(world)["gov-budget-line"].who == "Schulamt des Landkreises"
    assert len(declined(world)) == 1


def test_a_declined_principle_is_not_taken_by_all(world: World, as_: As) -> None:
    as_(world.anna).post(DECLINED, data={"principles": FIVE, **NOT_OURS})
    as_(world.anna).post(f"{PLAN}/choose/all", data={"do": "single"})

    page = as_(world.anna).get(f"{PLAN}/choose").text
    assert "<strong>75</strong> gewählt" in page
    assert "<strong>5</strong> bewusst nicht" in page
    assert "<strong>0</strong> offen" in page
    assert "Die übrigen" not in page


def test_the_reason_can_be_changed(world: World, as_: As) -> None:
    anna = as_(world.anna)
    anna.post(DECLINED, data={"principles": FIVE[:1], **NOT_OURS})
    page = anna.get(f"{DECLINED}/gov-budget-line").text
    assert 'value="Schulamt des Landkreises"' in page
    data = {"why": "not_now", "until": "2029", "note": "Erst der Haushalt.", "version": 1}
    answer = anna.post(f"{DECLINED}/gov-budget-line", data=data)

    assert (answer.status_code, answer.headers["Location"]) == (303, DECLINED)
    one = declined(world)["gov-budget-line"]
    assert (one.why, one.who, one.until_text, one.note) == (WhyNot.NOT_NOW, None, "2029", "Erst der Haushalt.")
    assert world.latest().kind == "principle.decline_edited"


def test_a_stale_change_shows_both_and_keeps_mine(world: World, as_: As) -> None:
    anna, eda = as_(world.anna), as_(world.eda)
    anna.post(DECLINED, data={"principles": FIVE[:1], **NOT_OURS})
    eda.post(f"{DECLINED}/gov-budget-line", data={"why": "not_now", "until": "2029", "version": 1})
    mine = {"why": "not_ours", "whose": "Das Land", "version": 1}
    answer = anna.post(f"{DECLINED}/gov-budget-line", data=mine)

    assert answer.status_code == 409
    assert '<div class="theirs">' in answer.text
    assert "2029" in answer.text.split("<h1")[1].split('class="settled"')[0]
    assert 'value="Das Land"' in answer.text
    assert 'name="version" type="hidden" value="2"' in answer.text
    assert anna.post(f"{DECLINED}/gov-budget-line", data={**mine, "version": 2}).status_code == 303
    assert declined(world)["gov-budget-line"].who == "Das Land"


def test_a_change_of_mind(world: World, as_: As) -> None:
    anna = as_(world.anna)
    anna.post(DECLINED, data={"principles": FIVE[:1], **NOT_OURS})
    answer = anna.post(f"{DECLINED}/gov-budget-line/reopen")

    assert answer.headers["Location"] == f"{PLAN}/choose?principle=gov-budget-line#principle-gov-budget-line"
    assert world.latest().kind == "principle.reopened"
    page = anna.get(answer.headers["Location"]).text
    assert 'value="gov-budget-line" data-pick checked' in page
    assert anna.get(f"{DECLINED}/gov-budget-line").status_code == 404
    anna.post(DECLINED, data={"principles": FIVE[:1], "why": "not_now", "until": "2030"})
    assert (declined(world)["gov-budget-line"].who, declined(world)["gov-budget-line"].reopened) == (None, False)


def test_when_its_time_has_come_the_list_says_so(world: World, as_: As) -> None:
    as_(world.anna).post(DECLINED, data={"principles": FIVE[:1], "why": "not_now", "until": "2001"})
    assert "neu zu entscheiden" in as_(world.rosa).get(DECLINED).text


@on_sqlite
@pytest.mark.parametrize(
    "data, message",
    [
        ({}, "Bitte wählen Sie einen Grund."),
        ({"why": "lazy"}, ""),
        ({"why": "not_ours"}, "Bitte geben Sie an, wer zuständig ist."),
        ({"why": "not_ours", "whose": "x" * 201}, "200"),
        ({"why": "not_now"}, "Bitte geben Sie an, bis wann."),
        ({"why": "not_now", "until": "irgendwann"}, "31.12.2027"),
        ({"why": "not_now", "until": "1999"}, "zwischen 2000 und 2100"),
        ({"why": "rejected", "decided_by": "Rat"}, "an welchem Tag"),
        ({"why": "rejected", "decided_on": "12.03.2026"}, "wer entschieden hat"),
        ({"why": "rejected", "decided_by": "Rat", "decided_on": "2026"}, "Bitte geben Sie einen Tag an"),
        ({**NOT_OURS, "note": "x" * 2001}, "2000"),
        ({**NOT_OURS, "do": "both"}, ""),
        ({**NOT_OURS, "reopened": "1"}, ""),
        ({**NOT_OURS, "principles": ["unknown", "\x00"] + ["x"] * 2000}, ""),
        ({**NOT_OURS, "principles": []}, ""),
    ],
)
def test_bad_input_gets_a_message_and_decides_nothing(
    world: World, as_: As, data: dict[str, Any], message: str
) -> None:
    answer = as_(world.anna).post(DECLINED, data={"principles": FIVE, **data})

    assert answer.status_code == 422
    assert message in answer.text
    assert declined(world) == {}


@on_sqlite
@pytest.mark.parametrize("query", ["", "?principle=unknown", "?principle=%00", "?principle=" + "x" * 3000])
def test_nothing_to_decide_says_where_to_go(world: World, as_: As, query: str) -> None:
    page = as_(world.anna).get(f"{DECLINED}/new{query}")

    assert page.status_code == 200
    assert "Zuerst Empfehlungen ankreuzen" in page.text


def test_hostile_text_is_only_text(world: World, as_: As) -> None:
    hostile = "<script>alert(1)</script><b hx-get=/x>"
    as_(world.anna).post(DECLINED, data={"principles": FIVE[:1], "why": "not_ours", "whose": hostile, "note": hostile})

    for address in (DECLINED, f"{PLAN}/choose", f"{DECLINED}/gov-budget-line"):
        page = as_(world.anna).get(address).text
        assert "<script>alert" not in page
        assert "<b hx-get" not in page


def test_everybody_reads_it_and_only_editors_decide(world: World, as_: As) -> None:
    as_(world.eda).post(DECLINED, data={"principles": FIVE[:1], **NOT_OURS})
    for person in (world.ben, world.bea, world.rosa):
        assert "Schulamt des Landkreises" in as_(person).get(DECLINED).text
        assert as_(person).get(f"{DECLINED}/new").status_code == 403
        assert as_(person).post(DECLINED, data={"principles": FIVE, **NOT_OURS}).status_code == 403
        for address in ("", "/reopen"):
            assert as_(person).post(f"{DECLINED}/gov-budget-line{address}", data=NOT_OURS).status_code == 403
    for address in (DECLINED, f"{DECLINED}/new", f"{DECLINED}/gov-budget-line"):
        assert as_(world.olaf).get(address).status_code == 404
    assert as_(world.olaf).post(f"{DECLINED}/gov-budget-line/reopen").status_code == 404
    assert as_(world.anna).get(f"{DECLINED}/unknown%00").status_code == 404
    assert as_(world.anna).post("/w/musterstadt/plans/2/declined/gov-budget-line/reopen").status_code == 404
    assert len(declined(world)) == 1
