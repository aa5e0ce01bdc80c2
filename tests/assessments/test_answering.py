"""Groups answer one by one, each sees only its own answers, and closing freezes them."""

import pytest
from sqlalchemy import select

from tests.assessments.conftest import HTMX, Round
from tests.counting import count_queries
from workspace.assessments.ratings import Rating
from workspace.assessments.words import Level


def test_each_answer_is_saved_as_it_is_given(opened: Round) -> None:
    ben = opened.member()

    answer = ben.post(opened.own, data={"item": "strategy", "level": "3", "weight": "2"}, headers=HTMX)

    assert answer.status_code == 200
    assert "gespeichert" in answer.text
    assert "1 von 6 Themen beantwortet" in answer.text
    rating = opened.world.one(select(Rating))
    assert (rating.item, rating.level, rating.weight) == ("strategy", Level.LARGELY, 2)


def test_without_javascript_one_comes_back_to_the_item(opened: Round) -> None:
    answer = opened.member().post(opened.own, data={"item": "strategy", "level": "0"})

    assert answer.headers["Location"] == f"{opened.own}#item-strategy"
    assert 'value="0" checked' in opened.member().get(opened.own).text


def test_answering_again_replaces_the_answer(opened: Round) -> None:
    ben = opened.member()
    ben.post(
        opened.own, data={"item": "strategy", "level": "not_ours", "whose": "Landkreis", "evidence": "Siehe Satzung."}
    )
    assert opened.world.one(select(Rating)).whose == "Landkreis"

    again = {"level": "4", "whose": "Landkreis", "evidence": "Siehe Satzung.", "version": "1"}
    ben.post(opened.own, data={"item": "strategy", **again})

    rating = opened.world.one(select(Rating))
    assert (rating.level, rating.whose, rating.evidence) == (Level.FULLY, None, "Siehe Satzung.")
    assert len(opened.world.all(select(Rating))) == 1


def test_importance_alone_is_kept_but_no_answer_yet(opened: Round) -> None:
    ben = opened.member()

    ben.post(opened.own, data={"item": "strategy", "weight": "3"})

    assert "0 von 6 Themen beantwortet" in ben.get(opened.own).text
    assert opened.world.one(select(Rating)).weight == 3


def test_principles_are_answered_one_by_one(opened: Round) -> None:
    browser, sheet = opened.visitor()
    assert "item-gov-strategy" in browser.get(f"{sheet}?theme=strategy").text

    answer = browser.post(sheet, data={"item": "gov-strategy", "level": "2"})

    assert answer.headers["Location"] == f"{sheet}?theme=strategy#item-gov-strategy"
    assert "(1/2)" in browser.get(sheet).text
    assert browser.get(f"{sheet}?theme=parents").status_code == 404  # another field than is asked about


@pytest.mark.parametrize(
    "wrong",
    [
        {"item": "parents", "level": "3"},  # not asked about
        {"item": "", "level": "3"},
        {"item": "strategy", "level": "5"},
        {"item": "strategy", "level": "3", "weight": "4"},
        {"item": "strategy", "level": "3", "evidence": "x" * 1001},
        {"item": "strategy", "level": "3", "group_id": "1"},
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_bad_input_is_told_and_nothing_is_kept(opened: Round, wrong: dict[str, str], headers: dict[str, str]) -> None:
    answer = opened.member().post(opened.own, data=wrong, headers=headers)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert opened.world.all(select(Rating)) == []


def test_nobody_sees_or_gives_another_groups_answers(opened: Round) -> None:
    opened.member().post(opened.own, data={"item": "strategy", "level": "1", "evidence": "Streng vertraulich"})
    browser, sheet = opened.visitor()

    for person in (opened.world.anna, opened.world.eda, opened.world.bea, opened.world.rosa):
        assert opened.as_(person).get(opened.own).status_code == 403
        assert opened.as_(person).post(opened.own, data={"item": "strategy", "level": "4"}).status_code == 403
        assert "Streng vertraulich" not in opened.as_(person).get(opened.page).text
    assert "Streng vertraulich" not in browser.get(sheet).text
    assert browser.get(opened.own).status_code == 303
    assert "Streng vertraulich" not in opened.as_(opened.world.anna).get("/w/musterstadt/history").text
    assert opened.as_(opened.world.olaf).get(opened.page).status_code == 404


def test_a_link_opens_its_own_sheet_and_nothing_else(opened: Round) -> None:
    browser, sheet = opened.visitor()
    page = browser.get(sheet)

    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert opened.table not in page.text
    assert browser.get("/w/musterstadt/").status_code == 303
    assert opened.as_(None).get(sheet).status_code == 404
    assert opened.as_(None).get("/e/unbekannt").status_code == 404
    assert opened.as_(None).post(sheet, data={"item": "strategy", "level": "4"}).status_code == 404


def test_a_group_finishes_and_goes_on(opened: Round) -> None:
    browser, sheet = opened.visitor()
    ends = sheet.replace("/answers", "/finished")

    browser.post(ends)

    assert browser.post(sheet, data={"item": "strategy", "level": "4"}).status_code == 409
    assert "fertig" in opened.as_(opened.world.anna).get(opened.page).text
    browser.post(ends, data={"again": "1"})
    assert browser.post(sheet, data={"item": "strategy", "level": "4"}).status_code == 303


def test_closing_freezes_and_shows(opened: Round) -> None:
    browser, sheet = opened.visitor()
    opened.member().post(opened.own, data={"item": "strategy", "level": "4", "evidence": "Beschluss 2026"})
    browser.post(sheet, data={"item": "strategy", "level": "1", "evidence": "Niemand kennt ihn"})
    browser.post(sheet, data={"item": "evidence", "level": "unknown"})

    opened.close()

    assert browser.post(sheet, data={"item": "strategy", "level": "4"}, headers=HTMX).status_code == 409
    page = opened.as_(opened.world.rosa).get(opened.page).text
    talk = page.split('id="disagreements"')[1].split("</section>")[0]
    assert "Beschluss 2026" in talk
    assert "Niemand kennt ihn" in talk
    assert "3 Stufen auseinander" in talk
    assert "im Mittel 2,5" in talk
    assert '<abbr title="weiß nicht">?</abbr>' in page
    assert "disabled" in browser.get(sheet).text


def test_the_sheet_costs_few_queries_however_many_items(opened: Round) -> None:
    browser, sheet = opened.visitor()
    with count_queries(opened.world.app) as queries:
        browser.get(sheet)

    assert len(queries) <= 4
