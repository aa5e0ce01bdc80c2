"""The field groups of an action's sheet, in their order on it: their form, and who may read and change them."""

from dataclasses import dataclass
from typing import Final

from flask_babel.speaklater import LazyString

from workspace.actions.fact_forms import DeadlineGroupForm, OwnerGroupForm, PriorityGroupForm, StatusGroupForm
from workspace.actions.group_forms import GroupForm
from workspace.actions.models import Action
from workspace.actions.principle_forms import PrinciplesForm
from workspace.actions.table_forms import CostsForm, IndicatorsForm
from workspace.actions.text_forms import (
    AudienceForm,
    NotesForm,
    OriginForm,
    OutcomeForm,
    ParticipationForm,
    PurposeForm,
)
from workspace.actions.words import Origin
from workspace.i18n import lazy as _l


@dataclass(frozen=True, slots=True)
class Group:
    """A field group: what it is called, how it is edited, and which rights it needs."""

    form: type[GroupForm]
    title: LazyString
    may: str = "edit_action"
    seen: str = "read"  # the right to read it
    fact: bool = False  # one of the four that make an action complete: it stands at the top

    @property
    def name(self) -> str:
        """Return its name in addresses and in `Action.GROUPS`."""
        return self.form.group

    @property
    def texts(self) -> tuple[str, ...]:
        """Return its columns that hold free text: what has earlier versions to read and to restore."""
        names = () if self.fact else Action.GROUPS[self.name]
        return tuple(name for name in names if Action.is_text(name) and name not in Action.TEXTS)

    def says_something(self, action: Action) -> bool:
        """Say whether any of its free texts stands there: then a reader may ask who wrote it, and what was before."""
        return any(getattr(action, name) for name in self.texts)

    def is_filled(self, action: Action) -> bool:
        """Say whether something stands in it; what is empty is folded away."""
        columns = [getattr(action, name) for name in Action.GROUPS[self.name]]
        return any(value not in (None, "", [], Origin.TOOLBOX) for value in columns)


FACTS: Final = (
    Group(OwnerGroupForm, _l("Lead"), may="set_owner", fact=True),
    Group(DeadlineGroupForm, _l("Deadline"), may="set_deadline", fact=True),
    Group(StatusGroupForm, _l("Status"), may="set_status", fact=True),
    Group(PriorityGroupForm, _l("Priority"), may="set_priority", fact=True),
)
PURPOSE: Final = Group(PurposeForm, _l("What it is about"))
MORE: Final = (
    Group(OutcomeForm, _l("Expected outcome")),
    Group(AudienceForm, _l("Target groups")),
    Group(ParticipationForm, _l("How migrants take part")),
    Group(IndicatorsForm, _l("How we notice success")),
    Group(CostsForm, _l("Costs and funding")),
    Group(OriginForm, _l("Origin and resolution")),
    Group(NotesForm, _l("Internal notes"), seen="read_internal"),
)
PRINCIPLES: Final = Group(PrinciplesForm, _l("Principles of the toolbox"), may="choose")
GROUPS: Final = {group.name: group for group in (*FACTS, PURPOSE, *MORE, PRINCIPLES)}
