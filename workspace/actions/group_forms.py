"""The base of the sheet's forms: one for each field group, drawn from a version of it and saved on its own."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from workspace.actions.models import Action
from workspace.forms import Form, VersionField, WholeForm, leaves
from workspace.members.directory import Directory


class PlacedForm(Form):
    """A form that may stand on a page beside others: its controls carry ids of its own. `place` is the id around it."""

    place = ""

    def __init__(self, *args: Any, place: str = "", **named: Any) -> None:
        """Settle where it stands."""
        super().__init__(*args, **named)
        self.settle(place or self.place)

    def settle(self, place: str) -> None:
        """Give every control an id below the form's place."""
        self.place = place
        for field in [*self, *leaves(self)]:
            if not field.id.startswith(place):
                field.id = field.label.field_id = f"{place}-{field.id}"


class GroupForm(PlacedForm, WholeForm):
    """A field group of an action. `group` names its columns, its template and its place on the page."""

    group: ClassVar[str]
    template: ClassVar[str]
    version = VersionField()

    def __init_subclass__(cls) -> None:
        """Name the place and the template after the group."""
        cls.place, cls.template = f"group-{cls.group}", f"actions/groups/_{cls.group}_fields.html"

    @classmethod
    def drawn(cls, action: Action, directory: Directory) -> Self:
        """Return the form showing what stands there now."""
        form = cls(data={**cls.filled_from(action), "version": action.group_version(cls.group)})
        form.offer(action, directory)
        return form

    @classmethod
    def sent(cls, action: Action, directory: Directory) -> Self:
        """Return the form as it was sent."""
        form = cls()
        form.offer(action, directory)
        return form

    @classmethod
    def filled_from(cls, action: Action) -> dict[str, Any]:
        """Return the action's values by the names of the form's fields."""
        return cls.as_fields({name: getattr(action, name) for name in Action.GROUPS[cls.group]})

    @classmethod
    def as_fields(cls, columns: Mapping[str, Any]) -> dict[str, Any]:
        """Return columns by the names of the form's fields; most are called alike."""
        return dict(columns)

    def offer(self, action: Action, directory: Directory) -> None:
        """Fill the choices that depend on the town and the action."""

    def columns(self) -> dict[str, Any]:
        """Return what is to be saved, by column."""
        return {name: self[name].data for name in Action.GROUPS[self.group] if name in self}

    def wants_more(self) -> bool:
        """Say whether the button that was pressed asks for one more row of a table; draw it."""
        return False

    def verb(self, action: Action) -> str:
        """Return what the history calls this change."""
        return "edited"
