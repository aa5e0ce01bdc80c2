"""Merging loses nothing: whatever two people do to a text, a word that one added and nobody removed is still there."""

import re
from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from workspace.editing.merge import UNKNOWN, merge, merge_text, sentences

WORDS = some.sampled_from("Amt Bund Chor Dorf Ehre Frist Geld Haus".split())
ENDS = some.sampled_from(".!?")
SENTENCES = some.builds(lambda said, end: " ".join(said) + end, some.lists(WORDS, min_size=1, max_size=4), ENDS)
TEXTS = some.lists(SENTENCES, max_size=6).map(" ".join)
LOOSE = some.text(alphabet="ab .!?:\n…", max_size=40)
ANY = TEXTS | LOOSE


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


@given(ANY)
def test_sentences_are_the_text(text: str) -> None:
    assert "".join(sentences(text)) == text


@given(ANY, ANY)
def test_who_changed_alone_is_kept(base: str, mine: str) -> None:
    assert merge_text(base, mine, base) == mine
    assert merge_text(base, base, mine) == mine
    assert merge_text(base, mine, mine) == mine


@given(ANY, ANY, ANY)
def test_it_is_the_same_from_both_sides(base: str, mine: str, theirs: str) -> None:
    assert merge_text(base, mine, theirs) == merge_text(base, theirs, mine)


@given(TEXTS, TEXTS, TEXTS)
def test_no_word_disappears_that_nobody_removed(base: str, mine: str, theirs: str) -> None:
    merged = merge_text(base, mine, theirs)
    if merged is None:
        return
    there = words(merged)
    for side in (mine, theirs):
        for word, added in (words(side) - words(base)).items():
            assert there[word] >= added or word in words(base), (word, merged)
    for word in words(base):
        if words(mine)[word] >= words(base)[word] and words(theirs)[word] >= words(base)[word]:
            assert there[word] >= 1


@given(some.lists(SENTENCES, min_size=4, max_size=8, unique=True), SENTENCES, SENTENCES)
def test_different_sentences_never_clash(lines: list[str], mine: str, theirs: str) -> None:
    assume(mine != theirs)  # the same new sentence at two places: that is for a person
    base = " ".join(lines)
    merged = merge_text(base, " ".join([mine, *lines[1:]]), " ".join([*lines[:-1], theirs]))

    assert merged == " ".join([mine, *lines[1:-1], theirs])


@pytest.mark.parametrize(
    "base, mine, theirs, merged",
    [
        ("Eins.", "Eins. Zwei.", "Anders.", "Anders. Zwei."),  # added after what the other changed
        ("Eins.", "Null. Eins.", "Anders.", "Null. Anders."),
        ("Eins. Zwei.", "Eins. Zwei. Drei.", "Null. Eins. Zwei.", "Null. Eins. Zwei. Drei."),
        ("Eins. Zwei.", "Eins. Zwei!", "Eins. Zwei?", None),  # the same sentence
        ("Eins.", "Eins. Mein Satz.", "Eins. Ihr Satz.", None),  # both at the same place
        ("", "Mein Satz.", "Ihr Satz.", None),
        ("Eins. Zwei. Drei.", "Eins. Drei.", "Eins. Zwei. Drei. Vier.", "Eins. Drei. Vier."),
        ("- A\n- B", "- A\n- B\n- C", "- A!\n- B", "- A!\n- B\n- C"),
    ],
)  # fmt: skip
def test_what_people_expect(base: str, mine: str, theirs: str, merged: str | None) -> None:
    assert merge_text(base, mine, theirs) == merged


def test_values_are_merged_one_by_one() -> None:
    base = {"title": "Alt", "text": "Eins. Zwei.", "day": None, "owner": 1}
    mine = {"title": "Neu", "text": "Eins. Zwei. Drei.", "day": "2027", "owner": 2}
    theirs = {"title": "Alt", "text": "Null. Zwei.", "day": None, "owner": 3}

    found = merge(base, mine, theirs)

    assert found.values == {"title": "Neu", "text": "Null. Zwei. Drei.", "day": "2027"}
    assert (found.came_in, found.clashing) == (("text",), ("owner",))


def test_what_nobody_knows_any_more_clashes() -> None:
    found = merge({"text": UNKNOWN}, {"text": "Mein."}, {"text": "Ihr."})

    assert found.clashing == ("text",)
    assert merge({"text": UNKNOWN}, {"text": "Gleich."}, {"text": "Gleich."}).values == {"text": "Gleich."}


@pytest.mark.parametrize("sign", [":", ";", ","])
def test_within_a_sentence_two_hands_are_asked_about(sign: str) -> None:
    assert merge_text("Kurse im Amt.", f"Bald{sign} Kurse im Amt.", "Kurse im Amt und im Park.") is None


@pytest.mark.parametrize(
    "base, mine, theirs, merged",
    [
        ("A. B.", "A. B. Mine.", "A. B. Mine. Theirs.", "A. B. Mine. Theirs."),
        ("A. B.", "A. B. Mine.", "A. Theirs. Mine.", "A. Theirs. Mine."),
        ("A. B.", "Mine. A. B.", "Mine. Theirs. B.", "Mine. Theirs. B."),
        ("A. B.", "A. Mine. B.", "A. Mine. Theirs. B.", "A. Mine. Theirs. B."),
        ("A. B.", "A. Mine.", "A. Mine. Theirs.", "A. Mine. Theirs."),
        ("A. B.", "A. Mine.", "Theirs. Mine.", "Theirs. Mine."),
        ("A. B.", "A. Mine.", "A. Mine. B.", None),  # they brought back what mine takes out: that is for a person
        ("A. B.", "A. Mine.", "A. B. Mine.", None),
    ],
)
def test_a_save_sent_twice_says_nothing_twice(base: str, mine: str, theirs: str, merged: str | None) -> None:
    assert merge_text(base, mine, theirs) == merged


@given(some.lists(some.booleans(), min_size=1, max_size=6), some.integers(0, 5), some.integers(0, 2))
def test_sent_twice_it_is_what_others_made_of_it_or_is_asked_about(kept: list[bool], at: int, out: int) -> None:
    base = [f"Satz {number}." for number in range(len(kept))]
    mine = [*base[:at], "Neu.", *base[at + out :]]
    theirs = [f"Anders {one}" if one in base and not kept[base.index(one)] else one for one in mine]
    merged = merge_text(" ".join(base), " ".join(mine), " ".join(theirs))

    assert merged in (None, " ".join(theirs))
