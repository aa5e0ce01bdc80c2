"""What a page asks for when it has heard of a change: its rows, under its own rights, in its own filter."""

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from tests.comments.talking import change, say
from tests.counting import count_queries
from tests.world import World
from workspace.actions.words import Priority, Status
from workspace.live import plan_views
from workspace.live.keeping import Keeping
from workspace.plans.deadline import parse

As = Callable[[Any], FlaskClient]
NEW = '<span class="new-mark">neu</span>'
CHANGES = "/w/musterstadt/plans/1/changes"


def ask(client: FlaskClient, after: int, query: str = "") -> str:
    answer = client.get(f"{CHANGES}?after={after}{query}", headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return answer.text


def head(world: World) -> int:
    return world.latest().seq


def test_only_the_rows_that_have_changed_come(world: World, as_: As) -> None:
    before = head(world)
    world.act(world.eda, lambda action, by: action.set_deadline(parse("2031"), by=by), "M-003")
    text = ask(as_(world.anna), before)

    assert 'hx-target="#action-M-003" hx-swap="outerMorph"' in text
    assert "2031" in text
    assert "M-001" not in text
    assert 'hx-target="#overview"' in text


def test_it_says_up_to_where_it_knows(world: World, as_: As) -> None:
    answer = as_(world.anna).get(f"{CHANGES}?after=1")

    assert answer.headers["Mitplan-Seq"] == str(head(world))


def test_a_row_that_no_longer_fits_the_filter_says_so_instead_of_going(world: World, as_: As) -> None:
    before = head(world)
    world.act(world.eda, lambda action, by: action.set_status(Status.DONE, by=by), "M-001")
    text = ask(as_(world.anna), before, "&status=under_way")

    assert "is-leaving" in text
    assert "Passt nicht mehr zum Filter" in text


def test_what_was_taken_back_goes(world: World, as_: As) -> None:
    before = head(world)
    as_(world.anna).post("/w/musterstadt/actions/M-004/turn-down", data={"answer": "Gibt es schon.", "version": 0})
    text = ask(as_(world.rosa), before)

    assert '#action-M-004" hx-swap="delete"' in text or "M-004" not in text


def test_a_renamed_unit_brings_the_whole_list(world: World, as_: As) -> None:
    before, unit = head(world), world.unit("Fachbereich Soziales")
    form = {"version": unit.group_version("about"), "name": "Sozialamt", "kind": unit.kind.value}
    assert as_(world.anna).post(f"/w/musterstadt/units/{unit.id}/about", data=form).status_code == 303

    text = ask(as_(world.ben), before)
    assert 'hx-target="#plan-list"' in text
    assert "Sozialamt" in text


def test_each_sees_it_under_their_own_rights(world: World, as_: As) -> None:
    before = head(world)
    world.act(world.eda, lambda action, by: action.set_priority(Priority.KEY, by=by), "M-003")

    assert "/actions/M-003/owner" in ask(as_(world.anna), before)
    assert "/actions/M-003/owner" not in ask(as_(world.rosa), before)
    assert "/actions/M-003/owner" not in ask(as_(world.ben), before)
    assert as_(world.olaf).get(f"{CHANGES}?after=1").status_code == 404


def test_it_is_drawn_once_for_all_of_a_kind(world: World, as_: As) -> None:
    before = head(world)
    world.act(world.eda, lambda action, by: action.set_priority(Priority.KEY, by=by), "M-003")
    first, clients = ask(as_(world.anna), before), [as_(world.anna), as_(world.eda)]
    with count_queries(world.app) as asked:
        again = ask(clients[0], before)

    assert again == first
    assert len(asked) <= 2  # who it is and where, what has changed: nothing else


def test_what_others_did_is_new_and_what_one_did_oneself_is_not(world: World, as_: As) -> None:
    before = head(world)
    world.act(world.anna, lambda action, by: action.set_deadline(parse("2031"), by=by), "M-003")

    assert NEW in ask(as_(world.eda), before)
    assert NEW not in ask(as_(world.anna), before)


def test_a_comment_that_is_edited_is_no_news_here_either(world: World, as_: As) -> None:
    say(as_(world.eda))
    before = head(world)
    change(as_(world.eda), "Anders gesagt.")
    text = ask(as_(world.anna), before)

    assert 'hx-target="#action-M-001"' in text
    assert NEW not in text


def test_the_whole_list_knows_what_one_has_read_meanwhile(world: World, as_: As) -> None:
    before, anna = head(world), as_(world.anna)
    world.act(world.eda, lambda action, by: action.set_priority(Priority.KEY, by=by), "M-003")
    marks = [ask(anna, before, "&whole=1").count(NEW)]
    anna.get("/w/musterstadt/actions/M-003")
    marks.append(ask(anna, before, "&whole=1").count(NEW))

    assert marks[1] == marks[0] - 1


def test_own_filters_are_kept_apart(world: World, as_: As) -> None:
    before = head(world)
    world.act(world.eda, lambda action, by: action.set_priority(Priority.KEY, by=by), "M-001")

    assert "is-leaving" in ask(as_(world.anna), before, "&mine=1")
    assert "is-leaving" not in ask(as_(world.ben), before, "&mine=1")


def test_nonsense_is_as_good_as_nothing(world: World, as_: As) -> None:
    for after in ("-1", "x", "9" * 40, ""):
        assert as_(world.anna).get(f"{CHANGES}?after={after}").status_code == 200


def test_the_oldest_answer_goes_first(world: World) -> None:
    keeping, drawn = Keeping(most=2), []

    def draw(name: str) -> str:
        drawn.append(name)
        return name

    with world.app.test_request_context():
        for name in ("a", "b", "a", "c", "b", "a"):
            keeping.get(name, lambda name=name: draw(name))  # type: ignore[misc]

    assert drawn == ["a", "b", "c", "a"]
    assert plan_views.KEPT.most >= 100
