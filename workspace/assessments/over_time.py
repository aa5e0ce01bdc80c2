"""Over time: how groups have rated some themes and principles, from one closed assessment to the next."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import mean
from typing import Any

from sqlalchemy import bindparam, select

from workspace.assessments.models import Assessment, AssessmentGroup
from workspace.assessments.ratings import Rating
from workspace.db import db

items: Any = bindparam("items", expanding=True)
CLOSED = (
    select(Assessment.id, Assessment.number, Assessment.title, Assessment.closed_at, Rating.item, Rating.level)
    .join(AssessmentGroup, AssessmentGroup.assessment_id == Assessment.id)
    .join(Rating, Rating.group_id == AssessmentGroup.id)
    .where(Assessment.workspace_id == bindparam("town"), Assessment.closed_at.is_not(None))
    .where(Rating.workspace_id == bindparam("town"), Rating.item.in_(items))
    .order_by(Assessment.number, Rating.id)
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A closed assessment, and the mean level it found for each item that was given one."""

    id: int
    number: int
    title: str
    closed_at: datetime
    levels: Mapping[str, float]


def over_time(workspace_id: int, ids: Iterable[str]) -> list[Moment]:
    """Return what closed assessments say about themes and principles, the oldest first: one query."""
    known: dict[int, tuple[int, str, Any]] = {}
    said: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for id_, number, title, closed_at, item, level in db.session.execute(
        CLOSED, {"town": workspace_id, "items": [*ids]}
    ):
        if level is not None and level.number is not None:
            known[id_] = (number, title, closed_at)
            said[id_][item].append(level.number)
    means = {id_: {item: mean(levels) for item, levels in items.items()} for id_, items in said.items()}
    return [Moment(id_, *facts, means[id_]) for id_, facts in known.items()]
