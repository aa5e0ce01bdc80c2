"""What two people typed is set side by side so that it can be compared: in words, marked, nothing lost."""

from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from workspace.editing.differences import GONE, ITEMS, NEW, WORDS, Piece, inline

PROSE = st.text("ab .,!?\nÄß", max_size=60)


def after(pieces: tuple[Piece, ...]) -> str:
    return "".join(text for kind, text in pieces if kind != GONE)


def of(kind: str, pieces: tuple[Piece, ...]) -> list[str]:
    return [text.strip() for one, text in pieces if one == kind]


def test_words_that_went_and_came_are_marked() -> None:
    pieces = inline("Hilfe in drei Tagen, kostenlos.", "Hilfe in zwei Tagen.", WORDS)

    assert of(GONE, pieces) == ["drei", ", kostenlos"]
    assert of(NEW, pieces) == ["zwei"]


def test_a_date_or_an_amount_in_a_text_is_one_word() -> None:
    pieces = inline("Bis 15.12.2026: 12.500 Euro.", "Bis 31.01.2027: 12.800,50 Euro.", WORDS)

    assert of(GONE, pieces) == ["15.12.2026", "12.500"]
    assert of(NEW, pieces) == ["31.01.2027", "12.800,50"]


def test_items_of_a_list_are_compared_one_by_one() -> None:
    pieces = inline("Fachbereich Bildung, Beirat", "Beirat", ITEMS)

    assert of(GONE, pieces) == ["Fachbereich Bildung,"]
    assert of(NEW, pieces) == []


def test_a_choice_is_compared_as_a_whole() -> None:
    assert inline("01.03.2028", "31.12.2028", None) == ((GONE, "01.03.2028"), (NEW, "31.12.2028"))


@given(PROSE, PROSE)
def test_the_pieces_together_are_the_later_text(before: str, later: str) -> None:
    assert after(inline(before, later, WORDS)) == later


@given(PROSE.filter(bool))
def test_a_text_does_not_clash_with_itself(text: str) -> None:
    assert all(kind not in (NEW, GONE) for kind, _text in inline(text, text, WORDS))


def test_the_longest_texts_are_compared_in_no_time() -> None:
    before, later = "Das ist ein Satz. " * 1100, "Das war ein Satz. " * 1100
    begin = perf_counter()
    pieces = inline(before, later, WORDS)

    assert perf_counter() - begin < 2
    assert after(pieces) == later
