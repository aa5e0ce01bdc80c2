"""Reading by size: the principles with a hint for a town's own size, a few to begin with and all of them by field."""

from collections.abc import Collection
from dataclasses import dataclass

from workspace.guidance.collection import Toolbox
from workspace.guidance.models import Field, Principle, Size


@dataclass(frozen=True, slots=True)
class Reading:
    """What there is to read for one size: `first` holds a principle of each field, `fields` all, by field."""

    size: Size
    first: tuple[Principle, ...]
    fields: tuple[tuple[Field, tuple[Principle, ...]], ...]

    @property
    def principles(self) -> tuple[Principle, ...]:
        """Return all principles with a hint for this size, in the toolbox's order."""
        return tuple(principle for _field, principles in self.fields for principle in principles)


def reading(toolbox: Toolbox, kind: str, decided: Collection[str]) -> Reading | None:
    """Return what to read for a kind of municipality, the undecided first; None where hints don't know the kind."""
    if kind not in set(Size):
        return None
    size = Size(kind)
    hinted = [(field, tuple(one for one in field.principles if size in one.hints)) for field in toolbox.fields]
    fields = tuple((field, principles) for field, principles in hinted if principles)
    return Reading(size, tuple(min(each, key=lambda one: one.id in decided) for _field, each in fields), fields)
