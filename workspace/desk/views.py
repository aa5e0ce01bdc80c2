"""The first screen: what needs me? For the coordination, for a lead unit, and for those who read."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, g, redirect
from flask.typing import ResponseReturnValue
from sqlalchemy import and_, bindparam, select

from workspace.accounts.models import User
from workspace.actions.board import progress, sections
from workspace.actions.facts import Line
from workspace.actions.listing import Filter, arrange, asked, query
from workspace.actions.models import Action
from workspace.actions.reminders import Reminder
from workspace.actions.words import RUNNING, Priority, Status
from workspace.assessments.models import AssessmentGroup
from workspace.comments.talk import Comment
from workspace.db import commit, db
from workspace.desk.attention import Desk
from workspace.desk.forms import SeenForm
from workspace.desk.news import MOST, count
from workspace.desk.recent import moves
from workspace.guidance import toolbox
from workspace.members.access import door
from workspace.members.directory import Directory
from workspace.members.models import Member
from workspace.members.words import Role
from workspace.plans.models import Plan
from workspace.web import show

REMINDED = (
    query(Line, reminded=False)
    .add_columns(Reminder)
    .outerjoin_from(Action, Reminder, and_(Reminder.action_id == Action.id, Reminder.member_id == bindparam("member")))
)
ENDED = frozenset({Status.DONE, Status.DROPPED})  # listed last: they ask for nothing any more
bp = Blueprint("desk", __name__, url_prefix="/w/<slug>")


@bp.get("/")
@door(may="read")
def first_screen(member: Member) -> ResponseReturnValue:
    """Show what needs this person, by their role; before there is a plan, how one begins."""
    plan = Plan.current(member.workspace_id)
    if plan is None:
        return show("desk/no_plan.html", nav="desk", coordinators=coordinators(member.workspace_id))
    template, content = SCREENS[member.role]
    waiting = AssessmentGroup.waiting_for(member) if member.role is not Role.READER else []
    told = {"asked": waiting, "news": count(member, g.head.seq), "most_news": MOST}
    return show(template, nav="desk", plan=plan, toolbox=toolbox(), **told, **content(desk(plan, member)))


@bp.post("/mentions")
@door(may="comment")
def see_mentions(member: Member) -> ResponseReturnValue:
    """Remember that the mentions on the first screen were seen; newer ones come again."""
    form = SeenForm()
    if not form.validate():
        abort(400)
    member.mentions_seen = max(member.mentions_seen, form.newest.data or 0)
    commit()
    return redirect(f"/w/{g.workspace.slug}/", 303)


def desk(plan: Plan, member: Member) -> Desk:
    """Return what every screen is made from: the plan's actions with the member's reminders that are due, one query."""
    today = g.workspace.today()
    rows = [(Line(*line), reminder) for *line, reminder in db.session.execute(REMINDED, asked(plan, member, today))]
    reminders = {action.id: reminder for action, reminder in rows if reminder and reminder.on <= today}
    return Desk([action for action, _reminder in rows], member, today, reminders)


def coordination(at: Desk) -> dict[str, Any]:
    """Return what needs the coordination: numbers, the next things to do, and where the plan stands."""
    needs = at.needs()
    return {
        "needs": needs,
        "tasks": at.tasks(needs),
        "own": at.found(Filter(mine=True)),
        "mentions": Comment.unseen_by(at.member),
        "directory": Directory(at.member.workspace_id),
        **standing(at),
    }


def lead_unit(at: Desk) -> dict[str, Any]:
    """Return what is theirs: the actions their unit leads, the most urgent first."""
    directory = Directory(at.member.workspace_id)
    own = arrange(at.found(Filter(mine=True)), "deadline", directory.unit_names)
    own.sort(key=lambda action: (action.status in ENDED) + (action.status not in RUNNING))
    return {
        "needs": at.needs(mine=True),
        "own": own,
        "mentions": Comment.unseen_by(at.member),
        "directory": directory,
        "unit": directory.unit(at.member.unit_id),
        "reminders": at.reminders,
        **standing(at),
    }


def overview(at: Desk) -> dict[str, Any]:
    """Return the plan in ten seconds: progress by field, what has moved, the key actions."""
    decided = [action for action in at.actions if action.status is not Status.PROPOSED]
    return {
        "sections": sections(toolbox(), decided, decided),
        "moves": moves(decided, at.member.workspace_id),
        "keys": [action for action in decided if action.priority is Priority.KEY],
        "overdue": at.found(Filter(overdue=True)),
        "directory": Directory(at.member.workspace_id),
        **standing(at),
    }


def standing(at: Desk) -> dict[str, Any]:
    """Return where the plan stands as a whole."""
    counted = progress(at.actions)
    return {"today": at.today, "progress": counted, "total": sum(count for _status, count in counted)}


def coordinators(workspace_id: int) -> list[str]:
    """Return the names of those who coordinate, whom everybody else can ask."""
    query = select(User.name).join(Member, Member.user_id == User.id).where(Member.workspace_id == workspace_id)
    query = query.where(Member.role == Role.COORDINATOR, Member.removed_at.is_(None))
    return list(db.session.scalars(query.order_by(User.name)))


SCREENS: dict[Role, tuple[str, Callable[[Desk], dict[str, Any]]]] = {
    Role.COORDINATOR: ("desk/coordination.html", coordination),
    Role.EDITOR: ("desk/coordination.html", coordination),
    Role.CONTRIBUTOR: ("desk/lead_unit.html", lead_unit),
    Role.BOARD: ("desk/overview.html", overview),
    Role.READER: ("desk/overview.html", overview),
}
