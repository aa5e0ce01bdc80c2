"""The content that ships with Mitplan keeps its promises."""

import time
from pathlib import Path

import pytest

from tests.guidance.ids import COUNTS
from workspace import prose
from workspace.guidance.loading import load
from workspace.guidance.rules import sentences

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="module")
def german():
    return load(CONTENT, prose.render)["de"]


def test_it_is_the_whole_toolbox(german):
    counted = {
        "field": german.fields,
        "theme": german.themes,
        "principle": german.principles,
        "challenge": german.challenges,
        "example": german.examples,
        "core idea": german.core_ideas.passages,
        "use step": german.use_steps.passages,
    }
    assert {kind: len(things) for kind, things in counted.items()} == COUNTS
    assert [len(field.principles) for field in german.fields] == [22, 18, 14, 10, 16]
    assert [len(field.challenges) for field in german.fields] == [8, 6, 6, 5, 6]
    assert [len(field.themes) for field in german.fields] == [6, 6, 5, 6, 7]


def test_the_first_principle_reads_as_written(german):
    principle = german.principle("gov-reviewer")

    assert principle.title == "Eine Person benennen, die die Umsetzung prüft"
    assert 2 <= len(principle.steps) <= 4
    assert principle.question.endswith("?")
    assert str(principle.meaning.html).startswith("<p>")
    assert "<br" not in principle.meaning.html


def test_every_principle_reaches_other_fields_and_speaks_to_a_challenge(german):
    assert [p.id for p in german.principles if not p.related or not p.challenges] == []


def test_no_text_carries_a_tag_or_a_stray_mark(german):
    texts = [text for p in german.principles for text in (p.title, p.question, *p.steps, p.meaning.text, p.plain.text)]

    assert [text for text in texts if set("<>{}#*_[]") & set(text)] == []


def test_plain_language_is_short(german):
    longest = {p.id: max(len(s.split()) for s in sentences(p.plain.text)) for p in german.principles}

    assert {id_: count for id_, count in longest.items() if count > 15} == {}


def test_the_source_is_named(german):
    source = german.about.source

    assert "Yilmaz" in source.authors
    assert source.publisher == "Migration Policy Group"
    assert source.url == "https://whole-comm.eu"


def test_what_a_title_says_is_found_before_what_a_text_says(german):
    hits = german.search("schule").groups["principle"]
    in_title = [bool(hit.entry.title.answers(hit.wanted[0])) for hit in hits]

    assert in_title == sorted(in_title, reverse=True)
    assert in_title[0]
    assert not in_title[-1]


def test_the_searches_people_told_us_of(german):
    def marked(query):
        hits = [hit for hits in german.search(query).groups.values() for hit in hits]
        return {piece.text for hit in hits for piece in (*hit.title(), *hit.excerpt()) if piece.matches}

    assert {"Wohnraum", "Wohnung"} <= marked("wohn")
    assert {"Schule", "Schulen"} <= marked("Schulen")
    assert {"Amt", "Ämter"} <= marked("aemter")
    assert marked("Schulden") == set()


def test_searches_answer_at_once(german):
    started = time.perf_counter()
    for query in ("wohnung", "schule eltern", "de", "ueber"):
        assert len(german.search(query))
    assert (time.perf_counter() - started) / 4 < 0.05
