"""Taking a content file apart: values, sections, lists, and the line of each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workspace.guidance.page import parse
from workspace.guidance.problems import ContentError, Problem, perhaps

TEXT = """---
title: Ein Titel   # ein Kommentar
country: NO
quoted: "Mit: Doppelpunkt"
---

Vor den
Überschriften.

## Erste {#first}

Text.

### Unter der ersten

- eins
  geht weiter
- zwei

## Zweite
"""


@pytest.fixture
def page():
    return parse("content/de/x.md", "de", TEXT)


def test_values_are_text_as_written_and_know_their_line(page):
    assert {key: (spot.text, spot.line) for key, spot in page.values.items()} == {
        "title": ("Ein Titel", 2),
        "country": ("NO", 3),
        "quoted": ("Mit: Doppelpunkt", 4),
    }
    assert page.problems == []


def test_sections_hold_what_stands_below_them(page):
    first, second = page.body.sections

    assert (first.heading.text, first.id, first.heading.line) == ("Erste", "first", 10)
    assert [part.heading.text for part in first.sections] == ["Unter der ersten"]
    assert (second.heading.text, second.id, second.sections) == ("Zweite", "", [])
    assert page.body.text().text == "Vor den Überschriften."
    assert page.body.text().line == 7


def test_list_points_are_joined_and_know_their_line(page):
    points = page.body.sections[0].sections[0].items()

    assert [(point.text, point.line) for point in points] == [("eins geht weiter", 16), ("zwei", 18)]


def test_a_missing_value_is_complained_about_at_the_top(page):
    page.spot("summary").complain("fehlt")

    assert page.problems == [Problem("content/de/x.md", 1, "fehlt")]


@pytest.mark.parametrize("heading", ["# Zu groß", "#### Zu klein", "##Ohne Abstand"])
def test_headings_of_another_kind_are_complained_about(heading):
    page = parse("x.md", "de", f"---\na: b\n---\n\n{heading}\n")

    assert [problem.line for problem in page.problems] == [5]
    assert len(page.body.sections) == 1


@given(st.text(max_size=300))
def test_any_text_can_be_taken_apart(text):
    page = parse("x.md", "de", text)

    assert all(1 <= problem.line <= len(text.splitlines()) + 1 for problem in page.problems)


@given(st.lists(st.sampled_from(TEXT.splitlines()), max_size=30))
def test_lines_in_any_order_can_be_taken_apart(lines):
    page = parse("x.md", "de", "\n".join(lines))
    sections = [part for section in page.body.sections for part in (section, *section.sections)]

    assert len(sections) <= sum(line.startswith("#") for line in lines)


def test_all_problems_are_told_in_order_and_once():
    later, first = Problem("b.md", 2, "Zwei."), Problem("a.md", 10, "Eins.")
    error = ContentError([later, first, later])

    assert error.problems == (first, later)
    assert str(error) == "2 Stellen im Inhalt sind zu berichtigen:\na.md:10: Eins.\nb.md:2: Zwei."
    assert str(ContentError([first])).startswith("Eine Stelle im Inhalt ist zu berichtigen:")


def test_a_suggestion_is_made_only_where_a_word_comes_close():
    assert perhaps("Prüfrage", ["Prüffrage", "Verbindungen"]) == " Meinten Sie „Prüffrage“?"
    assert perhaps("Unsinn", ["Prüffrage", "Verbindungen"]) == ""
