"""Who wrote this sentence: every sentence of the text as it stands has one origin, and that is where it came in."""

from hypothesis import given
from hypothesis import strategies as some

from tests.editing.test_merge import ANY
from workspace.editing.merge import UNKNOWN
from workspace.editing.origins import origins, runs, said

PASTS = some.lists(ANY, min_size=1, max_size=6)


@given(PASTS)
def test_every_sentence_has_exactly_one_origin_where_it_came_in(texts: list[str]) -> None:
    found = origins(texts)

    assert [one.sentence for one in found] == said(texts[-1])
    for one in found:
        assert one.sure
        assert all(one.sentence in said(text) for text in texts[one.version :])
        assert one.version == 0 or one.sentence not in said(texts[one.version - 1])


@given(PASTS)
def test_runs_leave_no_sentence_out(texts: list[str]) -> None:
    assert [one for run in runs(texts) for one in said(run.text)] == said(texts[-1])


def test_what_was_taken_out_and_put_back_came_in_with_that() -> None:
    assert [one.version for one in origins(["A. B.", "A.", "A. B."])] == [0, 2]


def test_an_erased_version_makes_it_unsure() -> None:
    found = origins(["A.", UNKNOWN, "A. B."])

    assert [(one.version, one.sure) for one in found] == [(2, False), (2, False)]


def test_a_text_that_is_gone_or_erased_has_no_sentences() -> None:
    assert origins([]) == origins(["A.", None]) == origins(["A.", UNKNOWN]) == []
