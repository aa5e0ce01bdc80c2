"""Exports of a closed assessment: Excel, CSV, JSON."""

from flask import Blueprint, Response, abort, g

from workspace.assessments.agreements import Agreement
from workspace.assessments.models import Assessment
from workspace.assessments.results import outcome
from workspace.db import db
from workspace.members.access import door
from workspace.members.models import Member
from workspace.reports import ratings
from workspace.reports.views import XLSX
from workspace.web import attachment

KINDS = {"xlsx": XLSX, "csv": "text/csv", "json": "application/json"}
bp = Blueprint("assessment_reports", __name__, url_prefix="/w/<slug>/assessments/<int(max=2147483647):assessment>")


@bp.get("/export.<any(xlsx, csv, json):kind>")
@door(may="export")
def export_result(assessment: int, kind: str, member: Member) -> Response:
    """Hand out the result as a file; 404 while groups still answer."""
    found = Assessment.at(member.workspace_id, assessment=assessment)
    if found is None or found.is_open:
        abort(404)
    shown, agreements = outcome(found), Agreement.of(found)
    result = ratings.Result(found, [group.name for group in shown["groups"]], shown["rows"], agreements)
    db.session.rollback()  # files are made outside transactions
    content = result.as_file(kind)
    return attachment(content, KINDS[kind], f"{g.workspace.slug}-selbsteinschaetzung-{found.number}.{kind}")
