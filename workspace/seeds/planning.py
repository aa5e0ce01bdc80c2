"""How the plan comes about: created, spread over the units, adopted, shown to the council."""

from datetime import timedelta

from workspace.actions import bulk
from workspace.council.models import ShareLink
from workspace.db import now
from workspace.members.models import Member
from workspace.plans.models import Plan, PlanState
from workspace.plans.situations import Situation
from workspace.seeds.stage import Stage, may
from workspace.seeds.story import Page, entries


def plan(stage: Stage, told: Page) -> None:
    """Put the plan's own story on the stage: texts and adoption, the steering group's sittings, the council's links."""
    (start, who, first), *later = entries(told["plan"])
    stage.add(start, who, create, first)
    for ago, editor, values in later:
        stage.add(ago, editor, edit, values)
    for ago, editor, changes in entries(told["spread"]):
        stage.add(ago, editor, spread, changes)
    for label, link in told["shares"].items():
        stage.add(link["created"], "koordination", share, label, link)
        if "revoked" in link:
            stage.add(link["revoked"], "koordination", revoke, label)


def create(stage: Stage, values: Page, *, by: Member) -> None:
    """Create the plan."""
    stage.plan = Plan.create(by=may(by, "manage_plan"), **values)


def edit(stage: Stage, values: Page, *, by: Member) -> None:
    """Change the plan, or have it adopted."""
    if "state" in values:
        values = {**values, "state": PlanState(values["state"])}
    stage.plan.record("edited", by=may(by, "manage_plan"), **values)


def situations(stage: Stage, told: Page) -> None:
    """Put on the stage how the town writes down where it starts from."""
    for field, diary in told.items():
        for ago, who, values in entries(diary):
            stage.add(ago, who, describe, field, values)


def describe(stage: Stage, field: str, values: Page, *, by: Member) -> None:
    """Write text or figures of one field; what isn't mentioned stays."""
    situation = Situation.of(stage.plan)[field]
    figures = [{"unit": None, **one, "year": int(one["year"])} for one in values.get("figures", situation.figures)]
    told = {"text": values.get("text", situation.text), "figures": figures}
    situation.describe(told, drawn_from=situation.group_version("about"), by=may(by, "describe_situation"))


def spread(stage: Stage, changes: list[Page], *, by: Member) -> None:
    """Give several actions their unit or deadline at once, as a steering group does."""
    for change in changes:
        unit, said = stage.unit(change.get("owner")), change.get("deadline")
        facts = bulk.Changes(unit=unit, deadline=stage.calendar.deadline(said) if said else None)
        actions = [stage.actions[name] for name in change["actions"]]
        for action, right in ((action, right) for action in actions for right in facts.rights()):
            may(by, right, action)
        bulk.apply(actions, facts, by=by)


def share(stage: Stage, label: str, link: Page, *, by: Member) -> None:
    """Create a share link; some have been opened since."""
    ends = now() + timedelta(days=link.get("days", 90))
    stage.links[label] = ShareLink.create(stage.plan, by=may(by, "manage_shares"), label=label, expires_at=ends)
    stage.links[label].opened_on = stage.calendar.day(link["opened"]) if "opened" in link else None


def revoke(stage: Stage, label: str, *, by: Member) -> None:
    """Close a share link."""
    stage.links[label].revoke(by=may(by, "manage_shares"))
