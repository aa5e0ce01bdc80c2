"""What was typed into a form that can't be saved: long, short or out of bounds, it is there to be read and saved."""

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
