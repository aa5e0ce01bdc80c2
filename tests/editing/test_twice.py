"""An answer lost on its way: what is sent again, word for word, stands there once."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.world import TOWN, World
from workspace.actions.steps import Step
from workspace.comments.models import Note
from workspace.comments.talk import Comment
from workspace.db import clock, now

SHEET = f"{TOWN}/actions/M-003"
NOTE = f"{TOWN}/guidance/principles/gov-reviewer/notes/new"
FRAGMENT = {"HX-Request": "true"}
ADDING = [
    (f"{SHEET}/comments", Comment, {"text": "Bitte ansehen.", "after": "0"}),
    (f"{SHEET}/steps", Step, {"title": "Auftakt", "deadline_text": "2027", "beside": ""}),
    (NOTE, Note, {"kind": "note", "title": "", "text": "Bei uns hilft das Museum.", "version": "0"}),
]


@pytest.mark.parametrize(("address", "model", "data"), ADDING, ids=["comment", "step", "note"])
def test_what_is_sent_again_because_the_answer_was_lost_stands_once(
    world: World, as_, address: str, model: type, data: dict[str, str]
) -> None:
    browser = as_(world.anna)
    before = world.one(select(func.count()).select_from(model))
    answers = [browser.post(address, data=data, headers=FRAGMENT) for _time in range(2)]
    with clock(now() + timedelta(minutes=6)):
        later = browser.post(address, data=data, headers=FRAGMENT)

    assert {answer.status_code for answer in (*answers, later)} <= {200, 204}
    assert world.one(select(func.count()).select_from(model)) == before + 2


def test_who_sees_it_there_and_says_it_again_means_it(world: World, as_) -> None:
    browser, count = as_(world.anna), select(func.count()).select_from(Comment)
    before = world.one(count)
    browser.post(f"{SHEET}/comments", data={"text": "Danke!", "after": "0"})
    newest = world.one(select(func.max(Comment.id)))
    browser.post(f"{SHEET}/comments", data={"text": "Danke!", "after": str(newest)})

    assert world.one(count) == before + 2


def test_what_two_people_write_alike_is_two_comments(world: World, as_) -> None:
    before = world.one(select(func.count()).select_from(Comment))
    for person in (world.anna, world.eda):
        as_(person).post(f"{SHEET}/comments", data={"text": "Danke!", "after": "0"})

    assert world.one(select(func.count()).select_from(Comment)) == before + 2
