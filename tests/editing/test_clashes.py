"""What two people typed is set side by side so that it can be compared: in words, marked, nothing lost."""

from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from workspace.editing.clashes import ITEMS, WORDS, Piece, compared

PROSE = st.text("ab .,!?\nÄß", max_size=60)


def whole(pieces: tuple[Piece, ...]) -> str:
    return "".join(text for _only, text in pieces)


def only(pieces: tuple[Piece, ...]) -> list[str]:
    return [text.strip() for only_here, text in pieces if only_here]


def test_words_only_one_side_has_are_marked() -> None:
    mine, theirs = compared("Hilfe in drei Tagen, kostenlos.", "Hilfe in zwei Tagen.", WORDS)

    assert only(mine) == ["drei", ", kostenlos"]
    assert only(theirs) == ["zwei"]


def test_items_of_a_list_are_compared_one_by_one() -> None:
    mine, theirs = compared("Fachbereich Bildung, Beirat", "Beirat", ITEMS)

    assert only(mine) == ["Fachbereich Bildung,"]
    assert only(theirs) == []


def test_words_of_a_choice_are_compared_as_a_whole() -> None:
    assert compared("01.03.2028", "31.12.2028", None) == (((True, "01.03.2028"),), ((True, "31.12.2028"),))


@given(PROSE.filter(bool), PROSE.filter(bool))
def test_the_pieces_together_are_the_text(mine: str, theirs: str) -> None:
    left, right = compared(mine, theirs, WORDS)

    assert (whole(left), whole(right)) == (mine, theirs)


@given(PROSE.filter(bool))
def test_a_text_does_not_clash_with_itself(text: str) -> None:
    assert not any(only_here for side in compared(text, text, WORDS) for only_here, _text in side)


def test_the_longest_texts_are_compared_in_no_time() -> None:
    mine, theirs = "Das ist ein Satz. " * 1100, "Das war ein Satz. " * 1100
    begin = perf_counter()
    left, right = compared(mine, theirs, WORDS)

    assert perf_counter() - begin < 2
    assert (whole(left), whole(right)) == (mine, theirs)
