"""Subjects: what an event's subject (`action-M-017-step-5`) says about the thing, its name and its place."""

from dataclasses import dataclass
from typing import Self

from workspace.guidance import UnknownGuidance, toolbox
from workspace.guidance.addresses import place
from workspace.history.models import Event
from workspace.history.names import CALLED, Names, Wanted

PLACES = {
    "action": "actions/{code}",
    "step": "actions/{code}",
    "comment": "actions/{code}#comment-{key}",
    "plan": "plans/{key}/",
    "situation": "plans/{plan}/situation#{field}",  # its key is both: 1-education
    "unit": "units#unit-{key}",
    "member": "members",
    "invitation": "members",
    "share_link": "shares",
    "assessment": "assessments/{key}",
    "assessment_group": "assessments/",
    "agreement": "assessments/",
    "note": "guidance/notes#note-{key}",
}


def action_code(subject: str) -> str:
    """Return the code of the action that a subject is, or stands below."""
    return subject.removeprefix("action-").partition("-step-")[0].partition("-comment-")[0]


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing an event happened to: its noun, its key within the town, and the code of the action it belongs to.

    `step` is the key of the step a comment is about.
    """

    noun: str
    key: str
    code: str
    step: str = ""

    @classmethod
    def of(cls, event: Event) -> Self:
        """Read an event's subject."""
        noun = event.kind.partition(".")[0]
        key = event.subject.rpartition(f"{noun}-")[2] if noun != "principle" else event.subject[len("principle-") :]
        if noun == "principle":
            key = key.rpartition("-plan-")[0] or key
        is_below = event.subject.startswith("action-")
        code = event.subject.removeprefix("action-").partition(f"-{noun}-")[0] if is_below else ""
        code, _dash, step = code.partition("-step-")
        return cls(noun, key, code, step)

    def collect(self, wanted: Wanted) -> None:
        """Note down what has to be looked up to name it."""
        if self.noun == "member":
            wanted.pseudonyms.add(self.key)
        elif self.noun == "comment":
            wanted.keys["step" if self.step else "action"].add(self.step or self.code)
        elif self.noun in CALLED:
            wanted.keys[self.noun].add(self.key)

    def name(self, names: Names) -> str:
        """Return how people call it."""
        if self.noun == "comment":  # known by what it is about
            return names.thing("step", self.step) if self.step else names.thing("action", self.code)
        return names.person(self.key) if self.noun == "member" else names.thing(self.noun, self.key)

    @property
    def path(self) -> str:
        """Return where it stands, below the town's address; empty where it has no page."""
        if self.noun != "principle":
            plan, _dash, field = self.key.partition("-")
            return PLACES.get(self.noun, "").format(key=self.key, code=self.code, plan=plan, field=field)
        try:
            return f"guidance/{place(toolbox().principle(self.key))}"
        except UnknownGuidance:
            return ""
