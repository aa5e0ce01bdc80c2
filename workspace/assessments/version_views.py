"""Earlier versions of what a town agreed on after an assessment."""

from flask import Blueprint

from workspace.assessments.agreements import Agreement
from workspace.assessments.models import Assessment
from workspace.db import db
from workspace.editing.versioned import Versioned
from workspace.editing.views import offer
from workspace.i18n import lazy as _l

bp = Blueprint(
    "agreement_versions",
    __name__,
    url_prefix="/w/<slug>/assessments/<int(max=2147483647):assessment>/agreements/<item>",
)


def place(agreement: Agreement) -> str:
    """Return the address of its assessment, below the town's."""
    return f"assessments/{db.session.get_one(Assessment, agreement.assessment_id).number}"


AGREEMENT = Versioned(
    model=Agreement,
    group="text",
    title=_l("Agreed on"),
    texts=("text",),
    address=lambda agreement: f"{place(agreement)}/agreements/{agreement.item}/versions",
    place=lambda agreement: f"{place(agreement)}#agreement-{agreement.item}",
    called=lambda agreement: db.session.get_one(Assessment, agreement.assessment_id).title,
    may="note_agreements",
    nav="assessments",
)
offer(bp, AGREEMENT, "/versions")
