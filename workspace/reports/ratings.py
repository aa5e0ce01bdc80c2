"""The result of an assessment as rows, and those rows as a file: Excel, CSV, JSON."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

from flask_babel import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from workspace.assessments.agreements import Agreement
from workspace.assessments.models import Assessment
from workspace.assessments.scoring import Answer, Score
from workspace.assessments.wording import short
from workspace.reports.cells import fill, harmless

WIDE, USUAL = 48, 16


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a closed assessment."""

    assessment: Assessment
    groups: Sequence[str]
    scores: Sequence[Score]
    agreements: Mapping[str, Agreement]

    def as_file(self, kind: str) -> bytes:
        """Return it as a file: `xlsx`, `csv` or `json`."""
        if kind == "json":
            return as_json(self.assessment, self.scores, self.agreements)
        head, lines = heading(self.groups), rows(self.scores, self.agreements)
        return as_csv(head, lines) if kind == "csv" else as_excel(head, lines, self.assessment.title)


def heading(groups: Sequence[str]) -> list[str]:
    """Return the columns' headings: one for each group's answer, and at the end one for each group's evidence."""
    before, after = [_("No."), _("Theme or principle")], [_("on average"), _("apart"), _("importance")]
    counted = [_("not ours"), _("don’t know"), _("answered"), _("Agreed on")]
    return [*before, *groups, *after, *counted, *(_("Evidence: %(group)s", group=group) for group in groups)]


def row(score: Score, agreed: str | None) -> list[Any]:
    """Return a line: numbers as numbers; what isn't a level says so in words."""
    level = round(score.level, 2) if score.level is not None else None
    weight = round(score.weight, 2) if score.is_weighed else None
    counts = [score.not_ours, score.unknown, len(score.given)]
    evidence = [answer.evidence if answer else None for answer in score.answers]
    sums = [level, score.spread if len(score.levels) > 1 else None, weight, *counts]
    return [score.item.number, score.item.title, *map(cell, score.answers), *sums, agreed, *evidence]


def cell(answer: Answer | None) -> int | str | None:
    """Return a group's answer: its level, or what it said instead."""
    if answer is None or answer.level is None:
        return None
    return answer.level.number if answer.level.number is not None else short(answer)


def rows(scores: Iterable[Score], agreements: Mapping[str, Agreement]) -> list[list[Any]]:
    """Return every line of the table."""
    texts = {item: agreement.text for item, agreement in agreements.items()}
    return [row(score, texts.get(score.item.id)) for score in scores]


def as_excel(head: Sequence[str], lines: Iterable[Sequence[Any]], title: str) -> bytes:
    """Return the table as an Excel file; no cell becomes a formula."""
    book = Workbook()
    book.properties.creator, book.properties.title = "Mitplan", harmless(title)
    sheet = book.active or book.create_sheet()
    sheet.title = str(_("Assessment"))
    for number, line in enumerate((head, *lines), 1):
        for place, value in enumerate(line, 1):
            made = fill(sheet, number, place, value)
            made.font = Font(bold=number == 1)
    for place in range(1, len(head) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDE if place == 2 else USUAL
    sheet.freeze_panes, sheet.auto_filter.ref = "C2", sheet.dimensions
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def as_csv(head: Sequence[str], lines: Iterable[Sequence[Any]]) -> bytes:
    """Return the table as CSV as a German Excel reads it: semicolons, a byte order mark, no cell a formula."""
    file = StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    for line in (head, *lines):
        writer.writerow([plain(value) for value in line])
    return file.getvalue().encode("utf-8-sig")


def plain(value: Any) -> str:
    """Return a value as text: numbers with a comma, texts harmless."""
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return "" if value is None else harmless(str(value))


def as_json(assessment: Assessment, scores: Iterable[Score], agreements: Mapping[str, Agreement]) -> bytes:
    """Return the whole result as JSON, with the toolbox's ids."""
    items = [
        {
            "id": score.item.id,
            "number": score.item.number,
            "title": score.item.title,
            "mean": score.level,
            "spread": score.spread,
            "agreed": agreements[score.item.id].text if score.item.id in agreements else None,
            "answers": [said(answer) for answer in score.given],
        }
        for score in scores
    ]
    closed = assessment.closed_at.isoformat() if assessment.closed_at else None
    whole = {"assessment": assessment.number, "title": assessment.title, "closed_at": closed, "items": items}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def said(answer: Answer) -> dict[str, Any]:
    """Return one group's answer: its level as 0 to 4, `not_ours` or `unknown`."""
    level = answer.level.value if answer.level else None
    return {
        "group": answer.group,
        "level": level,
        "importance": answer.weight,
        "whose": answer.whose or None,
        "evidence": answer.evidence or None,
    }
