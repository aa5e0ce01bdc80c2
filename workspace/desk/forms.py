"""Forms of the first screen."""

from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import HiddenInput

from workspace.forms import HIGHEST, Form


class SeenForm(Form):
    """Up to which comment the mentions were seen, or up to which event what is new was read."""

    newest = IntegerField(validators=[InputRequired(), NumberRange(0, HIGHEST)], widget=HiddenInput())
