"""What was typed into a form that can't be saved: long, short or out of bounds, it is there to be read and saved."""

import re

import pytest

from tests.world import TOWN, World

SHEET = f"{TOWN}/actions/M-003"
OUTCOME = f"{SHEET}/groups/outcome"


def test_a_long_text_is_never_cut_by_the_browser_and_comes_back_with_both_numbers(world: World, as_) -> None:
    browser = as_(world.anna)
    text = "Zu lang. " * 20_000
    answer = browser.post(OUTCOME, data={"outcome": text, "version": "0"})

    assert "maxlength" not in browser.get(OUTCOME, headers={"HX-Request": "true"}).text
    assert answer.status_code == 422
    assert "Bitte höchstens 20.000 Zeichen; es sind 179.999." in answer.text
    assert text.strip() in answer.text


@pytest.mark.parametrize(
    "version", ["-99999999999999999999999", "-9223372036854775809", "99999999999999999999999", "-1"]
)
def test_a_version_that_never_was_is_a_conflict(world: World, as_, version: str) -> None:
    answer = as_(world.anna).post(OUTCOME, data={"outcome": "Neue Worte", "version": version})

    assert answer.status_code == 409
    assert "Neue Worte" in answer.text


@pytest.mark.parametrize("word", ["Sprachkurs", "ja", "12.500"])
def test_a_single_word_typed_where_it_cannot_be_saved_is_shown_too(world: World, as_, word: str) -> None:
    nowhere = as_(world.anna).post(f"{TOWN}/actions/M-999/groups/outcome", data={"outcome": word, "version": "3"})
    refused = as_(world.rosa).post(f"{SHEET}/groups/outcome", data={"outcome": word, "version": "3"})

    for answer, code in ((nowhere, 404), (refused, 403)):
        assert answer.status_code == code
        assert f">{word}</textarea>" in answer.text
        assert ">3</textarea>" not in answer.text


def test_what_was_typed_comes_back_under_its_name_and_what_was_chosen_unseen(world: World, as_) -> None:
    new = {"title": "Tag der offenen Tür", "place": "health/interpreting", "start": "not_started"}
    answer = world.client().post(f"{TOWN}/plans/1/actions/new", data={**new, "purpose": "Einander kennenlernen"})
    refused = as_(world.rosa).post(OUTCOME, data={"outcome": "Alle kommen", "version": "3"})

    assert answer.status_code == 401
    for name, text in new.items():
        seen = f">{text}</textarea>" in answer.text
        assert seen == (name == "title"), name
    assert [*labels(answer.text)] == ["Titel", "Ziel"]
    assert [*labels(refused.text)] == ["Ergebnis"]


def test_a_name_two_forms_have_is_the_one_of_the_form_that_was_sent(world: World, as_) -> None:
    step = as_(world.rosa).post(f"{SHEET}/steps", data={"title": "Räume suchen", "deadline_text": "2027"})
    nobody_knows = as_(world.rosa).post(f"{SHEET}/steps", data={"title": "Räume suchen"})

    assert [*labels(step.text)] == ["Arbeitsschritt", "Frist"]
    assert [*labels(nobody_knows.text)] == ["Ihr Text"]


def test_a_word_in_a_row_of_a_table_is_typed(world: World, as_) -> None:
    row = {"indicators-0-name": "Kurse", "indicators-0-unit": "Kurse", "indicators-0-start": "12"}
    answer = as_(world.rosa).post(f"{SHEET}/groups/indicators", data={**row, "version": "3"})

    assert [*labels(answer.text)] == ["Indikator", "Einheit", "Ausgangswert"]


@pytest.mark.parametrize("who", [None, "rosa"])
def test_a_comment_is_shown_though_its_form_has_no_label_of_its_own(world: World, who: str | None) -> None:
    browser = world.client(getattr(world, who) if who else None)
    answer = browser.post(f"{SHEET}/comments", data={"text": "Wer kommt zum Gespräch?", "step": ""})

    assert labels(answer.text) == ["Ihr Text"]
    assert ">Wer kommt zum Gespräch?</textarea>" in answer.text


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("plans/1/choose", {"fields": ["health", "work"]}),
        ("plans/1/declined", {"why": "other", "principles": "gov-strategy"}),
        ("assessments/1/groups/1/answers", {"item": "a-1", "sheet": "abc12345", "over": "3"}),
    ],
)
def test_what_nobody_wrote_is_not_shown(world: World, path: str, sent: dict[str, str]) -> None:
    answer = world.client().post(f"{TOWN}/{path}", data=sent)

    assert answer.status_code == 401
    assert labels(answer.text) == []


def test_the_title_of_a_bundle_is_shown_however_short(world: World, as_) -> None:
    sent = {"title-interpreting": "Sommerfest", "bundle": "interpreting"}
    answer = as_(world.rosa).post(f"{TOWN}/plans/1/choose", data=sent)

    assert answer.status_code == 403
    assert ">Sommerfest</textarea>" in answer.text


def labels(page: str) -> list[str]:
    """Return the labels of what a page gives back."""
    return re.findall(r'<span class="label">([^<]+)</span>', page)
