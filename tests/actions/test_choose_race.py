"""Two people choose at the same moment: nothing is made twice, no code is given twice, nobody gets an error."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.world import World
from workspace.actions.declined import Declined
from workspace.actions.models import Action

As = Callable[[Any], FlaskClient]
PLAN = "/w/musterstadt/plans/1"


def at_once(*posts: Callable[[], Any]) -> list[Any]:
    """Let everybody begin at the same moment; return their answers."""
    start = Barrier(len(posts))

    def go(post: Callable[[], Any]) -> Any:
        start.wait()
        return post()

    with ThreadPoolExecutor(len(posts)) as pool:
        return list(pool.map(go, posts))


def carried(world: World) -> Counter[str]:
    return Counter(id_ for ids in world.all(select(Action.principle_ids).where(Action.plan_id == 1)) for id_ in ids)


def test_both_take_everything(world: World, as_: As) -> None:
    anna, eda = as_(world.anna), as_(world.eda)
    data = {"start": "not_started", "do": "single"}
    answers = at_once(
        lambda: anna.post(f"{PLAN}/choose/all", data=data), lambda: eda.post(f"{PLAN}/choose/all", data=data)
    )

    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(carried(world)) == 80
    assert set(carried(world).values()) == {1}
    codes = world.all(select(Action.code).where(Action.workspace_id == 1))
    assert len(codes) == len(set(codes)) == 83


def test_one_takes_what_the_other_leaves_out(world: World, as_: As) -> None:
    anna, eda = as_(world.anna), as_(world.eda)
    reason = {"principles": ["gov-budget-line"], "why": "not_ours", "whose": "Land", "do": "decline"}
    at_once(
        lambda: anna.post(f"{PLAN}/choose", data={"principles": ["gov-budget-line"], "do": "take"}),
        lambda: eda.post(f"{PLAN}/declined", data=reason),
    )

    declined = world.all(select(Declined.principle_id))
    assert carried(world)["gov-budget-line"] + len(declined) == 1
