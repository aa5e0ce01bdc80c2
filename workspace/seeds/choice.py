"""What comes into the plan and what doesn't: chosen from the toolbox, proposed by units and board, or left out."""

from collections import defaultdict
from typing import Any

from workspace.actions import choosing, taking
from workspace.actions.declined import Declined
from workspace.actions.gaps import Gaps
from workspace.actions.words import Origin, Status, WhyNot
from workspace.guidance import toolbox
from workspace.members.models import Member
from workspace.members.words import Role
from workspace.seeds.stage import Stage, may
from workspace.seeds.story import Page, entries

ORIGINS = {Role.BOARD: Origin.BOARD, Role.CONTRIBUTOR: Origin.UNIT}


def actions(stage: Stage, told: Page) -> None:
    """Let the actions of one field come into the plan: chosen together in a sitting, or proposed one by one."""
    sittings: dict[str, Page] = defaultdict(dict)
    for name, action in told.items():
        if "chosen" in action:
            sittings[action["chosen"]][name] = action
        else:
            ago, who = action["proposed"].split()
            stage.add(int(ago), who, propose, name, action)
    for sitting, chosen in sittings.items():
        ago, who = sitting.split()
        stage.add(int(ago), who, choose, chosen)


def choose(stage: Stage, chosen: Page, *, by: Member) -> None:
    """Make actions of principles; a bundle has a title of its own from the start."""
    batch = "-".join(["chosen", *next(iter(chosen.values()))["chosen"].split(), next(iter(chosen))])
    gaps = Gaps.of(stage.assessments["erste"])
    rows = [facts(gaps, draft(action)) for action in chosen.values()]
    made = taking.add(stage.plan, rows, by=may(by, "choose"), status=Status.NOT_STARTED, batch=batch)
    stage.actions.update(zip(chosen, made, strict=True))


def facts(gaps: Gaps, draft: choosing.Draft) -> dict[str, Any]:
    """Return what an action begins with: from the assessment that proposed the theme, or from the toolbox alone."""
    if draft.theme in {one.theme for one in (*gaps.ours, *gaps.others)}:
        return taking.facts(gaps.worded(draft)) | gaps.facts
    return taking.facts(draft)


def draft(action: Page) -> choosing.Draft:
    """Return what the toolbox hands over for the action's principles."""
    principles = [toolbox().principle(id_) for id_ in action["principles"]]
    if len(principles) == 1:
        return choosing.single(principles[0])
    return choosing.bundled(principles[0].theme, principles, action["title"])


def propose(stage: Stage, name: str, action: Page, *, by: Member) -> None:
    """Propose an action of one's own, without a principle."""
    row = {
        "title": action["title"],
        "purpose": action["purpose"],
        "field_id": action["field"],
        "theme_id": action.get("theme"),
        "principle_ids": [],
        "origin": ORIGINS[by.role],
    }
    [stage.actions[name]] = taking.add(stage.plan, [row], by=may(by, "propose"), status=Status.PROPOSED)


def noes(stage: Stage, told: Page) -> None:
    """Leave principles out with a reason, and change the reason later."""
    for principle_id, diary in told.items():
        for ago, who, reason in entries(diary):
            stage.add(ago, who, decline, principle_id, reason)


def decline(stage: Stage, principle_id: str, reason: Page, *, by: Member) -> None:
    """Write down why a principle isn't pursued."""
    facts: dict[str, Any] = {**reason, "why": WhyNot(reason["why"])}
    if "until" in reason:
        until = stage.calendar.deadline(facts.pop("until"))
        facts |= {"until_text": until.text, "until_on": until.last}
    if "decided_on" in reason:
        facts["decided_on"] = stage.calendar.day(reason["decided_on"])
    Declined.decide(stage.plan, toolbox().principle(principle_id).id, by=may(by, "choose"), **facts)
