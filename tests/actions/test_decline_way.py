"""On the way from what was ticked to the reason why it is left out: nothing is called saved, and no draft stays."""

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.actions.test_decline import DECLINED, FIVE, NOT_OURS, PLAN
from tests.world import TOWN, World
from workspace.editing import drafts

As = Callable[[Any], FlaskClient]


def test_on_the_way_to_the_reason_nothing_is_called_saved(world: World, as_: As) -> None:
    anna = as_(world.anna)
    way = anna.post(f"{PLAN}/choose", data={"principles": FIVE, "do": "decline"})

    assert "Gespeichert" not in anna.get(way.headers["Location"]).text


def test_what_was_ticked_and_left_out_is_no_draft_any_more(world: World, as_: As) -> None:
    anna = as_(world.anna)
    for address in (f"{PLAN}/choose", f"{PLAN}/edit"):
        anna.post(f"{TOWN}/drafts", data={"address": address, "fields": '[["principles", "x"]]'})
    anna.post(DECLINED, data={"principles": FIVE, **NOT_OURS, "do": "decline"})

    assert world.all(select(drafts.Draft.address)) == [f"{PLAN}/edit"]
