"""Earlier versions of what is said about a unit. They name people who aren't asked any more, so not everybody looks."""

from flask import Blueprint

from workspace.editing.versioned import Versioned, texts_of
from workspace.editing.views import offer
from workspace.i18n import lazy as _l
from workspace.members.models import Unit

bp = Blueprint("unit_versions", __name__, url_prefix="/w/<slug>/units/<int(max=2147483647):unit>")
UNIT = Versioned(
    model=Unit,
    group="about",
    title=_l("Whom to ask"),
    texts=texts_of(Unit, "about"),
    address=lambda unit: f"units/{unit.id}/versions",
    place=lambda unit: f"units/{unit.id}",
    called=lambda unit: unit.name,
    may="manage_units",
    seen="manage_units",
    nav="units",
)
offer(bp, UNIT, "/versions")
