"""Forms of actions that don't come from choosing: one of our own, a proposal, and the answer to one."""

from wtforms import SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from workspace.actions.choose_forms import StartForm
from workspace.actions.principle_forms import homes
from workspace.forms import Form, Line, LongText, VersionField
from workspace.guidance import Toolbox
from workspace.guidance.models import Principle
from workspace.i18n import lazy as _l


class ActionForm(StartForm):
    """A title and a place in the toolbox are enough. Who may only propose gets no `start`."""

    title = Line(_l("Title"), [DataRequired(_l("Please give it a title."))])
    home = SelectField(_l("Listed under"), [DataRequired(_l("Please choose where it belongs."))])
    purpose = LongText(_l("Purpose"))
    principles = SelectMultipleField(_l("Serves these principles"), validate_choice=False)

    def offer(self, *, decides: bool) -> "ActionForm":
        """Offer every theme under its field, and the field as a whole."""
        self.home.choices = [SelectChoice("", _l("please choose")), *homes()]
        if not decides:
            del self.start
        return self

    def place(self) -> dict[str, str | None]:
        """Return the field it is listed under, and the theme unless it belongs to the field as a whole."""
        field, _slash, theme = str(self.home.data).partition("/")
        return {"field_id": field, "theme_id": theme or None}

    def served(self, toolbox: Toolbox) -> list[Principle]:
        """Return the principles it serves; unknown ids mean nothing."""
        ticked = set(self.principles.data or ())
        return [principle for principle in toolbox.principles if principle.id in ticked]


class AcceptForm(Form):
    """Which proposals to accept together."""

    codes = SelectMultipleField(_l("Proposals"), validate_choice=False)


class AnswerForm(Form):
    """Why a proposal is turned down; whoever proposed it reads this."""

    version = VersionField()
    answer = LongText(
        _l("Your answer"), [DataRequired(_l("Please say why, so that those who proposed it understand."))], most=2000
    )
