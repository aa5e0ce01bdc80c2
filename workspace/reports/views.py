"""Exports: the plan as a file, as filtered on its page."""

from collections.abc import Iterable

from flask import Blueprint, Response, g, request

from workspace.actions.facts import Facts
from workspace.actions.listing import Filter, actions_of, arrange
from workspace.actions.steps import Step
from workspace.db import db
from workspace.i18n import zone
from workspace.members.access import door, may
from workspace.members.models import Member
from workspace.plans.models import Plan
from workspace.plans.situations import Situation
from workspace.reports.document import document
from workspace.reports.entries import ActionEntry, Audience, Document
from workspace.reports.excel import workbook
from workspace.reports.material import material
from workspace.web import attachment

bp = Blueprint("reports", __name__, url_prefix="/w/<slug>/plans/<int(max=2147483647):plan>")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/export.xlsx")
@door(may="export", of=Plan)
def export_excel(plan: Plan, member: Member) -> Response:
    """Hand out the plan as filtered on its page, as an Excel file."""
    name = f"{g.workspace.slug}-massnahmenplan-{plan.number}-{g.workspace.today().isoformat()}.xlsx"
    (found, order), where = filtered(plan, member), zone()
    db.session.rollback()  # files are made outside transactions
    return attachment(workbook(found, where, order), XLSX, name)


def filtered(plan: Plan, member: Member) -> tuple[Document, list[str]]:
    """Return the actions that match the address, as a document the member may read, and their codes in order."""
    wanted, today = Filter.read(request.args), g.workspace.today()
    actions = actions_of(plan, member=member, wanted=wanted, today=today)
    actions = [action for action in actions if wanted.matches(action, member=member, today=today)]
    audience = Audience.STAFF if may(member, "read_internal") else Audience.MEMBERS
    read = material(g.workspace, plan, actions, Situation.of(plan), Step.by_action(plan))
    told = document(read, audience)
    arranged: Iterable[Facts | ActionEntry] = arrange(actions, wanted.sort, read.directory.unit_names)
    return told, [action.code for action in (told.actions if wanted.sort == "field" else arranged)]
