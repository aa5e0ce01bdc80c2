"""Forms of drafts: a form's address in this town, and its fields as a list of names and values."""

import json
from typing import Any

from flask import g
from wtforms import HiddenField, IntegerField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length, NumberRange, Optional, Regexp

from workspace.editing.drafts import LONGEST
from workspace.forms import CONTROL, Form, Line
from workspace.i18n import lazy as _l
from workspace.web import LONGEST_ADDRESS

MOST_FIELDS, MOST_TURNS = 1000, 999_999_999


class PlaceForm(Form):
    """Naming the form a draft belongs to."""

    address = Line(_l("Address"), [DataRequired()], most=LONGEST_ADDRESS)

    def validate_address(self, field: Any) -> None:
        """Refuse what isn't an address of this town."""
        if not field.data.startswith(f"/w/{g.workspace.slug}/") or not field.data.isprintable():
            raise ValidationError("elsewhere")


class DroppedForm(Form):
    """Throwing drafts away: those a form names, or all of an address; `back` is where a page leads to."""

    address = Line(_l("Address"), most=LONGEST_ADDRESS)
    names = TextAreaField(_l("Draft"), [Length(max=LONGEST_ADDRESS)])
    back = HiddenField()


class DraftForm(PlaceForm):
    """Keeping what is being typed: under the form's own key, in place of the drafts it was drawn from (`over`)."""

    key = Line(_l("Draft"), [Optional(), Regexp(r"[0-9a-z-]+\Z")], most=40)
    turn = IntegerField(_l("Draft"), [Optional(), NumberRange(0, MOST_TURNS)], default=0)
    over = TextAreaField(_l("Draft"), [Length(max=LONGEST_ADDRESS)])
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
