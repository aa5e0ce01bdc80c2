"""Forms of drafts: a form's address in this town, and its fields as a list of names and values."""

import json
from typing import Any

from flask import g
from wtforms import TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from workspace.editing.drafts import LONGEST
from workspace.forms import CONTROL, Form, Line
from workspace.i18n import lazy as _l

MOST_FIELDS = 1000


class PlaceForm(Form):
    """Naming the form a draft belongs to."""

    address = Line(_l("Address"), [DataRequired()], most=300)

    def validate_address(self, field: Any) -> None:
        """Refuse what isn't an address of this town."""
        if not field.data.startswith(f"/w/{g.workspace.slug}/") or not field.data.isprintable():
            raise ValidationError("elsewhere")


class DraftForm(PlaceForm):
    """Keeping what is being typed."""

    fields = TextAreaField(_l("What you typed"), [DataRequired(), Length(max=LONGEST)])

    def validate_fields(self, field: Any) -> None:
        """Take the list apart; refuse whatever is no list of names and values."""
        try:
            pairs = json.loads(field.data)
        except (ValueError, RecursionError) as wrong:
            raise ValidationError("no list") from wrong
        if not (isinstance(pairs, list) and pairs and len(pairs) <= MOST_FIELDS and all(map(is_pair, pairs))):
            raise ValidationError("no list of names and values")
        self.pairs = [[CONTROL.sub("", text) for text in pair] for pair in pairs]

    def is_too_long(self) -> bool:
        """Say whether more was typed than a draft holds."""
        return len(self.fields.data or "") > LONGEST


def is_pair(pair: Any) -> bool:
    """Say whether this is a name and a value."""
    return isinstance(pair, list) and len(pair) == 2 and all(isinstance(text, str) for text in pair)
