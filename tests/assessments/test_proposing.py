"""What is proposed, in which order, and what is compared: whatever the answers are."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as some

from workspace.assessments.comparing import compare
from workspace.assessments.proposing import proposals
from workspace.assessments.scoring import Answer, Score
from workspace.assessments.words import Level


@dataclass(eq=False)
class Thing:
    """A theme or principle, as far as this needs one."""

    id: str
    theme: "Thing | None" = None
    field: str = "eins"


THEMES = [Thing(id_) for id_ in "abc"]
PRINCIPLES = [Thing(f"{theme.id}{number}", theme) for theme in THEMES for number in (1, 2)]
ANSWERS = some.none() | some.builds(
    Answer,
    group=some.just("?"),
    level=some.sampled_from(Level),
    weight=some.none() | some.integers(1, 3),
    whose=some.sampled_from(["", "Landkreis", "Land"]),
)


def named(answers: list[Answer | None]) -> tuple[Answer | None, ...]:
    """Give each answer the group of its place."""
    return tuple(
        one and Answer(f"Gruppe {place}", one.level, one.weight, one.evidence, one.whose, str(place))
        for place, one in enumerate(answers)
    )


def scores(things: list[Thing]) -> some.SearchStrategy[list[Score]]:
    """Draw answers of up to four groups on each thing."""
    one = some.lists(ANSWERS, min_size=4, max_size=4).map(named)
    return some.tuples(*(one for _ in things)).map(
        lambda drawn: [Score(thing, answers) for thing, answers in zip(things, drawn, strict=True)]
    )


@given(scores(THEMES), scores(PRINCIPLES))
def test_what_misses_most_and_matters_most_comes_first(themes: list[Score], principles: list[Score]) -> None:
    ours, others = proposals(themes, [score for score in principles if score.given])

    assert [one.need for one in ours] == sorted((one.need for one in ours), reverse=True)
    assert not {one.theme for one in ours} & {one.theme for one in others}
    assert len({one.theme for one in (*ours, *others)}) == len(ours) + len(others)


@given(scores(THEMES), scores(PRINCIPLES))
def test_nothing_that_misses_is_left_out(themes: list[Score], principles: list[Score]) -> None:
    ours, others = proposals(themes, principles)
    proposed = {one.theme for one in (*ours, *others)}

    for score in themes:
        if score.level is not None and score.level < 3:
            assert score.item in proposed
        if score.not_ours:
            assert score.item in proposed or score.levels


@given(scores(THEMES))
def test_what_is_for_others_says_whose(themes: list[Score]) -> None:
    _ours, others = proposals(themes, [])

    for one in others:
        assert one.score.not_ours > len(one.score.levels)
        assert set(one.whose) == {answer.whose for answer in one.score.given if answer.whose}


@given(scores(THEMES), scores(THEMES))
def test_only_who_answered_both_times_is_compared(now: list[Score], before: list[Score]) -> None:
    found = compare(now, before)
    earlier = {score.item.id: score for score in before}

    for change in found.changes:
        score = next(score for score in now if score.item is change.item)
        levels = {answer.group for answer in score.given if answer.level and answer.level.number is not None}
        then = {
            answer.group for answer in earlier[change.item.id].given if answer.level and answer.level.number is not None
        }
        assert set(change.groups) == levels & then
        assert -4 <= change.by <= 4
    assert {one.item for one in found.changes} | set(found.left_out) >= {one.item for one in now if one.levels}
    assert not set(found.only_now) & set(found.only_before)


@given(scores(THEMES))
def test_nothing_has_changed_against_itself(now: list[Score]) -> None:
    found = compare(now, now)

    assert all(change.by == 0 for change in found.changes)
    assert (found.only_now, found.only_before, found.left_out) == ((), (), ())


@given(scores(THEMES), scores(THEMES))
def test_the_other_way_round_is_the_opposite(now: list[Score], before: list[Score]) -> None:
    there = {change.item.id: change.by for change in compare(now, before).changes}
    back = {change.item.id: change.by for change in compare(before, now).changes}

    assert there.keys() == back.keys()
    assert all(abs(there[id_] + back[id_]) < 1e-9 for id_ in there)
