"""The stage: who and what there is in town so far, by the short names the story uses, and its scenes in order."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from werkzeug.exceptions import Forbidden

from workspace import db
from workspace.actions.models import Action
from workspace.actions.steps import Step
from workspace.assessments.models import Assessment, AssessmentGroup
from workspace.council.models import ShareLink
from workspace.history.models import Head
from workspace.members.access import demand
from workspace.members.invitations import Invitation
from workspace.members.models import Member, Unit, Workspace
from workspace.plans.models import Plan
from workspace.seeds.days import Calendar


@dataclass(frozen=True, slots=True)
class Scene:
    """One thing somebody does, some days ago."""

    ago: int
    who: str
    play: Callable[..., Any]  # called with the stage, `given` and by=
    given: tuple[Any, ...]


@dataclass(slots=True)
class Stage:
    """Musterstadt as far as its story has been told. Nobody does what their role may not do."""

    calendar: Calendar
    town: Workspace
    people: dict[str, Member]
    head: Head  # held here, or every event would read it anew
    units: dict[str, Unit] = field(default_factory=dict)
    invitations: dict[str, Invitation] = field(default_factory=dict)
    actions: dict[str, Action] = field(default_factory=dict)
    steps: defaultdict[str, list[Step]] = field(default_factory=lambda: defaultdict(list))  # by their action's code
    assessments: dict[str, Assessment] = field(default_factory=dict)
    groups: dict[tuple[str, str], AssessmentGroup] = field(default_factory=dict)
    links: dict[str, ShareLink] = field(default_factory=dict)
    scenes: list[Scene] = field(default_factory=list)
    plan: Plan = field(init=False)

    def add(self, ago: int, who: str, play: Callable[..., Any], *given: Any) -> None:
        """Put a scene into the story: `play(stage, *given, by=…)`. Scenes of one day keep the order of putting."""
        self.scenes.append(Scene(ago, who, play, given))

    def tell(self) -> None:
        """Play all scenes, oldest first, each at its own time."""
        scenes = sorted(self.scenes, key=lambda scene: -scene.ago)
        moments = self.calendar.moments((scene.ago for scene in scenes), ZoneInfo(self.town.time_zone))
        for scene, at in zip(scenes, moments, strict=True):
            with db.clock(at):
                self.play(scene)

    def play(self, scene: Scene) -> None:
        """Play one scene; raises PermissionError naming its entry where the role doesn't allow it."""
        try:
            scene.play(self, *scene.given, by=self.people[scene.who])
        except Forbidden as error:
            raise PermissionError(f"{scene.ago} {scene.who}: {scene.given}") from error

    def unit(self, name: str | None) -> Unit | None:
        """Return a unit by its short name."""
        return self.units[name] if name else None

    def person(self, name: str | None) -> Member | None:
        """Return a person by their short name."""
        return self.people[name] if name else None


def may(by: Member, right: str, action: Action | None = None) -> Member:
    """Return the member once it is clear that they have the right; raises Forbidden."""
    demand(by, right, action)
    return by
