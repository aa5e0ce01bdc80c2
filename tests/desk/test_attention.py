"""What needs doing, in order: pure, without a database."""

from datetime import date

from workspace.actions.models import Action
from workspace.actions.reminders import Reminder
from workspace.actions.words import Priority, Status
from workspace.desk.attention import MOST, NEEDS, PRESSING, Desk
from workspace.members.models import Member
from workspace.members.words import Role

TODAY = date(2026, 11, 12)
ANNA = Member(id=1, role=Role.COORDINATOR, unit_id=None)


def an_action(id_: int, **values: object) -> Action:
    usual = {"owner_id": 1, "due_on": date(2099, 1, 1), "status": Status.UNDER_WAY, "priority": Priority.NORMAL}
    return Action(id=id_, code=f"M-{id_:03d}", title="", **{**usual, **values})


def desk(*actions: Action, reminded: tuple[int, ...] = ()) -> Desk:
    return Desk(actions, ANNA, TODAY, {id_: Reminder(action_id=id_, note="Zettel") for id_ in reminded})


def test_every_need_has_its_place_in_the_order() -> None:
    assert {need.name for need in NEEDS} == set(PRESSING)


def test_only_what_needs_something_is_counted() -> None:
    at = desk(an_action(1), an_action(2, due_on=date(2026, 11, 11)), an_action(3, owner_id=None))

    assert [(need.name, need.count) for need in at.needs()] == [("overdue", 1), ("no_owner", 1)]


def test_the_edges_of_soon() -> None:
    ends = {1: date(2026, 11, 11), 2: date(2026, 11, 12), 3: date(2026, 12, 12), 4: date(2026, 12, 13)}
    at = desk(*(an_action(id_, due_on=due_on) for id_, due_on in ends.items()))

    found = {need.name: [action.id for action in need.actions] for need in at.needs()}
    assert found == {"overdue": [1], "due_soon": [2, 3]}


def test_what_has_ended_or_rests_needs_nothing() -> None:
    gone = date(2026, 1, 1)
    for status in (Status.DONE, Status.DROPPED):
        assert desk(an_action(1, status=status, due_on=gone, owner_id=None, funding_ends_on=gone)).needs() == []
    assert [need.name for need in desk(an_action(1, status=Status.PAUSED, due_on=None)).needs()] == ["no_deadline"]
    assert desk(an_action(1, status=Status.STANDING, due_on=None)).needs() == []


def test_an_action_is_one_task_with_all_it_needs() -> None:
    at = desk(an_action(1, owner_id=None, due_on=date(2026, 11, 1)), reminded=(1,))

    (task,) = at.tasks(at.needs())
    assert (task.needs, task.days_late, task.note) == (("overdue", "reminded", "no_owner"), 11, "Zettel")


def test_the_most_pressing_comes_first_and_key_actions_before_others() -> None:
    at = desk(
        an_action(1, due_on=None),
        an_action(2, due_on=date(2026, 10, 1)),
        an_action(3, due_on=date(2026, 11, 1), priority=Priority.KEY),
        an_action(4, status=Status.PROPOSED),
        an_action(5, due_on=date(2026, 11, 20)),
    )

    assert [task.action.id for task in at.tasks(at.needs())] == [3, 2, 4, 1, 5]


def test_no_more_than_one_can_do_in_an_afternoon() -> None:
    at = desk(*(an_action(id_, owner_id=None) for id_ in range(1, 40)))

    assert len(at.tasks(at.needs())) == MOST
    assert at.needs()[0].count == 39
