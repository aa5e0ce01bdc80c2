"""The path through the toolbox says only what is known, and leads only where one may go."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from workspace.actions.words import Status
from workspace.desk.path import path
from workspace.desk.stops import Known, State, Traveller
from workspace.guidance import toolbox
from workspace.guidance.sizes import reading
from workspace.plans.models import PlanState

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)  # values in, sentences out; texts need the app
PLAN = SimpleNamespace(number=3, state=PlanState.DRAFTING)
KNOWN = Known(plan=PLAN, actions=(SimpleNamespace(status=Status.UNDER_WAY),), carried=frozenset({"gov-reviewer"}),
              decided=frozenset({"gov-reviewer", "gov-strategy"}), unfinished=1)  # fmt: skip


@pytest.fixture
def stands(app):
    def find(known, *, may=bool, kind="small"):
        with app.test_request_context("/"):
            at = Traveller(known, toolbox(), reading(toolbox(), kind, known.decided), may)
            return {stop.step.id.removeprefix("step-"): stop.stand for stop in path(at)}

    return find


def nobody(_right):
    return False


def test_the_steps_are_the_toolboxs(stands):
    assert list(stands(Known())) == [
        "explore", "self-assess", "choose-topics", "fit-size", "use-examples", "connect", "revise",
    ]  # fmt: skip


def test_before_there_is_a_plan_one_begins_with_it(stands):
    found = stands(Known())

    assert found["choose-topics"].state is State.OPEN
    assert [way.place for way in found["choose-topics"].ways] == ["plans/new"]
    assert stands(Known(), may=nobody)["choose-topics"].ways == ()
    assert found["revise"] == stands(Known(), may=nobody)["revise"]
    assert found["revise"].says == ()


def test_choosing_is_done_when_all_is_decided_and_nothing_lacks(stands):
    everything = frozenset(f"p-{number}" for number in range(80))
    whole = replace(KNOWN, carried=everything, decided=everything)

    assert stands(KNOWN)["choose-topics"].state is State.BEGUN
    assert stands(whole)["choose-topics"].state is State.DONE
    assert stands(replace(whole, lacking=1))["choose-topics"].state is State.BEGUN
    assert [way.place for way in stands(whole)["choose-topics"].ways] == ["plans/3/coverage"]
    assert stands(replace(KNOWN, actions=(), decided=frozenset()))["choose-topics"].state is State.OPEN


def test_choosing_in_sentences(stands):
    found = stands(replace(KNOWN, proposed=frozenset({"gov-link-authorities", "x"})))["choose-topics"]

    assert found.says == (
        "2 von 80 Empfehlungen entschieden: 1 im Plan, 1 bewusst nicht aufgenommen.",
        "2 weitere sind vorgeschlagen.",
        "Jede offene Maßnahme hat eine Federführung und die Frist, die sie braucht.",
    )


def test_what_nobody_can_know_has_no_state(stands):
    for step in ("explore", "fit-size", "use-examples"):
        assert stands(KNOWN)[step].state is None


def test_a_district_has_no_hints_to_fit(stands):
    assert stands(KNOWN, kind="district")["fit-size"].ways == ()
    assert "26 Empfehlungen" in stands(KNOWN)["fit-size"].says[0]


def test_revising_begins_with_adoption_or_the_councils_link(stands):
    adopted = replace(KNOWN, plan=SimpleNamespace(number=3, state=PlanState.ADOPTED), overdue=2)

    assert stands(KNOWN)["revise"].state is State.OPEN
    assert stands(replace(KNOWN, shares=1))["revise"].state is State.BEGUN
    assert stands(adopted)["revise"].state is State.BEGUN
    assert stands(adopted)["revise"].says[0] == "Der Plan ist beschlossen."
    assert [way.place for way in stands(adopted, may=nobody)["revise"].ways] == ["plans/3/?overdue=1"]


def test_leading_is_talking_to_others(stands):
    assert stands(KNOWN)["connect"].state is State.OPEN
    found = stands(replace(KNOWN, leading=3, leading_outside=1, leading_migrants=1))["connect"]

    assert found.state is State.BEGUN
    assert found.says[0] == "3 Ämter und Partner führen Maßnahmen, davon 1 von außerhalb des Rathauses."


def test_the_assessments_state_is_said(stands):
    running = Known(assessment=SimpleNamespace(number=2, title="Wo stehen wir?", is_open=True), groups=5, finished=3)
    closed = Known(assessment=SimpleNamespace(number=2, title="Wo stehen wir?", is_open=False))

    assert stands(Known())["self-assess"].state is State.OPEN
    assert [way.place for way in stands(Known())["self-assess"].ways] == ["assessments/new"]
    assert stands(Known(), may=nobody)["self-assess"].ways == ()
    assert stands(running)["self-assess"].state is State.BEGUN
    assert "3 von 5 Gruppen" in stands(running)["self-assess"].says[0]
    assert stands(closed)["self-assess"].state is State.DONE
    assert [way.place for way in stands(closed)["self-assess"].ways] == ["assessments/2"]
    planned = replace(closed, plan=PLAN)
    assert [way.place for way in stands(planned)["self-assess"].ways] == ["assessments/2", "plans/3/situation"]
