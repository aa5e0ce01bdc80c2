"""Groups that have finished see what the other finished groups said, where the coordinator allows it; nobody else."""

from sqlalchemy import select

from tests.assessments.conftest import HOME, HTMX, Round
from workspace.assessments.models import Assessment
from workspace.db import commit, db


def allow(opened: Round) -> None:
    """Turn the choice on for the assessment at hand."""
    with opened.world.app.app_context():
        anna = opened.world.member(opened.world.anna)
        db.session.scalars(select(Assessment)).one().record("opened", by=anna, early=True)
        commit()


def test_the_choice_is_made_when_opening(opened: Round) -> None:
    anna = opened.as_(opened.world.anna)
    page = anna.post(f"{HOME}/new", data={"title": "Offen", "early": "y", "themes": ["strategy", "parents"]})

    newest = opened.world.all(select(Assessment).order_by(Assessment.id))[-1]
    assert (newest.early, newest.theme_ids) == (True, ["strategy", "parents"])
    assert "0 von 2" not in anna.get(page.headers["Location"]).text


def test_finished_groups_see_each_other_and_nobody_else_does(opened: Round) -> None:
    allow(opened)
    ben, (table, sheet) = opened.member(), opened.visitor()
    others, ends = sheet.replace("/answers", "/others"), sheet.replace("/answers", "/finished")
    ben.post(opened.own, data={"item": "strategy", "level": "1", "evidence": "Streng vertraulich"})
    table.post(sheet, data={"item": "strategy", "level": "4"})
    assert table.get(others).status_code == 404

    table.post(ends)
    assert "Verwaltung" not in table.get(others).text
    ben.post(opened.own.replace("/answers", "/finished"))

    seen = table.get(others).text
    assert "Verwaltung" in seen
    assert ">1<" in seen
    assert "Verwaltung" in ben.get(opened.own.replace("/answers", "/others")).text
    assert "Streng vertraulich" not in opened.as_(opened.world.anna).get(opened.page).text
    assert opened.as_(opened.world.rosa).get(opened.own.replace("/answers", "/others")).status_code == 403


def test_who_has_seen_the_others_changes_nothing_any_more(opened: Round) -> None:
    allow(opened)
    table, sheet = opened.visitor()
    ends = sheet.replace("/answers", "/finished")
    table.post(ends)
    table.post(ends)

    assert table.post(sheet, data={"item": "strategy", "level": "4"}, headers=HTMX).status_code == 409
    assert "Antwort geht weiter" not in table.get(sheet).text


def test_without_the_choice_nobody_sees_anything_before_the_end(opened: Round) -> None:
    table, sheet = opened.visitor()
    table.post(sheet.replace("/answers", "/finished"))

    assert table.get(sheet.replace("/answers", "/others")).status_code == 404
    opened.close()
    assert table.get(sheet.replace("/answers", "/others")).status_code == 200
