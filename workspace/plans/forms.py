"""Forms of a plan, and the field for a time as people type it."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField, ValidationError
from wtforms.validators import Length, Optional

from workspace.forms import clean, one_line
from workspace.plans.deadline import Deadline, NoDeadline, parse


class DeadlineField(StringField):
    """A time as people type it. `data` is what was typed; `deadline` is what it means, once validated."""

    deadline: Deadline | None = None

    def __init__(self, label: Any, validators: Iterable[Any] = (), **more: Any) -> None:
        """Bound the length and clean the text."""
        super().__init__(label, [Optional(), *validators, Length(max=60), is_deadline], filters=[clean, one_line], **more)


def is_deadline(_form: FlaskForm, field: Any) -> None:
    """Read the typed time; what can't be read gets a message with examples."""
    try:
        field.deadline = parse(field.data)
    except NoDeadline as wrong:
        if wrong.out_of_range:
            raise ValidationError(_l("Please give a year between 2000 and 2100.")) from wrong
        raise ValidationError(
            _l("We can’t read this as a time. Examples: 31.12.2027, IV. Quartal 2027, 2. Halbjahr 2027, 2027.")
        ) from wrong
