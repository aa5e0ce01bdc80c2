"""Search finds what people mean, however they type it, and never stumbles over what they type."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workspace.guidance.texts import BEGINNING, NOTHING, OTHER_FORM, WHOLE, mark, prepare
from workspace.guidance.words import MOST_WORDS, fold, terms

letters = st.text(st.characters(categories=["L"]), min_size=1, max_size=12)


def found(toolbox, query):
    return [hit.thing.id for hits in toolbox.search(query).groups.values() for hit in hits]


def in_title(hit):
    return all(hit.entry.title.answers(term) for term in hit.wanted)


def test_all_words_must_match_at_word_beginnings(toolbox):
    assert "gov-reviewer" in found(toolbox, "empf gov reviewer")
    assert found(toolbox, "reviewer norwegen") == []
    assert found(toolbox, "eviewer") == []


def test_case_umlauts_and_sharp_s_make_no_difference():
    assert fold("Ämter") == fold("aemter") == fold("AMTER")
    assert fold("Straße") == fold("STRASSE")
    assert fold("Café") == "cafe"


def test_texts_steps_and_plain_language_are_searched_too(toolbox):
    assert found(toolbox, "gov-reviewer anfangen")[0] == "gov-reviewer"
    assert found(toolbox, "alle machen gov-reviewer")[0] == "gov-reviewer"
    assert found(toolbox, "malmoe") == ["poli", "vielfaltsgestalter", "ung-kraft", "brueckenfigur", "psz-rostock",
                                        "coevorden", "de-nomade", "diversity-cafe"]  # fmt: skip


def test_titles_come_before_texts_and_kinds_stay_together(toolbox):
    groups = toolbox.search("gov-strategy").groups

    assert list(groups) == ["principle", "challenge"]
    assert [in_title(hit) for hit in groups["principle"]] == [True] + [False] * (len(groups["principle"]) - 1)
    assert groups["principle"][0].thing.id == "gov-strategy"
    assert list(toolbox.search("poli").groups) == ["example"]
    assert list(toolbox.search("governance").groups) == ["field"]


def test_whole_words_come_before_other_forms_and_beginnings(content):
    place = "themes/governance/strategy.md"
    for id_, title in (("gov-strategy", "Eine Schulordnung geben"), ("gov-reviewer", "Eine Schule gründen")):
        content.change(place, f"Empfehlung {id_} umsetzen", title)
    content.change("themes/health/prevention.md", "Empfehlung hea-", "Für Schulen hea-")
    hits = content.load()["de"].search("schule").groups["principle"]

    assert [hit.title()[0].text for hit in hits][1:] != []
    assert hits[0].thing.id == "gov-reviewer"
    assert hits[1].thing.field.id == "health"


def test_each_kind_has_its_group(toolbox):
    assert list(toolbox.search("idea-learning").groups) == ["idea"]
    assert list(toolbox.search("step-explore").groups) == ["step"]
    assert list(toolbox.search("Ziele").groups) == ["about"]
    assert list(toolbox.search("Thema access").groups) == ["theme"]


def test_a_hit_shows_where_it_matches(toolbox):
    hit = toolbox.search("bedeutet reviewer").groups["principle"][0]

    assert [piece.text for piece in hit.title() if piece.matches] == ["reviewer"]
    assert [piece.text for piece in hit.excerpt() if piece.matches] == ["bedeutet", "reviewer"]


def test_a_long_text_is_cut_around_the_match():
    text = "Anfang " + "und weiter " * 60 + "das Ziel " + "und Ende " * 60
    shown = "".join(piece.text for piece in prepare(text, "de").excerpt(terms("ziel", "de"), 160))

    assert "das Ziel" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 200


@pytest.mark.parametrize(
    "query", ["", "   ", "!?", "<script>", "%' OR 1=1 --", "\x00", "a" * 10_000, "🙂", "*.*", "\\"]
)
def test_nothing_typed_is_an_error(toolbox, query):
    assert len(toolbox.search(query)) == sum(map(len, toolbox.search(query).groups.values()))


def test_an_empty_query_finds_nothing_and_a_long_one_is_bounded(toolbox):
    assert len(toolbox.search(" ")) == 0
    assert found(toolbox, "gov " * MOST_WORDS + "reviewer") == found(
        toolbox, "gov reviewer"
    )  # doubled words count once


@given(st.text(max_size=80))
def test_any_query_is_answered(toolbox, query):
    for hits in toolbox.search(query).groups.values():
        assert hits


@given(letters, st.integers(1, 12))
def test_a_beginning_stays_a_beginning_when_folded(word, length):
    assert fold(word).startswith(fold(word[:length]))


@given(st.text(max_size=200), st.lists(letters, max_size=3))
def test_marking_changes_no_letter(text, wanted):
    assert "".join(piece.text for piece in mark(text, terms(" ".join(wanted), "de"))) == text


@given(st.text(max_size=60))
def test_every_word_of_a_text_finds_it(text):
    assert all(prepare(text, "de").answers(term) == WHOLE for term in terms(text, "de"))


@given(st.text(max_size=60), st.text(max_size=20))
def test_what_is_found_is_what_is_marked(text, query):
    found = [term for term in terms(query, "de") if prepare(text, "de").answers(term)]
    text = unicodedata.normalize("NFC", text)  # as content files are written
    assert bool(found) == any(piece.matches for piece in mark(text, terms(query, "de")))


@pytest.mark.parametrize(
    "query, found",
    [
        ("wohn", BEGINNING),
        ("WOHNRAUM", WHOLE),
        ("Schule", OTHER_FORM),
        ("schulden", NOTHING),
        ("Aemtern", OTHER_FORM),
        ("strasse", BEGINNING),
        ("Straße", BEGINNING),
        ("cafe", WHOLE),
        ("Scha\u0308tze", WHOLE),
        ("fe", NOTHING),
    ],
)
def test_how_well_a_text_answers(query, found):
    text = prepare("Wohnraum, Schulen, Ämter, Straßennamen, ein Café, Schätze", "de")

    assert [text.answers(term) for term in terms(query, "de")] == [found]
