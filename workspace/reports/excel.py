"""A document as an Excel file: a row per action, real dates and numbers.

Longer texts, figures on the situation and the reasoned noes have sheets of their own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workspace.actions.words import Part, Priority
from workspace.reports.cells import fill, harmless, joined
from workspace.reports.entries import ActionEntry, Audience, DeclinedEntry, Document, FigureEntry, StepEntry

INK, GROUND = Font(bold=True), PatternFill("solid", fgColor="E3E6F0")
LONGEST_HEADER = 120
RULE = Border(bottom=Side(style="thin", color="6B7394"))


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in characters, and what of a row stands in it."""

    heading: str
    width: int
    value: Callable[[Any], Any]


def workbook(document: Document, zone: ZoneInfo, order: Iterable[str]) -> bytes:
    """Return the file's bytes; `order` has the actions' codes as they are to stand in it."""
    by_code = {action.code: action for action in document.actions}
    actions = [by_code[code] for code in order if code in by_code]
    book = Workbook()
    book.properties.creator = "Mitplan"
    book.properties.title = harmless(f"{document.town}: {document.title}")
    sheet = book.active or book.create_sheet()
    sheet.title = str(_("Actions"))
    write(sheet, action_columns(document, zone), actions, document)
    sheet.freeze_panes = "E2"  # the heading, and the columns up to the title, stay in sight
    details = book.create_sheet(str(_("In detail")))  # a sheet of their own: the rows of the first stay low
    write(details, detail_columns(), actions, document)
    details.freeze_panes = "C2"
    if document.figures:
        figures = book.create_sheet(str(_("Where we start from")))
        write(figures, figure_columns(), document.figures, document)
        figures.freeze_panes = "A2"
    declined = book.create_sheet(str(_("Left out on purpose")))
    write(declined, declined_columns(), document.declined, document)
    declined.freeze_panes = "A2"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def action_columns(document: Document, zone: ZoneInfo) -> list[Column]:
    """Return the columns of the actions; the responsible person only for whom the document names one."""
    person = [Column(_("Responsible person"), 22, lambda a: a.responsible)]
    return [
        Column(_("No."), 8, lambda a: a.code),
        Column(_("Field of action"), 24, lambda a: a.field),
        Column(_("Theme"), 28, lambda a: a.theme),
        Column(_("Action"), 52, lambda a: a.title),
        Column(_("Priority"), 18, lambda a: a.priority.label if a.priority is Priority.KEY else None),
        Column(_("Lead"), 28, lambda a: a.owner),
        *(person if document.audience is Audience.STAFF else []),
        Column(_("The town’s part"), 26, town_part),
        Column(_("Start"), 16, lambda a: a.start),
        Column(_("Deadline"), 20, lambda a: a.deadline),
        Column(_("Deadline (date)"), 14, lambda a: a.due_on),
        Column(_("Status"), 22, lambda a: a.status.label),
        Column(_("Reason"), 36, lambda a: a.reason),
        Column(_("overdue"), 11, lambda a: _("yes") if a.overdue else None),
        *(cost_column(year) for year in cost_years(document)),
        Column(_("Funding"), 26, lambda a: joined((a.funding and str(a.funding.label), a.funder))),
        Column(_("Last change"), 17, lambda a: a.changed_at and a.changed_at.astimezone(zone)),
    ]


def detail_columns() -> list[Column]:
    """Return the columns of what else stands on an action's sheet."""
    return [
        Column(_("No."), 8, lambda a: a.code),
        Column(_("Action"), 40, lambda a: a.title),
        Column(_("Purpose"), 60, lambda a: a.purpose),
        Column(_("Outcome"), 40, lambda a: a.outcome),
        Column(_("Steps"), 48, lambda a: joined(map(step_line, a.steps), by="\n")),
        Column(_("Indicators"), 44, lambda a: joined(map(indicator_line, a.indicators), by="\n")),
        Column(_("Target groups"), 30, lambda a: joined(a.groups)),
        Column(_("Partners"), 30, lambda a: joined(a.partners)),
    ]


def step_line(step: StepEntry) -> str:
    """Return a step in a line: ticked or not, by when."""
    until = f" ({step.deadline})" if step.deadline else ""
    return f"{'☑' if step.done else '☐'} {step.title}{until}"


def indicator_line(indicator: Mapping[str, str]) -> str:
    """Return an indicator in a line, with the values it has."""
    values = (_("Start value"), "start"), (_("Now"), "current"), (_("Target"), "target")
    said = ", ".join(f"{label} {indicator[part]}" for label, part in values if indicator.get(part))
    unit = f" ({indicator['unit']})" if indicator.get("unit") else ""
    return f"{indicator['name']}{unit}{': ' if said else ''}{said}"


def town_part(action: ActionEntry) -> str:
    """Return the town's part; for advocacy, towards whom."""
    towards = action.towards if action.part is Part.ADVOCACY else None
    return joined((str(action.part.label), towards), by=": ")


def cost_years(document: Document) -> Sequence[int]:
    """Return the budget years: the plan's own, and any other an action has costs in."""
    own = range(document.first_year, document.last_year + 1)
    return sorted({*own, *(year for action in document.actions for year in action.costs or ())})


def cost_column(year: int) -> Column:
    """Return the column of what actions cost in a year."""
    return Column(_("Costs %(year)d", year=year), 15, lambda a: (a.costs or {}).get(year))


def figure_columns() -> list[Column]:
    """Return the columns of the figures on the situation: numbers as such, never as money."""
    return [
        Column(_("Field of action"), 24, lambda f: f.field),
        Column(_("What"), 56, lambda f: f.what),
        Column(_("Value"), 16, lambda f: float(f.value) if f.value % 1 else int(f.value)),
        Column(_("Unit"), 18, lambda f: f.unit),
        Column(_("Year"), 10, lambda f: f.year),
        Column(_("Source"), 40, lambda f: f.source),
    ]


def declined_columns() -> list[Column]:
    """Return the columns of the reasoned noes."""
    return [
        Column(_("Field of action"), 24, lambda d: d.field),
        Column(_("Theme"), 30, lambda d: d.theme),
        Column(_("Principle"), 56, lambda d: d.principle),
        Column(_("Why"), 24, lambda d: d.why.label),
        Column(_("Whose, or by whom"), 28, lambda d: d.who),
        Column(_("Until"), 18, lambda d: d.until),
        Column(_("Decided on"), 14, lambda d: d.decided_on),
        Column(_("Reason"), 48, lambda d: d.note),
    ]


def write(
    sheet: Worksheet,
    columns: Sequence[Column],
    rows: Iterable[ActionEntry | DeclinedEntry | FigureEntry],
    document: Document,
) -> None:
    """Write heading and rows, with a filter on each column, ready for paper."""
    for place, column in enumerate(columns, 1):
        cell = fill(sheet, 1, place, column.heading)
        cell.font, cell.fill, cell.border = INK, GROUND, RULE
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    for number, row in enumerate(rows, 2):
        for place, column in enumerate(columns, 1):
            fill(sheet, number, place, column.value(row))
    sheet.auto_filter.ref = sheet.dimensions
    for_paper(sheet, document)


def for_paper(sheet: Any, document: Document) -> None:
    """Print across A4, all columns on the page, headed by town and plan, the heading row on every page."""
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    title = harmless(f"{document.town}: {document.title}")[:LONGEST_HEADER]
    sheet.oddHeader.left.text = title.replace("&", "&&")  # a single & begins a command
    sheet.oddFooter.right.text = "&P / &N"
