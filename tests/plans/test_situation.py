"""Where a town starts from: a text and figures for each field, saved, told, guarded, and nobody's text is lost."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.counting import count_queries
from tests.plans.situations import EDUCATION, EMPTY, PAGE, figure, save, situation
from tests.whole.pages import Page
from tests.world import TOWN, World
from workspace.history.models import EventText
from workspace.plans.situations import Situation

on_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)  # where nothing hangs on the kind of database
As = Callable[[Any], FlaskClient]


def words(html: str) -> str:
    """Return a page's text without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\xa0", " ").split())


def test_text_and_figures_are_saved_and_shown(world: World, as_: As) -> None:
    rows = {**figure(0), **figure(3, "Zuzüge", "1.250", "", "2024", "Einwohnermeldeamt")}
    answer = save(as_(world.anna), text="Die Schulen sind **voll**.", **rows)

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PAGE}#education")
    assert situation(world).figures == [
        {"what": "Kinder mit Sprachförderung", "value": "34.5", "unit": "%", "year": 2025, "source": "Schulamt"},
        {"what": "Zuzüge", "value": "1250", "unit": None, "year": 2024, "source": "Einwohnermeldeamt"},
    ]
    page = as_(world.rosa).get(PAGE).text
    assert "Die Schulen sind <strong>voll</strong>." in page
    assert "Kinder mit Sprachförderung 34,5 % 2025 Schulamt Zuzüge 1.250 2024 Einwohnermeldeamt" in words(page)


def test_the_page_keeps_the_situation_apart_from_the_plans_progress(world: World, as_: As) -> None:
    save(as_(world.anna), **figure(0))
    page = words(as_(world.rosa).get(PAGE).text)

    assert "Zahlen zur Lage Diese Zahlen messen nicht, was der Plan erreicht." in page
    assert "Was seither umgesetzt ist, steht im Plan selbst." in page


def test_every_field_has_its_place_and_who_may_write_is_invited(world: World, as_: As) -> None:
    save(as_(world.anna), text="Ein Satz.")
    mine, theirs = (words(as_(person).get(PAGE).text) for person in (world.eda, world.rosa))

    assert [mine.count("Hier steht noch nichts."), theirs.count("Hier steht noch nichts.")] == [4, 4]
    assert mine.count("Ausgangslage beschreiben") == 4
    assert "Bearbeiten Bildung" in mine
    assert "beschreiben" not in theirs
    assert "Bearbeiten" not in theirs


def test_the_form_shows_what_stands_there_as_its_reader_writes_it(world: World, as_: As) -> None:
    anna = as_(world.anna)
    save(anna, text="Ein Satz.", **figure(0, value="12.500,5"))
    form = anna.get(EDUCATION).text

    assert 'value="12.500,5"' in form
    assert form.count('name="figures-') == 25
    anna.post("/language", data={"language": "en"})
    assert 'value="12,500.5"' in anna.get(EDUCATION).text
    assert "12,500.5\xa0%" in anna.get(PAGE).text


def test_figures_taken_out_are_gone_and_the_others_close_up(world: World, as_: As) -> None:
    anna = as_(world.anna)
    save(anna, **figure(0), **figure(1, what="Zweite"))
    save(anna, version=1, **figure(1, what="Zweite"))

    assert [one["what"] for one in situation(world).figures] == ["Zweite"]
    save(anna, version=2)
    assert situation(world).is_blank
    assert "Hier steht noch nichts." in anna.get(PAGE).text


def test_saving_nothing_tells_nothing(world: World, as_: As) -> None:
    anna, before = as_(world.anna), len(world.events())
    save(anna)
    assert situation(world) is None
    save(anna, text="Ein Satz.")
    save(anna, version=1, text="Ein Satz.")

    assert len(world.events()) == before + 1


def test_a_stale_save_shows_both_and_keeps_mine(world: World, as_: As) -> None:
    anna, eda = as_(world.anna), as_(world.eda)
    save(eda, text="Die Schulen sind voll.", **figure(0))
    answer = save(anna, text="Die Schulen sind leer.", **figure(0, value="36"))

    assert answer.status_code == 409
    assert "<ins>voll</ins>" in answer.text
    assert "<ins>34,5</ins>" in answer.text
    assert ">\r\nDie Schulen sind leer." in answer.text
    assert 'value="36"' in answer.text
    assert situation(world).text == "Die Schulen sind voll."
    mine = {"version": 1, **EMPTY, "text": "Die Schulen sind leer.", **figure(0, value="36")}
    again = anna.post(EDUCATION, data=mine, headers={"HX-Request": "true"})
    assert (again.status_code, again.headers["HX-Redirect"]) == (204, f"{PAGE}#education")
    assert situation(world).figures[0]["value"] == "36"


def test_tables_two_people_changed_are_never_put_together_by_halves(world: World, as_: As) -> None:
    anna, eda = as_(world.anna), as_(world.eda)
    both = {**figure(0), **figure(1, what="Kinder in der Kita")}
    save(anna, text="Ein Satz.", **both)
    drawn = situation(world).group_version("about")
    save(eda, version=drawn, text="Ein Satz. Noch einer.", **{**both, **figure(0, source="Landkreis: Bericht.")})
    mine = {"text": "Kein Satz mehr.", **both, **figure(1, what="Kinder in der Kita", source="Stadt: Bericht.")}

    assert save(anna, version=drawn, **mine).status_code == 409
    assert save(anna, version=drawn, **{**mine, "text": "Ein Satz."}).status_code == 409
    assert [one["source"] for one in situation(world).figures] == ["Landkreis: Bericht.", "Schulamt"]
    assert anna.get(PAGE).status_code == anna.get(EDUCATION).status_code == 200
    theirs = {**both, **figure(0, source="Landkreis: Bericht.")}
    assert save(anna, version=drawn, text="Ein Satz. Und meiner.", **both).status_code == 409  # the sentences clash
    assert save(anna, version=drawn, text="Ein Satz.", **both).status_code == 303
    assert [one["source"] for one in situation(world).figures] == ["Landkreis: Bericht.", "Schulamt"]
    assert anna.post(EDUCATION, data={"version": drawn, **EMPTY, "text": "Ein Satz.", **theirs}).status_code == 303


def test_bad_input_while_a_conflict_is_settled_keeps_the_form_in_its_place(world: World, as_: As) -> None:
    bad = {"version": 0, **EMPTY, **figure(0, year="damals")}
    answer = as_(world.anna).post(EDUCATION, data=bad, headers={"HX-Request": "true"})

    assert answer.status_code == 422
    assert "<html" not in answer.text
    assert 'value="damals"' in answer.text


def test_saving_another_field_meanwhile_is_no_conflict(world: World, as_: As) -> None:
    anna = as_(world.anna)

    assert save(anna, text="Bildung.").status_code == 303
    assert save(anna, address=f"{PAGE}/housing", text="Wohnen.").status_code == 303
    assert situation(world, "housing").text == "Wohnen."


def test_the_history_tells_it_in_both_languages(world: World, as_: As) -> None:
    anna = as_(world.anna)
    save(anna, text="Vorher.", **figure(0))
    save(anna, version=1, text="Nachher.", **figure(0, value="36"))
    german = words(anna.get(f"{TOWN}/history?thing=plans").text)
    anna.post("/language", data={"language": "en"})
    english = words(anna.get(f"{TOWN}/history?thing=plans").text)

    assert world.latest().kind == "situation.edited"
    assert world.latest().subject == "situation-1-education"
    assert "Koordination (Anna) hat die Ausgangslage im Feld „ Bildung “ geändert" in german
    assert "Kinder mit Sprachförderung: 34,5 % (2025, Schulamt)" in german
    assert "changed where the town starts from in “ Education ”" in english
    assert "Kinder mit Sprachförderung: 34.5 % (2025, Schulamt)" in english
    assert f'href="{PAGE}#education"' in anna.get(f"{TOWN}/history").text


def test_free_text_can_be_erased_and_the_history_still_holds(world: World, as_: As) -> None:
    save(as_(world.anna), text="Frau Beispiel sagt es.", **figure(0, source="Frau Beispiel"))
    flask = world.app.test_cli_runner()
    assert flask.invoke(args=["verify"]).exit_code == 0
    flask.invoke(args=["erase", "musterstadt", "--text", "Beispiel", "--yes"])

    texts = world.all(select(EventText).where(EventText.field.in_(("text", "figures"))))
    assert [(text.old, text.new) for text in texts] == [(None, None), (None, None)]
    assert flask.invoke(args=["verify"]).exit_code == 0


def test_a_removed_town_takes_it_along(world: World, as_: As) -> None:
    save(as_(world.anna), text="Ein Satz.")
    save(as_(world.olaf), address="/w/nachbarstadt/plans/1/situation/education", text="Geheim.")
    world.app.test_cli_runner().invoke(args=["remove-workspace", "musterstadt", "--yes"])

    assert world.all(select(Situation.text)) == ["Geheim."]


def test_what_is_typed_cannot_run(world: World, as_: As) -> None:
    evil = "<script>alert(1)</script><b hx-get=/x onclick=alert(1)>fett</b> [klick](javascript:alert(1))"
    save(as_(world.anna), text=evil, **figure(0, what=evil[:100], source='"><img src=x onerror=alert(1)>', unit="<b>"))

    for address in (PAGE, EDUCATION, f"{TOWN}/history"):
        page = as_(world.anna).get(address).text
        assert "fett" in page
        assert Page(address, page).dangers == []


def test_everybody_reads_and_only_coordination_and_editors_write(world: World, as_: As) -> None:
    for person in (world.anna, world.eda):
        assert as_(person).get(EDUCATION).status_code == 200
    for person in (world.ben, world.bea, world.rosa):
        assert as_(person).get(PAGE).status_code == 200
        assert as_(person).get(EDUCATION).status_code == 403
        assert save(as_(person), text="x").status_code == 403
    assert situation(world) is None


def test_what_isnt_there_or_isnt_ours_is_not_found(world: World, as_: As) -> None:
    save(as_(world.olaf), address="/w/nachbarstadt/plans/1/situation/education", text="Geheim.")
    olaf, anna = as_(world.olaf), as_(world.anna)

    for address in (PAGE, EDUCATION):
        assert olaf.get(address).status_code == 404
    assert save(olaf, text="x").status_code == 404
    for wrong in (f"{PAGE}/sport", f"{PAGE}/strategy", f"{TOWN}/plans/2/situation", f"{TOWN}/plans/2/situation/health"):
        assert anna.get(wrong).status_code == 404
    assert save(anna, address=f"{PAGE}/sport", text="x").status_code == 404
    assert "Geheim" not in anna.get(PAGE).text


@pytest.mark.parametrize("address", [f"{TOWN}/plans/1/", f"{TOWN}/plans/1/coverage", f"{TOWN}/plans/1/edit"])
@on_sqlite
def test_it_is_found_where_the_plan_is_looked_at(as_: As, world: World, address: str) -> None:
    assert f'href="{PAGE}"' in as_(world.anna).get(address).text


def test_three_queries_however_much_is_written(world: World, as_: As) -> None:
    anna = as_(world.anna)
    for field in ("governance", "education", "housing"):
        save(anna, address=f"{PAGE}/{field}", text="Ein Satz.", **figure(0), **figure(1))
    anna.get(PAGE)  # what was just saved is said once
    save(anna, address=f"{PAGE}/health", text="Noch einer.")
    with count_queries(world.app) as sent:
        anna.get(PAGE)

    assert len(sent) == 3, "\n".join(sent)
    assert world.one(select(func.count()).select_from(Situation)) == 4
