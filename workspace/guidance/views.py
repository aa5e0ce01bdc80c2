"""The toolbox to read and to search. Everything here is content that ships with Mitplan; only links know the town."""

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from flask import Blueprint, abort, g, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from workspace.actions.models import Action
from workspace.comments.models import Beside, Note
from workspace.db import db
from workspace.desk.known import known
from workspace.desk.path import path
from workspace.desk.stops import Traveller
from workspace.guidance import UnknownGuidance, library, toolbox
from workspace.guidance.commands import check, diff, record
from workspace.guidance.search import Results
from workspace.guidance.sizes import reading
from workspace.guidance.words import MOST_WORDS
from workspace.members.access import door, may
from workspace.members.models import Member
from workspace.plans.models import Plan
from workspace.web import show

bp = Blueprint("guidance", __name__, url_prefix="/w/<slug>/guidance", cli_group="content")
for _command in (check, diff, record):
    bp.cli.add_command(_command)
T = TypeVar("T")
LONGEST_QUERY, SHOWN = 200, 10


@bp.get("/")
@door(may="read")
def start(member: Member) -> ResponseReturnValue:
    """Show the way in: the fields, where the town stands on the way through them, what the toolbox rests on."""
    box, town = toolbox(), known(member, g.workspace.today())
    hints = reading(box, g.workspace.kind, town.decided)
    stops = path(Traveller(town, box, hints, partial(may, member)))
    context = {"box": box, "known": town, "stops": stops, "reading": hints, "source": box.about.source}
    return show("guidance/start.html", nav="guidance", member=member, **context)


@bp.get("/search")
@door(may="read")
def search(member: Member) -> ResponseReturnValue:
    """Show what a query finds: ten of each kind, or all of one kind."""
    additions = [note.as_addition() for note in Note.all_of(member.workspace_id)]
    results = library.search(request.args.get("q", "")[:LONGEST_QUERY].strip(), additions, g.workspace.language)
    kind = request.args.get("kind")
    groups = {kind: results.groups[kind]} if kind in results.groups else results.groups
    most = SHOWN if kind not in results.groups else len(results)
    context = {"results": results, "groups": groups, "most": most, "alone": alone(results)}
    return page("guidance/search.html", member, **context)


@bp.get("/about")
@door(may="read")
def about(member: Member) -> ResponseReturnValue:
    """Say where the toolbox comes from."""
    return page("guidance/about.html", member, about=toolbox().about)


@bp.get("/examples")
@door(may="read")
def examples(member: Member) -> ResponseReturnValue:
    """Show all practice examples."""
    return page("guidance/examples.html", member, box=toolbox())


@bp.get("/examples/<example>")
@door(may="read")
def example(member: Member, example: str) -> ResponseReturnValue:
    """Show one practice example and the principles it speaks to."""
    return page("guidance/example.html", member, example=found(toolbox().example, example))


@bp.get("/<field>")
@door(may="read")
def field(member: Member, field: str) -> ResponseReturnValue:
    """Show a field: its themes, challenges and examples."""
    return page("guidance/field.html", member, field=found(toolbox().field, field))


@bp.get("/<field>/<theme>")
@door(may="read")
def theme(member: Member, field: str, theme: str) -> ResponseReturnValue:
    """Show a theme with its principles, and which actions of the town's plan serve them."""
    shown = found(toolbox().theme, theme)
    if shown.field.id != field:
        abort(404)
    after = next(iter(shown.field.themes[shown.position :]), None)
    notes = Beside(member.workspace_id, [principle.id for principle in shown.principles])
    return page("guidance/theme.html", member, theme=shown, next=after, notes=notes)


def page(template: str, member: Member, **context: Any) -> str:
    """Show a page of the toolbox: with the actions each principle already has, and with its source credited."""
    source, plan = toolbox().about.source, Plan.current(member.workspace_id)
    actions = serving(plan) if plan else {}
    return show(template, nav="guidance", member=member, plan=plan, actions=actions, source=source, **context)


def alone(results: Results) -> list[tuple[str, int]]:
    """Return how much each word of a query that found nothing finds alone: the way out of too many words."""
    words = results.words()[:MOST_WORDS] if not results and " " in results.query else []
    return [(word, count) for word in words if (count := len(library.search(word)))]


def found(get: Callable[[str], T], id_: str) -> T:
    """Return what `get` knows under an id; 404 where it knows nothing."""
    try:
        return get(id_)
    except UnknownGuidance:
        abort(404)


def serving(plan: Plan) -> dict[str, list[Any]]:
    """Return the code, title and status of a plan's actions, by the principles they serve."""
    columns = Action.code, Action.title, Action.status, Action.principle_ids
    query = select(*columns).where(Action.workspace_id == plan.workspace_id, Action.turned_down_at.is_(None))
    served: dict[str, list[Any]] = defaultdict(list)
    for action in db.session.execute(query.where(Action.plan_id == plan.id).order_by(Action.id)):
        for id_ in action.principle_ids:
            served[id_].append(action)
    return served
