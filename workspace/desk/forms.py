"""Forms of the first screen."""

from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import HiddenInput

from workspace.forms import Form

HIGHEST = 2**31 - 1  # number a comment can have


class SeenForm(Form):
    """Up to which comment the mentions were seen."""

    newest = IntegerField(validators=[InputRequired(), NumberRange(0, HIGHEST)], widget=HiddenInput())
