"""“You were mentioned”: the newest unseen comments that name the member or their unit, until they say they saw them."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from tests.comments.talking import SHEET, TALK, say
from tests.counting import count_queries
from tests.world import TOWN, World
from workspace.comments.talk import Comment
from workspace.members.models import Member
from workspace.members.words import Role

As = Callable[[Any], FlaskClient]
DESK, SEEN = f"{TOWN}/", f"{TOWN}/mentions"


def listed(browser: FlaskClient) -> list[int]:
    """Return the comments a first screen lists, newest first."""
    return [int(number) for number in re.findall(r'/actions/M-\d+#comment-(\d+)"', browser.get(DESK).text)]


def test_who_is_mentioned_finds_it_first(world: World, as_: As) -> None:
    say(as_(world.ben), "@Anna, bitte **lesen**.")
    page = as_(world.anna).get(DESK).text

    assert ">Sie wurden erwähnt</h2>" in page
    assert f'<a href="{SHEET}#comment-1">Integrationskonzept beschließen</a>' in page
    assert "M-001 · Fachbereich Soziales (Ben) · " in page
    assert "@Anna, bitte **lesen**." in page
    assert ">Gesehen</button>" in page


def test_a_unit_is_mentioned_with_everybody_in_it(world: World, as_: As) -> None:
    say(as_(world.anna), "@Fachbereich Soziales, wie viele waren es?")

    assert listed(as_(world.ben)) == [1]
    assert listed(as_(world.anna)) == listed(as_(world.eda)) == []


def test_nobody_is_told_of_what_they_wrote_themselves(world: World, as_: As) -> None:
    say(as_(world.ben), "Wir vom @Fachbereich Soziales und ich, @Ben.")

    assert listed(as_(world.ben)) == []


def test_numbers_that_begin_alike_are_kept_apart(world: World, as_: As) -> None:
    """Member 1 isn't mentioned by a mention of member 11, nor a unit by a member of the same number."""
    say(as_(world.eda), "@Anna")
    anna = world.member(world.anna).id
    for other in ({"member": anna * 10 + 1}, {"unit": anna}):
        world.write(update(Comment).values(mentions=[other]))
        assert listed(as_(world.anna)) == []


def test_seen_is_seen_until_the_next(world: World, as_: As) -> None:
    anna = as_(world.anna)
    for text in ("@Anna eins", "@Anna zwei"):
        say(as_(world.ben), text)
    anna.get(SHEET)
    assert listed(anna) == [2, 1]

    answer = anna.post(SEEN, data={"newest": "2"})
    assert (answer.status_code, answer.headers["Location"]) == (303, DESK)
    assert "Sie wurden erwähnt" not in anna.get(DESK).text
    say(as_(world.ben), "@Anna drei")
    assert listed(anna) == [3]
    anna.post(SEEN, data={"newest": "1"})
    assert listed(anna) == [3]
    assert world.member(world.anna).mentions_seen == 2


def test_what_came_in_while_one_read_is_not_lost(world: World, as_: As) -> None:
    say(as_(world.ben), "@Anna eins")
    say(as_(world.ben), "@Anna zwei")
    as_(world.anna).post(SEEN, data={"newest": "1"})

    assert listed(as_(world.anna)) == [2]


def test_the_newest_five_are_shown(world: World, as_: As) -> None:
    for number in range(7):
        say(as_(world.ben), f"@Anna {number}", TALK.replace("M-001", f"M-00{number % 2 + 1}"))

    assert listed(as_(world.anna)) == [7, 6, 5, 4, 3]


def test_a_withdrawn_comment_mentions_nobody(world: World, as_: As) -> None:
    say(as_(world.ben), "@Anna")
    as_(world.ben).post(f"{TALK}/1/withdrawal")

    assert listed(as_(world.anna)) == []


def test_seeing_tells_the_history_nothing(world: World, as_: As) -> None:
    say(as_(world.ben), "@Anna")
    as_(world.anna).post(SEEN, data={"newest": "1"})

    assert world.latest().kind == "comment.written"
    assert world.app.test_cli_runner().invoke(args=["verify"]).exit_code == 0


@pytest.mark.parametrize("newest", ["", "-1", "2147483648", "alle"])
def test_senseless_numbers_are_refused(world: World, as_: As, newest: str) -> None:
    assert as_(world.anna).post(SEEN, data={"newest": newest}).status_code == 400
    assert world.member(world.anna).mentions_seen == 0


@pytest.mark.parametrize(("name", "status"), [("eda", 303), ("bea", 403), ("rosa", 403), ("olaf", 404)])
def test_seeing_is_for_those_who_comment(world: World, as_: As, name: str, status: int) -> None:
    assert as_(getattr(world, name)).post(SEEN, data={"newest": "1"}).status_code == status


def test_board_and_readers_are_told_nothing(world: World, as_: As) -> None:
    say(as_(world.anna), "@Bea, @Rosa, @Integrationsbeirat")

    assert [name for name in ("bea", "rosa") if listed(as_(getattr(world, name)))] == []
    for person in (world.bea, world.rosa):
        world.write(update(Member).where(Member.id == world.member(person).id).values(role=Role.EDITOR))
    assert listed(as_(world.bea)) == [1]  # her unit was named
    assert listed(as_(world.rosa)) == []  # she couldn't read it, so she wasn't meant


def test_mentions_cost_one_query_however_many(world: World, as_: As) -> None:
    counts = []
    for _round in range(2):
        with count_queries(world.app) as sent:
            as_(world.anna).get(DESK)
        counts.append(len(sent))
        for number in range(6):
            say(as_(world.ben), f"@Anna {number}")

    assert counts[0] == counts[1]
