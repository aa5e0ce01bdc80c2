"""Drawn: the words of the toolbox an action was made from, so that a later edition can say what was revised since."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

from workspace.guidance import UnknownGuidance, original
from workspace.guidance.editions import fingerprint
from workspace.guidance.models import Principle
from workspace.history.models import Written
from workspace.members.models import Member

if TYPE_CHECKING:
    from workspace.editing.models import Editable as Base
else:
    Base = object


class Drawn(Base):
    """What an action remembers of its principles: each one's fingerprint, told with the same event as the principle."""

    principle_ids: Any
    drawn_from: Any

    @classmethod
    def start_all(
        cls, verb: str, rows: Sequence[Mapping[str, Any]], *, by: Any, batch: str | None = None
    ) -> list[Self]:
        """Start actions, each with what its principles say today."""
        drawn = [{**row, "drawn_from": fingerprints(row.get("principle_ids") or ())} for row in rows]
        return super().start_all(verb, drawn, by=by, batch=batch)

    def record(self, verb: str, *, by: Any, batch: str | None = None, **changes: Any) -> Written | None:
        """Record a change; a principle linked with it is drawn as it is today, one that stays as it was."""
        if "principle_ids" in changes:
            linked, before = changes["principle_ids"], set(self.principle_ids)
            kept = {id_: print_ for id_, print_ in self.drawn_from.items() if id_ in linked}
            changes["drawn_from"] = kept | fingerprints(id_ for id_ in linked if id_ not in before)
        return super().record(verb, by=by, batch=batch, **changes)

    def is_revised(self, principle: Principle) -> bool:
        """Say whether a principle says something else than when the action was drawn from it, or took its place."""
        return bool(fingerprint(original().principle(principle.id)) != self.drawn_from.get(principle.id))

    def see_guidance(self, principle_id: str, *, by: Member) -> None:
        """Remember that a principle of the action has been read as it is today."""
        told = {id_: print_ for id_, print_ in self.drawn_from.items() if id_ in self.principle_ids}
        self.record("guidance_seen", by=by, drawn_from=told | fingerprints([principle_id]))


def fingerprints(ids: Iterable[str]) -> dict[str, str]:
    """Return what principles say today, in short, in the language they are written in first."""
    found = {}
    for id_ in ids:
        try:
            found[id_] = fingerprint(original().principle(id_))
        except UnknownGuidance:
            continue
    return found
