"""Earlier versions of a plan's texts, and of where the town starts from in each field."""

from typing import Any

from flask import Blueprint

from workspace.editing.versioned import Versioned, texts_of
from workspace.editing.views import offer
from workspace.guidance import toolbox
from workspace.i18n import lazy as _l
from workspace.plans.models import Plan
from workspace.plans.situations import Situation

bp = Blueprint("plan_versions", __name__, url_prefix="/w/<slug>/plans/<int(max=2147483647):plan>")


def group_of(name: str) -> dict[str, Any]:
    """Return where a group of the plan's first sheet stands."""
    return {
        "texts": texts_of(Plan, name),
        "address": lambda plan: f"plans/{plan.number}/versions/{name}",
        "place": lambda plan: f"plans/{plan.number}/edit#{name}",
        "called": lambda plan: plan.title,
    }


ABOUT = Versioned(model=Plan, group="about", title=_l("The plan"), may="manage_plan", **group_of("about"))
PEOPLE = Versioned(
    model=Plan, group="people", title=_l("Who answers for what"), may="manage_plan", **group_of("people")
)
SITUATION = Versioned(
    model=Situation,
    group="about",
    title=_l("Where we start from"),
    texts=texts_of(Situation, "about"),
    address=lambda one: f"plans/{one.plan.number}/situation/{one.current_id}/versions",
    place=lambda one: f"plans/{one.plan.number}/situation#{one.current_id}",
    called=lambda one: toolbox().field(one.current_id).title,
    may="describe_situation",
)
offer(bp, ABOUT, "/versions/about")
offer(bp, PEOPLE, "/versions/people")
offer(bp, SITUATION, "/situation/<field>/versions")
