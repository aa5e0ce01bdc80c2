"""What an action's diary does to it: each entry is somebody's deed on one day, told through the action's own verbs."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from workspace.actions.models import Action
from workspace.actions.reminders import Reminder
from workspace.actions.steps import Step
from workspace.actions.words import Funding, Origin, Part, Participation, Priority, Status
from workspace.guidance import toolbox
from workspace.i18n import Word
from workspace.members.models import Member
from workspace.seeds.stage import Stage, may
from workspace.seeds.story import Page, entries

WORDS: dict[str, type[Word]] = {"part": Part, "origin": Origin, "funding": Funding, "participation": Participation}
DAYS = {"started_on", "ended_on", "funding_ends_on"}
RIGHTS = {"owner": "set_owner", "deadline": "set_deadline"}  # any other group of the sheet: edit_action


def diary(stage: Stage, name: str, told: Page) -> None:
    """Put an action's diary on the stage. With its first own purpose an action gets its own title, too."""
    renamed = "title" not in told
    for ago, who, deed in entries(told.get("diary", {})):
        titled = {"title": told["title"], **deed} if "purpose" in deed and not renamed else deed
        renamed = renamed or titled is not deed
        stage.add(ago, who, act, name, titled)


def act(stage: Stage, name: str, deed: Page, *, by: Member) -> None:
    """Do what a diary entry says, in the order it says it; what it writes on the sheet comes last."""
    action = stage.actions[name]
    sheet: dict[str, Any] = {}
    for word, said in deed.items():
        if word in DEEDS:
            DEEDS[word](stage, action, said, deed, by)
        else:
            sheet.update(written(stage, action, word, said))
    for group, columns in Action.GROUPS.items():
        if values := {column: sheet[column] for column in columns if column in sheet}:
            editor = may(by, RIGHTS.get(group, "edit_action"), action)
            action.edit(group, values, drawn_from=action.group_version(group), by=editor)


def written(stage: Stage, action: Action, word: str, said: Any) -> Iterator[tuple[str, Any]]:
    """Yield the columns a word of the sheet means, with their values."""
    match word:
        case "partners":
            yield "partner_ids", [stage.units[name].id for name in said]
        case "start":
            start = stage.calendar.deadline(said)
            yield from (("start_text", start.text), ("start_on", start.first))
        case "costs":
            yield "costs", [{"year": stage.calendar.today.year + year, **amounts(both)} for year, both in said.items()]
        case "staff":
            yield "staff", Decimal(said)
        case "measured":
            now = dict(enumerate(action.indicators, 1))
            yield "indicators", [{**one, "current": said[n]} if n in said else one for n, one in now.items()]
        case _ if word in DAYS:
            yield word, stage.calendar.day(said)
        case _:
            yield word, WORDS[word](said) if word in WORDS else said


def amounts(both: list[int]) -> dict[str, str]:
    """Return what a budget year costs once and running."""
    once, running = both
    return {"once": str(once), "running": str(running)}


def owner(stage: Stage, action: Action, said: str, deed: Page, by: Member) -> None:
    """Give the lead to a unit, and to a person where the entry names one."""
    action.set_owner(stage.unit(said), responsible=stage.person(deed.get("person")), by=may(by, "set_owner", action))


def deadline(stage: Stage, action: Action, said: str | None, _deed: Page, by: Member) -> None:
    """Set or move the deadline, or take it away."""
    due = stage.calendar.deadline(said) if said else None
    action.set_deadline(due, by=may(by, "set_deadline", action))


def status(_stage: Stage, action: Action, said: str, deed: Page, by: Member) -> None:
    """Change the status, with the entry's reason."""
    action.set_status(Status(said), reason=deed.get("reason"), by=may(by, "set_status", action))


def priority(_stage: Stage, action: Action, said: str, _deed: Page, by: Member) -> None:
    """Make it a key action."""
    action.set_priority(Priority(said), by=may(by, "set_priority", action))


def accept(_stage: Stage, action: Action, _said: bool, _deed: Page, by: Member) -> None:  # noqa: FBT001 (YAML's yes)
    """Accept a proposal."""
    action.accept(by=may(by, "accept", action))


def turn_down(_stage: Stage, action: Action, said: str, _deed: Page, by: Member) -> None:
    """Answer a proposal with a no."""
    action.turn_down(said, by=may(by, "accept", action))


def link(_stage: Stage, action: Action, said: str, _deed: Page, by: Member) -> None:
    """Link one more principle."""
    linked = [*action.principle_ids, toolbox().principle(said).id]
    action.record("principle_linked", by=may(by, "choose", action), principle_ids=linked)


def steps(stage: Stage, action: Action, said: dict[str, str | None], _deed: Page, by: Member) -> None:
    """Add steps, each with its day."""
    for title, day in said.items():
        due = stage.calendar.deadline(day) if day else None
        step = Step.add(action, by=may(by, "edit_action", action), title=title, deadline=due)
        stage.steps[action.code].append(step)


def tick(stage: Stage, action: Action, said: list[int], _deed: Page, by: Member) -> None:
    """Tick steps off, by their place."""
    for place in said:
        step = stage.steps[action.code][place - 1]
        step.tick(done=True, by=may(by, "edit_action", action), today=stage.town.today())


def remind(stage: Stage, action: Action, said: Page, _deed: Page, by: Member) -> None:
    """Set a private reminder."""
    Reminder.set(may(by, "remind", action), action, stage.calendar.day(said["day"]), said.get("note"))


def nothing(_stage: Stage, _action: Action, _said: str, _deed: Page, _by: Member) -> None:
    """Say something another word has taken up already."""


Deed = Callable[[Stage, Action, Any, Page, Member], None]
DEEDS: dict[str, Deed] = {
    "owner": owner, "person": nothing, "deadline": deadline, "status": status, "reason": nothing, "priority": priority,
    "accept": accept, "turn_down": turn_down, "link": link, "steps": steps, "tick": tick, "remind": remind,
}  # fmt: skip
