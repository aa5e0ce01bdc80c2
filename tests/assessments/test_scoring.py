"""Sums over answers: only levels count as levels, and the three lists hold what they say."""

from hypothesis import given
from hypothesis import strategies as some

from workspace.assessments import scoring
from workspace.assessments.scoring import Answer, Score
from workspace.assessments.words import Level


class Item:
    """A theme, as far as sums need one."""

    def __init__(self, field: object) -> None:
        self.field = field


ANSWERS = some.none() | some.builds(
    Answer,
    group=some.sampled_from("ABC"),
    level=some.none() | some.sampled_from(Level),
    weight=some.none() | some.integers(1, 3),
)
FIELDS = ["eins", "zwei"]
SCORES = some.builds(
    Score,
    item=some.builds(Item, some.sampled_from(FIELDS)),
    answers=some.lists(ANSWERS, max_size=6).map(tuple),
)


@given(SCORES)
def test_only_levels_count(score: Score) -> None:
    assert len(score.levels) + score.not_ours + score.unknown == len(score.given)
    assert (score.level is None) == (not score.levels)
    if score.level is not None:
        assert min(score.levels) <= score.level <= max(score.levels)
    assert 0 <= score.spread <= 4
    assert 1 <= score.weight <= 3


@given(SCORES, some.sampled_from([Level.UNKNOWN, Level.NOT_OURS]))
def test_not_knowing_changes_no_sum(score: Score, level: Level) -> None:
    more = Score(score.item, (*score.answers, Answer("D", level)))

    assert (more.level, more.spread, more.levels) == (score.level, score.spread, score.levels)


@given(SCORES)
def test_who_answers_first_makes_no_difference(score: Score) -> None:
    turned = Score(score.item, score.answers[::-1])

    assert (turned.level, turned.spread, turned.not_ours, turned.unknown) == (
        score.level,
        score.spread,
        score.not_ours,
        score.unknown,
    )


@given(some.lists(SCORES, max_size=12))
def test_the_lists_hold_what_they_say(scores: list[Score]) -> None:
    strong, weak, apart = scoring.strengths(scores), scoring.gaps(scores), scoring.disagreements(scores)

    assert all(one.level is not None and one.level >= 3 and one.spread < 2 for one in strong)
    assert all(one.level is not None and one.level < 2 for one in weak)
    assert {id(one) for one in apart} == {id(one) for one in scores if one.spread >= 2}
    assert not {id(one) for one in strong} & {id(one) for one in (*weak, *apart)}
    assert [one.need for one in weak] == sorted((one.need for one in weak), reverse=True)


@given(some.lists(SCORES, max_size=12))
def test_a_fields_mean_is_that_of_all_its_levels(scores: list[Score]) -> None:
    for field, level, count in scoring.profile(scores):
        levels = [one for score in scores if score.item.field is field for one in score.levels]
        assert count == len(levels)
        assert level is None if not levels else abs(level - sum(levels) / len(levels)) < 1e-9


def test_what_matters_more_comes_first() -> None:
    def score(level: str, weight: int) -> Score:
        return Score(Item(FIELDS[0]), (Answer("A", Level(level), weight),))

    little, much = score("1", 1), score("1", 3)

    assert scoring.gaps([little, much]) == [much, little]
