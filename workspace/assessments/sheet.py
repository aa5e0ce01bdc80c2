"""A group's answer sheet: the items asked about, what the group has said so far, and how far it is. Reads, no rules."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from workspace.assessments.forms import RatingForm
from workspace.assessments.models import AssessmentGroup
from workspace.assessments.ratings import Rating
from workspace.guidance import Toolbox
from workspace.guidance.models import Theme


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the themes a group has answered."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Item:
    """A theme or principle to answer on, and what the group has said."""

    thing: Any
    form: RatingForm
    rating: Rating | None


class Sheet:
    """What one group sees of an assessment: only its own answers."""

    def __init__(self, group: AssessmentGroup, toolbox: Toolbox) -> None:
        """Read the group's answers: one query."""
        self.group, self.assessment, self.mark = group, group.assessment, secrets.token_urlsafe(8)
        self.themes = group.assessment.themes(toolbox)
        self.ratings = {rating.item: rating for rating in Rating.of([group])}

    @property
    def progress(self) -> Progress:
        """Return how far the group is, by themes."""
        return Progress(sum(answered(self.ratings.get(theme.id)) for theme in self.themes), len(self.themes))

    def items(self, things: Iterable[Any], failed: RatingForm | None = None) -> list[Item]:
        """Return the items of some themes or principles; `failed` is the form of one that was refused."""
        return [self.item(thing, failed) for thing in things]

    def item(self, thing: Any, failed: RatingForm | None = None) -> Item:
        """Return one item with its form filled in."""
        rating = self.ratings.get(thing.id)
        if failed is not None and failed.item.data == thing.id:
            failed.sheet.data = self.mark
            return Item(thing, failed, rating)
        said = {name: getattr(rating, name) for name in ("weight", "whose", "evidence", "version")} if rating else {}
        level = rating.level.value if rating and rating.level else None
        return Item(
            thing, RatingForm(MultiDict(), data={**said, "item": thing.id, "level": level, "sheet": self.mark}), rating
        )

    def detail(self, theme: Theme) -> int:
        """Return how many of a theme's principles the group has answered one by one."""
        return sum(answered(self.ratings.get(principle.id)) for principle in theme.principles)


def answered(rating: Rating | None) -> bool:
    """Say whether an answer says how far it is; importance alone isn't an answer yet."""
    return rating is not None and rating.level is not None
