"""The stops of the path through the toolbox, as plain values: what is known of a town, and what is said of a step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workspace.actions.facts import Facts
from workspace.assessments.models import Assessment
from workspace.guidance import Toolbox
from workspace.guidance.chapters import Passage
from workspace.guidance.sizes import Reading
from workspace.i18n import Word
from workspace.i18n import lazy as _l
from workspace.plans.models import Plan


@dataclass(frozen=True, slots=True)
class Known:
    """A town's plan in what can be counted. `carried`, `proposed` and `decided` hold the ids of principles."""

    plan: Plan | None = None
    actions: Sequence[Facts] = ()
    carried: frozenset[str] = frozenset()
    proposed: frozenset[str] = frozenset()  # and neither carried nor left out
    decided: frozenset[str] = frozenset()  # carried, or left out with a reason
    unfinished: int = 0
    lacking: int = 0  # of the unfinished: without a lead unit, or without the deadline they need
    overdue: int = 0
    leading: int = 0  # units that lead something
    leading_outside: int = 0
    leading_migrants: int = 0
    shares: int = 0  # open links
    assessment: Assessment | None = None  # the newest
    groups: int = 0  # of it
    finished: int = 0  # groups of it that have finished


class State(Word):
    """How far a town is with a step, as far as that can be known."""

    OPEN = "open", _l("not begun yet")
    BEGUN = "begun", _l("begun")
    DONE = "done", _l("dealt with")


@dataclass(frozen=True, slots=True)
class Way:
    """Where to go on: an address within the town, and what is found there."""

    place: str
    label: str


@dataclass(frozen=True, slots=True)
class Stand:
    """What is known of a step."""

    state: State | None = None
    says: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """A step of use, and where the town stands with it."""

    step: Passage
    stand: Stand


@dataclass(frozen=True, slots=True)
class Traveller:
    """Who is on the way: what their town has, what it may read for its size, and what they may do themselves."""

    known: Known
    toolbox: Toolbox
    reading: Reading | None
    may: Callable[[str], bool]
