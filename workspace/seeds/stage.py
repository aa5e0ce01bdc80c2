"""The stage: who and what there is in town so far, by the short names the story uses, and its scenes in order."""

from collections.abc import Callable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from workspace import db
from workspace.actions.models import Action
from workspace.members.models import Member, Unit, Workspace
from workspace.plans.models import Plan
from workspace.seeds.days import Calendar

Play = Callable[[Member], object]


@dataclass(frozen=True, slots=True)
class Scene:
    """One thing somebody does, some days ago."""

    ago: int
    who: str
    play: Play


@dataclass(slots=True)
class Stage:
    """Musterstadt as far as its story has been told."""

    calendar: Calendar
    town: Workspace
    people: dict[str, Member]
    units: dict[str, Unit] = field(default_factory=dict)
    actions: dict[str, Action] = field(default_factory=dict)
    scenes: list[Scene] = field(default_factory=list)
    plan: Plan = field(init=False)

    def add(self, ago: int, who: str, play: Play) -> None:
        """Put a scene into the story; scenes of one day happen in the order they were put there."""
        self.scenes.append(Scene(ago, who, play))

    def tell(self) -> None:
        """Play all scenes, oldest first, each at its own time."""
        scenes = sorted(self.scenes, key=lambda scene: -scene.ago)
        moments = self.calendar.moments((scene.ago for scene in scenes), ZoneInfo(self.town.time_zone))
        for scene, at in zip(scenes, moments, strict=True):
            with db.clock(at):
                scene.play(self.people[scene.who])
