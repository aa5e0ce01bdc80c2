"""`flask seed`: a believable town in an empty database, and only there."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from tests.seeds.conftest import Demo
from workspace.accounts.models import User
from workspace.actions.declined import Declined
from workspace.actions.listing import funding_ends, is_due_soon
from workspace.actions.models import Action
from workspace.actions.reminders import Reminder
from workspace.actions.steps import Step
from workspace.actions.words import Origin, Part, Participation, Priority, Status, TargetGroup, WhyNot
from workspace.comments.models import Note
from workspace.comments.talk import Comment
from workspace.comments.words import NoteKind
from workspace.council.models import ShareLink
from workspace.db import now
from workspace.history.models import Event
from workspace.members.models import Member, Unit, Workspace
from workspace.members.words import Role, UnitKind
from workspace.plans.deadline import PATTERNS, parse
from workspace.plans.models import Plan, PlanState
from workspace.plans.situations import Situation

ACCOUNTS = {
    "koordination": Role.COORDINATOR,
    "redaktion": Role.EDITOR,
    "soziales": Role.CONTRIBUTOR,
    "beirat": Role.BOARD,
    "lesen": Role.READER,
}


def test_it_says_what_it_made(demo: Demo) -> None:
    assert demo.said.startswith("Die Demo-Stadt Musterstadt ist angelegt: 46 Maßnahmen, 32 Ämter und Partner.")


def test_the_town_and_its_plan(demo: Demo) -> None:
    [town], [plan] = demo.rows(Workspace), demo.rows(Plan)

    assert (town.slug, plan.number, plan.state) == ("musterstadt", 1, PlanState.ADOPTED)
    assert all((plan.vision, plan.responsible, plan.coordination, plan.reviewer, plan.steering_group))
    assert {unit.kind for unit in demo.rows(Unit)} == set(UnitKind)


def test_five_accounts_sign_in_with_the_password_everybody_knows(demo: Demo) -> None:
    for name, role in ACCOUNTS.items():
        [member] = demo.all(select(Member).join(User).where(User.email == f"{name}@musterstadt.example"))
        sent = {"email": f"{name}@musterstadt.example", "password": "mitplan-demo"}
        answer = demo.app.test_client().post("/login", data=sent)

        assert (answer.status_code, member.role) == (302, role)


def test_all_accounts_are_marked_as_demo_and_no_other_can_sign_in(demo: Demo) -> None:
    people = demo.rows(User)

    assert all(person.demo for person in people)
    assert {person.email.partition("@")[0] for person in people if person.password} == set(ACCOUNTS)


def test_actions_stand_everywhere_and_in_every_state(demo: Demo) -> None:
    actions = demo.rows(Action)
    planned = [action for action in actions if action.status is not Status.PROPOSED]

    assert 38 <= len(planned) <= 42
    assert {action.status for action in actions} == set(Status)
    assert {action.field_id for action in planned} == {field.id for field in demo.toolbox().fields}
    assert {action.origin for action in actions} >= {Origin.TOOLBOX, Origin.BOARD, Origin.UNIT}
    assert {action.part for action in planned} == set(Part)
    assert {action.participation for action in planned} >= set(Participation) - {Participation.INFORMED}
    assert {action.priority for action in planned} == set(Priority)


def test_everything_the_first_screen_asks_about_is_there(demo: Demo) -> None:
    actions, today = demo.rows(Action), demo.rows(Workspace)[0].today()
    proposals = [action for action in actions if action.status is Status.PROPOSED]

    assert sum(action.is_overdue(today) for action in actions) == 5
    assert sum(is_due_soon(action, today) for action in actions) == 4
    assert sum(funding_ends(action, today) for action in actions) == 1
    assert sum(action.lacks_owner for action in actions) == 2
    assert sum(action.lacks_deadline for action in actions) == 2
    assert len([action for action in proposals if action.turned_down_at is None]) == 3
    assert [bool(action.answer) for action in proposals].count(True) == 1
    assert len(demo.rows(Reminder)) >= 6


def test_reasons_stand_wherever_they_are_needed(demo: Demo) -> None:
    stopped = [action for action in demo.rows(Action) if action.status in {Status.PAUSED, Status.DROPPED}]

    assert len(stopped) == 4
    assert all(len(action.status_reason) > 60 for action in stopped)


def test_sheets_are_filled_in_many_ways(demo: Demo) -> None:
    actions = demo.rows(Action)

    assert sum(len(action.principle_ids) > 1 for action in actions) >= 8
    assert sum(not action.principle_ids for action in actions) >= 4
    assert sum(bool(action.costs) for action in actions) >= 15
    assert sum(bool(action.partner_ids) for action in actions) >= 20
    assert sum(action.staff is not None for action in actions) >= 5
    assert len(demo.rows(Step)) >= 80
    assert {group for action in actions for group in action.target_groups} <= set(TargetGroup)


def test_deadlines_are_typed_in_every_way(demo: Demo) -> None:
    typed = {action.deadline_text for action in demo.rows(Action) if action.deadline_text}
    ways = {way for way, pattern in PATTERNS.items() if any(pattern.fullmatch(text.casefold()) for text in typed)}

    assert ways >= {"day", "quarter", "half", "month", "year"}
    assert all(parse(action.deadline_text).last == action.due_on for action in demo.rows(Action) if action.due_on)


def test_what_is_left_out_has_a_reason_of_every_kind(demo: Demo) -> None:
    noes = demo.rows(Declined)

    assert len(noes) == 5
    assert {no.why for no in noes} == set(WhyNot)
    assert all(no.note for no in noes)


def test_it_says_where_the_town_starts_from(demo: Demo) -> None:
    told = [one for one in demo.rows(Situation) if one.text]
    figures = [figure for one in told for figure in one.figures]

    assert {one.field_id for one in told} == {"governance", "employment", "education", "housing"}
    assert all(1990 <= figure["year"] <= now().year for figure in figures)
    assert {"Einwohnermeldeamt", "Bundesagentur für Arbeit"} <= {figure["source"] for figure in figures}
    assert max(len(one.figures) for one in told) == 5


def test_every_principle_is_one_of_the_toolbox(demo: Demo) -> None:
    known = {principle.id for principle in demo.toolbox().principles}
    carried = {id_ for action in demo.rows(Action) for id_ in action.principle_ids}
    left_out = {no.principle_id for no in demo.rows(Declined)}

    assert carried | left_out <= known
    assert not carried & left_out


def test_the_town_has_added_to_the_toolbox(demo: Demo) -> None:
    notes = demo.rows(Note)

    assert Counter(note.kind for note in notes) == {NoteKind.NOTE: 2, NoteKind.EXAMPLE: 1}
    assert {note.principle_id for note in notes} <= {principle.id for principle in demo.toolbox().principles}


def test_staff_talks_about_actions_and_their_steps_and_mentions_the_coordination(demo: Demo) -> None:
    comments = demo.rows(Comment)
    [boss] = demo.all(select(Member).where(Member.role == Role.COORDINATOR))

    assert (len(comments), len({comment.action_id for comment in comments})) == (8, 4)
    assert len([comment for comment in comments if comment.step_id]) == 3
    assert {"member": boss.id} in [one for comment in comments for one in comment.mentions]
    assert sum("@" in comment.text for comment in comments) == sum(bool(comment.mentions) for comment in comments) == 4


@pytest.mark.parametrize("name", ["koordination", "redaktion", "soziales", "beirat", "lesen"])
def test_something_is_new_to_whoever_signs_in(demo: Demo, name: str) -> None:
    [member] = demo.all(select(Member).join(User).where(User.email == f"{name}@musterstadt.example"))
    newest = demo.all(select(func.max(Event.seq)))[0]

    assert 5 < newest - member.news_seen < 100


def test_share_links_are_open_revoked_and_expired(demo: Demo) -> None:
    links = demo.rows(ShareLink)

    assert Counter(link.is_open for link in links) == {True: 2, False: 2}
    assert [link.label for link in links if link.revoked_at] == ["Entwurf für die Fraktionen"]


def test_the_story_is_told_in_order_over_fourteen_months_in_office_hours(demo: Demo) -> None:
    events = demo.all(select(Event).order_by(Event.seq))
    times = [event.at for event in events]

    assert len(events) > 600
    assert all(earlier <= later for earlier, later in pairwise(times))
    assert timedelta(days=420) < now() - times[0] < timedelta(days=432)
    assert timedelta(0) < now() - times[-1] < timedelta(days=5)
    local = [at.astimezone(ZoneInfo("Europe/Berlin")) for at in times]
    assert all(at.weekday() < 5 and 8 <= at.hour < 17 for at in local)


def test_many_people_act_and_actions_have_a_life(demo: Demo) -> None:
    events = demo.rows(Event)
    about = Counter(event.subject.partition("-step-")[0] for event in events if event.subject.startswith("action-"))

    assert len({event.actor for event in events}) >= 14
    assert sum(count >= 8 for count in about.values()) >= 30
    assert sum(event.kind == "action.deadline_changed" for event in events) >= 40


def test_the_history_holds_against_verify(demo: Demo) -> None:
    result = demo.run("verify")

    assert (result.exit_code, result.output.startswith("✓ musterstadt")) == (0, True)


def test_a_second_run_changes_nothing_and_says_so(demo: Demo) -> None:
    before = [(event.seq, event.hash) for event in demo.rows(Event)]
    result = demo.run("seed")

    assert "nichts geändert" in result.output
    assert result.exit_code == 0
    assert [(event.seq, event.hash) for event in demo.rows(Event)] == before
    assert len(demo.rows(User)) == 15
