"""Forms of a word find each other; words that only look alike don't."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workspace.guidance.words import forms

small = st.text("abcdefghiklmnoprstuvwzäöü", min_size=5, max_size=12)
CONSONANTS = "bdfgklmnprtvwz"


def related(one, other, language="de"):
    return bool(forms(one, language) & forms(other, language))


@pytest.mark.parametrize(
    "words",
    [
        "Schule Schulen",
        "Wohnung Wohnungen Wohnen",
        "Beratung Beratungen beraten",
        "Förderung fördern Förderungen",
        "Kind Kinder Kindern Kindes",
        "Haus Häuser Hauses Häusern Haeuser",
        "Amt Ämter Amtes Aemtern",
        "Verein Vereine Vereinen Vereins",
        "Familie Familien",
        "neu neue neuer neues neuen",
        "Straße Straßen Strassen STRASSE",
        "Zugewanderte Zugewanderten",
    ],
)
def test_german_forms_find_each_other(words):
    first, *others = words.split()
    assert [word for word in others if not related(first, word)] == []


@pytest.mark.parametrize(
    "words",
    [
        "school schools",
        "house houses housing housed",
        "study studies studied",
        "community communities",
        "plan plans planning planned",
        "service services",
        "building buildings build",
        "need needs needed",
    ],
)
def test_english_forms_find_each_other(words):
    first, *others = words.split()
    assert [word for word in others if not related(first, word, "en")] == []


@pytest.mark.parametrize(
    "words", ["Schule Schulden", "Bildung Bilder", "Schule Schulung", "Person Perso", "Junge jung-", "Interesse intern"]
)
def test_what_only_looks_alike_stays_apart(words):
    assert not related(*words.split())


def test_police_is_no_policy():
    assert not related("police", "policies", "en")


@given(small, st.sampled_from(["e", "en", "er", "es"]))
def test_an_ending_makes_no_other_word(word, ending):
    assert related(word, word + ending)


@given(st.text(CONSONANTS, min_size=1, max_size=4), st.sampled_from("äöü"), st.text(CONSONANTS, min_size=3, max_size=4))
def test_an_umlaut_can_be_spelled_out(before, umlaut, after):
    spelled = {"ä": "ae", "ö": "oe", "ü": "ue"}[umlaut]
    assert related(before + umlaut + after, before + spelled + after)


@given(st.text(max_size=20), st.sampled_from(["de", "en"]))
def test_every_word_has_a_form(word, language):
    assert forms(word, language)
