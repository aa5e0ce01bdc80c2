"""The storm's oracle sees each kind of broken promise: an account that is right, then doctored in one place."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from tests.storm.account import Account, Attempt, Drawn, Fact, Heard
from tests.storm.oracle import broken
from tests.storm.texts import GROUPS, changed, joined

A, B = "action-M-001", "action-M-002"
START = "Es fehlt an Auskunft. Die Wege sind lang."
FIRST = f"{START} Der Stand w1x1 ist erreicht."
SECOND = "Der Stand w2x1 ist erreicht. Die Wege sind lang."
BOTH = f"{SECOND} Der Stand w1x1 ist erreicht."
THIRD = f"{SECOND} Der Stand w1x2 ist erreicht."


def account() -> Account:
    """Two people at one text, drawn from the same version; then the first takes out its own earlier sentence."""
    return Account(
        facts=[
            Fact(1, A, 1, {"outcome": ("", START)}),
            Fact(2, B, 1, {"outcome": ("", START)}),
            Fact(3, A, 2, {"outcome": (START, FIRST)}),
            Fact(4, A, 3, {"outcome": (FIRST, BOTH)}, {"outcome": SECOND}),
            Fact(5, A, 4, {"outcome": (BOTH, THIRD)}),
        ],
        attempts=[
            Attempt("w1x1", A, "outcome", 1, {"outcome": FIRST}, code=0),  # its answer was lost, so it was sent again
            Attempt("w1x1", A, "outcome", 1, {"outcome": FIRST}, code=303),
            Attempt("w2x1", A, "outcome", 1, {"outcome": SECOND}, code=200),
            Attempt("w1x2", A, "outcome", 3, {"outcome": THIRD}, code=200),
            Attempt("w2x2", B, "outcome", 1, {"outcome": "Der Stand w2x2 ist erreicht."}, code=0),
        ],
        drawn=[Drawn(A, "outcome", 1, {"outcome": START}), Drawn(A, "outcome", 3, {"outcome": BOTH})],
        final=[Drawn(A, "outcome", 4, {"outcome": THIRD}), Drawn(B, "outcome", 1, {"outcome": START})],
        since=2,
        heard=[[Heard(3, frozenset({A})), Heard(5, frozenset({A}))], [Heard(5, frozenset({A}))]],
    )


def test_what_is_right_breaks_no_promise() -> None:
    assert broken(account()) == []


def test_a_save_sent_twice_may_take_out_again_what_came_back() -> None:
    one, back = account(), f"{BOTH} Der Stand w1x2 ist erreicht."
    one.facts += [Fact(6, A, 5, {"outcome": (THIRD, back)}), Fact(7, A, 6, {"outcome": (back, THIRD)})]
    one.attempts.append(Attempt("w1x1", A, "outcome", 4, {"outcome": back}))
    one.attempts.append(one.attempts[3])
    one.final[0] = Drawn(A, "outcome", 6, {"outcome": THIRD})
    one.heard = [[Heard(7, frozenset({A}))]]

    assert broken(one) == []


def attempt(number: int, **other: object) -> Callable[[Account], None]:
    def doctor(one: Account) -> None:
        one.attempts[number] = replace(one.attempts[number], **other)  # type: ignore[arg-type]

    return doctor


def event(number: int, after: str) -> Callable[[Account], None]:
    """Let an event, and all that follows from it, end in another text."""

    def doctor(one: Account) -> None:
        one.facts = [*one.facts[: number - 1], replace(one.facts[number - 1], changes={"outcome": (FIRST, after)})]
        one.final[0] = Drawn(A, "outcome", number - 1, {"outcome": after})
        one.attempts, one.drawn, one.heard = one.attempts[:3], one.drawn[:1], [[Heard(4, frozenset({A}))]]

    return doctor


def heard(*messages: tuple[int, str]) -> Callable[[Account], None]:
    def doctor(one: Account) -> None:
        one.heard = [[Heard(seq, frozenset(names.split())) for seq, names in messages]]

    return doctor


DOCTORED: dict[str, tuple[Callable[[Account], None], str]] = {
    "an answer that failed": (lambda one: one.wrong.append("w1x1 was answered 500."), "was answered 500"),
    "a broken chain": (lambda one: one.findings.append("verify: event 3"), "verify"),
    "a gap": (lambda one: one.facts.pop(2) and None, "numbers have a gap"),
    "a text changed past the history": (event(4, SECOND + " Der Stand w1x1 ist da."), "nobody sent like that"),
    "a merge that loses": (event(4, SECOND), "nobody sent like that"),
    "a merge that doubles": (event(4, f"{BOTH} Der Stand w1x1 ist erreicht."), "stands twice"),
    "a merge that doesn't keep what was typed": (lambda one: one.facts[3].typed.clear(), "nobody sent like that"),
    "an event nobody sent": (lambda one: one.attempts.pop(3) and None, "nobody sent like that"),
    "a form sent by half": (attempt(2, whole=False), "nobody sent like that"),
    "an edit that isn't there": (attempt(4, code=303), "w2x2 was acknowledged, but no event"),
    "a form that shows a later text": (
        lambda one: one.drawn.append(Drawn(A, "outcome", 1, {"outcome": FIRST})),
        "showed something else",
    ),
    "a row that isn't its last event": (
        lambda one: one.final.append(Drawn(A, "outcome", 3, {"outcome": BOTH})),
        "isn’t what its last event says",
    ),
    "a sentence gone": (lambda one: one.final.pop(0) and None, "has vanished"),
    "a missed event": (heard((3, A)), "heard up to event 3 of 5"),
    "a missed name": (heard((3, B), (5, A)), "other names"),
    "an event heard twice": (heard((3, A), (3, A), (5, A)), "heard event 3 after 3"),
    "everything has changed, though little has": (heard((5, "*")), "other names"),
}


@pytest.mark.parametrize("doctor, said", DOCTORED.values(), ids=DOCTORED)
def test_a_doctored_account_is_seen(doctor: Callable[[Account], None], said: str) -> None:
    one = account()
    doctor(one)

    assert [what for what in broken(one) if said in what]


@pytest.mark.parametrize("group", GROUPS)
def test_an_edit_brings_in_its_word_once_and_leaves_the_rest_of_the_form(group: str) -> None:
    chance, values = Random(1), {"status": "", "origin": "", "participation": ""} | dict.fromkeys(GROUPS[group], START)
    for number in range(60):
        before, values = values, changed(values, group, f"w1x{number}", chance)
        moved = [name for name in GROUPS[group] if values[name] != before[name]]
        assert [values[name].count(f"w1x{number} ") + values[name].count(f"w1x{number}.") for name in moved] == [1]
        assert len(values[moved[0]]) < 600


def test_a_conflict_settled_by_hand_keeps_both() -> None:
    mine, theirs = {"outcome": FIRST}, {"outcome": SECOND}

    assert joined(mine, theirs, "outcome", "w1x1") == {"outcome": BOTH}
