"""Forms of choosing: what is ticked, what becomes one action together, and as what it comes into the plan."""

from functools import cache
from typing import Any

from wtforms import RadioField, SelectField, SelectMultipleField

from workspace.actions.choosing import meant
from workspace.actions.words import Status
from workspace.forms import Form, Line
from workspace.guidance import Toolbox, toolbox
from workspace.guidance.models import Principle
from workspace.i18n import lazy as _l
from workspace.plans.models import Plan, PlanState

STARTS = (Status.NOT_STARTED, Status.PROPOSED)


def usual_start(plan: Plan) -> str:
    """Return as what principles come into a plan unless said otherwise: an adopted plan grows by proposals."""
    return (Status.NOT_STARTED if plan.state is PlanState.DRAFTING else Status.PROPOSED).value


class StartForm(Form):
    """As what the chosen ones come into the plan."""

    start = SelectField(
        _l("Into the plan as"), choices=Status.choices(but={*Status} - {*STARTS})[::-1], default=STARTS[0].value
    )

    @property
    def status(self) -> Status:
        """Return the status the new actions begin with."""
        return Status.PROPOSED if self.start.data == Status.PROPOSED.value else Status.NOT_STARTED


class ChooseForm(StartForm):
    """Ticked principles, themes and fields; themes to bundle, each with a title field `title-<theme>`."""

    principles = SelectMultipleField(_l("Principles"), validate_choice=False)
    themes = SelectMultipleField(_l("Whole themes"), validate_choice=False)
    fields = SelectMultipleField(_l("Whole fields"), validate_choice=False)
    bundle = SelectMultipleField(_l("Bundled themes"), validate_choice=False)
    do = RadioField(_l("What to do"), choices=["take", "decline"], default="take")

    def ticked(self, toolbox: Toolbox) -> list[Principle]:
        """Return the principles ticked in any of the three ways; unknown ids mean nothing."""
        ids = {"principles": self.principles.data, "themes": self.themes.data, "fields": self.fields.data}
        return meant(toolbox, **{name: found or () for name, found in ids.items()})

    def bundles(self) -> dict[str, str | None]:
        """Return the themes whose ticked principles become one action, with the title typed for it."""
        return {theme: self[f"title-{theme}"].data for theme in self.bundle.data or () if f"title-{theme}" in self}


def choose_form(*args: Any, **named: Any) -> ChooseForm:
    """Return the form of choosing from the toolbox at hand."""
    return titled(tuple(theme.id for theme in toolbox().themes))(*args, **named)


@cache
def titled(themes: tuple[str, ...]) -> type[ChooseForm]:
    """Return the form with a title field for each theme, so that an unknown one is refused like everywhere."""
    return type("TitledForm", (ChooseForm,), {f"title-{id_}": Line(_l("Title of the shared action")) for id_ in themes})


class AllForm(StartForm):
    """Everything still open at once: one by one, or bundled into one action a theme."""

    do = RadioField(_l("What to do"), choices=["single", "bundled"])
