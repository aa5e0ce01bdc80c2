"""The plan page's content: actions under their fields and themes, with each field's progress in numbers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from workspace.actions.facts import Facts
from workspace.actions.words import Status
from workspace.guidance import Toolbox
from workspace.guidance.models import Field

Segments = tuple[tuple[Status, int], ...]
DRAWN = (
    Status.DONE,
    Status.STANDING,
    Status.UNDER_WAY,
    Status.PREPARING,
    Status.NOT_STARTED,
    Status.PAUSED,
    Status.DROPPED,
)


@dataclass(frozen=True, slots=True)
class Section:
    """A field with the actions shown under it, and the progress of all its actions, shown or not."""

    field: Field
    actions: Sequence[Facts]
    progress: Segments
    total: int


@dataclass(frozen=True, slots=True)
class Attention:
    """How many actions need something, named like the filters that find them."""

    overdue: int
    no_owner: int
    no_deadline: int
    proposals: int


def sections(toolbox: Toolbox, everything: Iterable[Facts], shown: Iterable[Facts]) -> list[Section]:
    """Put the shown actions under their fields in the toolbox's order; fields without any action are left out."""
    themes = {theme.id: place for place, theme in enumerate(toolbox.themes)}
    listed, whole = by_field(shown), by_field(everything)
    found = []
    for field in toolbox.fields:
        if actions := listed.get(field.id):
            actions.sort(key=lambda action: (themes.get(action.theme_id or "", len(themes)), action.id))
            counted = progress(whole[field.id])
            found.append(Section(field, actions, counted, sum(count for _status, count in counted)))
    return found


def by_field(actions: Iterable[Facts]) -> dict[str, list[Facts]]:
    """Group actions by the field they are listed under."""
    groups: dict[str, list[Facts]] = {}
    for action in actions:
        groups.setdefault(action.field_id, []).append(action)
    return groups


def progress(actions: Iterable[Facts]) -> Segments:
    """Count actions by status in the order bars are drawn; proposals aren't part of the plan yet."""
    counted = Counter(action.status for action in actions)
    return tuple((status, counted[status]) for status in DRAWN if counted[status])


def attention(actions: Sequence[Facts], today: date) -> Attention:
    """Count what needs something."""
    return Attention(
        overdue=sum(action.is_overdue(today) for action in actions),
        no_owner=sum(action.lacks_owner for action in actions),
        no_deadline=sum(action.lacks_deadline for action in actions),
        proposals=sum(action.status is Status.PROPOSED for action in actions),
    )
