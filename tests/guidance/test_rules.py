"""The rules a text keeps."""

import pytest

from workspace.guidance.page import Page, Spot
from workspace.guidance.rules import neutral, sentences
from workspace.guidance.wrapping import unwrap


@pytest.mark.parametrize(
    "text, count",
    [
        ("Ein Satz. Noch einer.", 2),
        ("Das gilt z. B. für Kitas, Schulen usw. und mehr. Und dann?", 2),
        ("Am 31. Dezember ist Schluss! „Wirklich?“ Ja.", 3),
        ("Um 2015. Danach ging es weiter.", 2),
        ("Der e. V. hilft. Fertig", 2),
        ("Alles zur (kleinen) Stadt.", 1),
        ("", 0),
    ],
)
def test_sentences_are_counted_as_people_count_them(text, count):
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    "word",
    [
        "Bürger:innen",
        "Bürger*innen",
        "Bürger/innen",
        "Bürger/-innen",
        "Bürger_innen",
        "BürgerInnen",
        "Ärzt:in",
        "jede:r",
    ],
)
def test_marks_inside_words_are_found(word):
    assert complaints(f"Alle {word} machen mit.") != []


@pytest.mark.parametrize(
    "text",
    [
        "Innen und außen beginnen die Bürgerinnen.",
        "Das Programm Vielfaltsgestalter*innen in Dessau-Roßlau.",
        "In Kürze: in der Stadt, z. B. und/oder.",
        "Ziele: innerhalb eines Jahres **wirken**.",
        "source_title: Lokale Strategien für Teilhabe von Geflüchteten und Migrant:innen",
    ],
)
def test_plain_german_and_proper_names_are_left_alone(text):
    assert complaints(text) == []


def complaints(text):
    page = Page("content/de/x.md", "de")
    neutral(Spot(page, 1, text))
    return page.problems


def test_wrapped_lines_become_one_and_lists_stay_lists():
    lines = ["Ein Absatz,", "der weitergeht:", "- erstens", "  und weiter", "- zweitens", "", "Neu", "", "", "> Zitat"]

    assert unwrap(lines) == ("Ein Absatz, der weitergeht:\n\n- erstens und weiter\n- zweitens\n\nNeu\n\n\n> Zitat")


def test_a_line_that_begins_with_a_date_goes_on_with_the_paragraph():
    assert unwrap(["Seit dem", "1. Januar gilt das."]) == "Seit dem 1. Januar gilt das."
    assert unwrap(["1. eins", "2. zwei"]) == "1. eins\n2. zwei"
