"""Exports: the plan as a file, as filtered on its page."""

from flask import Blueprint, Response, g, request
from flask_babel import gettext as _

from workspace.actions.listing import Filter, actions_of, arrange
from workspace.db import db
from workspace.i18n import zone
from workspace.members.access import door, may
from workspace.members.models import Member
from workspace.plans.models import Plan
from workspace.reports.document import Audience, Document, document
from workspace.reports.excel import workbook
from workspace.reports.material import material

bp = Blueprint("reports", __name__, url_prefix="/w/<slug>/plans/<int(max=2147483647):plan>")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
