"""Fields that mean what people type, and rows of a small table: numbered, each with its own messages."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from flask_wtf import FlaskForm
from wtforms import FieldList, StringField
from wtforms import Form as PlainForm

from workspace.forms import clean, one_line

LONGEST = 60  # characters of a typed value that are looked at
ROW = re.compile(r"-(\d{1,2})(?:-|$)", re.ASCII)


class TypedField(StringField):
    """A line of text that means a value: `data` is the value, and what was typed stays in the form."""

    complaint: Any = ""

    def read(self, text: str) -> Any:
        """Return the value of a text, or raise ValueError."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """Return the text of a value."""
        raise NotImplementedError

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was typed; what can't be read gets a message with an example."""
        typed = one_line(clean(valuelist[0])) if valuelist else None
        try:
            self.data = self.read(typed[:LONGEST]) if typed else None
        except ValueError as wrong:
            self.data = None
            raise ValueError(self.complaint) from wrong

    def _value(self) -> str:
        if self.raw_data:
            return clean(self.raw_data[0]) or ""
        return self.write(self.data) if self.data is not None else ""


class Row(PlainForm):
    """One row of a small table. Its messages speak the reader's language, as those of other forms do."""

    class Meta(FlaskForm.Meta):
        csrf = False


class Rows(FieldList):
    """Rows of a small table, numbered in the names of their fields: `costs-0-year`."""

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        """Check every row; the messages stand in the rows, and together in `errors`."""
        good = super().validate(form, extra_validators)
        self.errors: Any = [*dict.fromkeys(flat(self.errors))]
        return bool(good)

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        for name in formdata:
            if name.startswith(prefix) and (found := ROW.match(name, len(prefix))):
                yield int(found[1])


def flat(errors: Iterable[Any]) -> Iterator[Any]:
    """Return the messages of rows without their places."""
    for error in errors:
        if isinstance(error, dict):
            for messages in error.values():
                yield from messages
        else:
            yield error
