"""Telling: a save that took in what somebody else had saved meanwhile says so."""

from flask import flash
from flask_babel import gettext as _

from workspace.editing.models import Editable
from workspace.web import wants_fragment


def tell_merged(thing: Editable) -> None:
    """Say on the next page that others' changes are part of what was just saved; nothing where there were none.

    A fragment says it itself.
    """
    if thing.merged_with and not wants_fragment():
        flash(_("What others have saved here meanwhile is part of it. The history shows both."), "info")
