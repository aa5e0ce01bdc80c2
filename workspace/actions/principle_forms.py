"""Which principles of the toolbox an action serves, and under which theme it is listed."""

from collections.abc import Iterator, Mapping
from typing import Any

from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from workspace.actions.fields import ChoicesField
from workspace.actions.group_forms import GroupForm
from workspace.actions.models import Action
from workspace.guidance import toolbox
from workspace.i18n import lazy as _l
from workspace.members.directory import Directory


class PrinciplesForm(GroupForm):
    """The action's home in the toolbox, and the principles it serves wherever they stand."""

    group = "principles"
    home = SelectField(_l("Listed under"))
    principle_ids = ChoicesField(_l("Principles"))

    @classmethod
    def as_fields(cls, columns: Mapping[str, Any]) -> dict[str, Any]:
        """Return field and theme as one choice."""
        home = f"{columns['field_id']}/{columns['theme_id'] or ''}"
        return {"home": home, "principle_ids": columns["principle_ids"]}

    def offer(self, action: Action, directory: Directory) -> None:
        """Offer the whole toolbox, and what the action is linked with though the toolbox doesn't know it any more."""
        self.home.choices = [*homes()]
        known = [(principle.id, principle.title) for principle in toolbox().principles]
        gone = [(id_, id_) for id_ in action.principle_ids if id_ not in dict(known)]
        self.principle_ids.choices = [*known, *gone]

    def columns(self) -> dict[str, Any]:
        """Return field, theme and principles, in the toolbox's order."""
        field, _slash, theme = self.home.data.partition("/")
        picked = [id_ for id_, _title in self.principle_ids.choices if id_ in (self.principle_ids.data or [])]
        return {"field_id": field, "theme_id": theme or None, "principle_ids": picked}

    def verb(self, action: Action) -> str:
        """Tell linking from unlinking; both at once, or another home, is an edit."""
        before, after = set(action.principle_ids), set(self.columns()["principle_ids"])
        if before < after:
            return "principle_linked"
        return "principle_unlinked" if after < before else "edited"


def homes() -> Iterator[SelectChoice]:
    """Yield every place an action can be listed under: a field's themes, or the field itself."""
    for field in toolbox().fields:
        yield SelectChoice(f"{field.id}/", _l("without a theme"), optgroup=field.title)
        for theme in field.themes:
            yield SelectChoice(f"{field.id}/{theme.id}", theme.title, optgroup=field.title)
