"""Forms: what all of them refuse. Unknown, doubled and oversized fields get a message, never a 500."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Self

from flask import g, request
from flask_babel import format_decimal
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    FormField,
    IntegerField,
    SelectMultipleField,
    StringField,
    SubmitField,
    TextAreaField,
)
from wtforms.validators import Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from workspace.i18n import lazy as _l

LINE, TEXT = 200, 20_000  # longest single line and longest text, in characters
HIGHEST = 2_147_483_647  # the largest number a column holds
TOKEN = "csrf_token"  # noqa: S105 (the field's name)
PERSON, DRAFT = "page-person", "page-draft"  # whom the page was made for, and which drafts a form stands for
CARRIED = frozenset({TOKEN, PERSON, DRAFT})  # beside a form's own fields
UNSENT = (SelectMultipleField, BooleanField, SubmitField)  # what a browser leaves out when nothing is ticked
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Form(FlaskForm):
    """The base of every form of ours. Remembers itself in `g.form`, so that a conflict can show what was typed."""

    class Meta(FlaskForm.Meta):
        """The token is checked for every write before any view (`web.csrf`); a second time it would only cost time."""

        csrf = False

    unexpected: tuple[str, ...] = ()

    def __init__(self, *args: Any, **named: Any) -> None:
        """Keep the form within reach of the error pages."""
        super().__init__(*args, **named)
        g.form = self

    @classmethod
    def drawn_from(cls, thing: Any, group: str) -> Self:
        """Return the form filled from a thing, carrying the version of the field group it is drawn from.

        The row's own `version` column counts all of its changes, so it must not end up in the hidden field.
        """
        form = cls(None, obj=thing)
        form["version"].data = thing.group_version(group)
        return form

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check every field, and that nothing else was sent."""
        good = super().validate(extra_validators=extra_validators)
        return self.knows_what_was_sent() and good

    def knows_what_was_sent(self) -> bool:
        """Refuse unknown fields, and more than one value where one is meant."""
        known = {field.name: field for field in leaves(self)}
        doubled = [
            name
            for name, values in request.form.lists()
            if len(values) > 1 and not isinstance(known.get(name), SelectMultipleField)
        ]
        self.unexpected = (*[name for name in request.form if name not in known and name not in CARRIED], *doubled)
        for name in doubled:
            if name in known:
                known[name].errors = (*known[name].errors, _l("Please give one value only."))
        if self.unexpected:
            self.form_errors.append(_l("This form came back changed. Please reload the page and try again."))
        return not self.unexpected


class WholeForm(Form):
    """A form that saves all of its fields or none: one cut short must not empty what it left out."""

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check every field, and that none is missing."""
        good = super().validate(extra_validators)
        missing = [field for field in self.single() if field.name not in request.form]
        if missing:
            self.form_errors.append(_l("This form came back incomplete. Please reload the page and try again."))
        return good and not missing

    def single(self) -> Iterator[Field]:
        """Return the fields a browser always sends."""
        return (field for field in leaves(self) if field.name != "version" and not isinstance(field, UNSENT))


def leaves(form: Iterable[Field]) -> Iterator[Field]:
    """Return the fields that carry a value of their own: those of rows stand in for their row."""
    for field in form:
        if isinstance(field, FieldList):
            yield from leaves(field.entries)
        elif isinstance(field, FormField):
            yield from leaves(field.form)
        else:
            yield field


def clean(text: str | None) -> str | None:
    """Trim, use one kind of line end, and drop control characters no one can type; empty is None."""
    return CONTROL.sub("", text.replace("\r\n", "\n")).strip() or None if text else None


class Line(StringField):
    """A single line of text, 200 characters at most unless told otherwise."""

    def __init__(self, label: Any, validators: Iterable[Any] = (), *, most: int = LINE, **more: Any) -> None:
        """Bound the length and clean the text."""
        message = _l("At most %(max)d characters, please.")
        super().__init__(label, [*validators, Length(max=most, message=message)], filters=[clean, one_line], **more)


class LongText(TextAreaField):
    """A long text in Markdown, 20,000 characters at most."""

    def __init__(self, label: Any, validators: Iterable[Any] = (), *, most: int = TEXT, **more: Any) -> None:
        """Bound the length and clean the text."""
        super().__init__(label, [*validators, NotTooLong(most)], filters=[clean], **more)


class NotTooLong:
    """Refuse a text that is too long. The browser isn't told the limit: it would cut what is pasted without a word."""

    def __init__(self, most: int) -> None:
        """Remember the limit."""
        self.most = most

    def __call__(self, form: Any, field: Field) -> None:
        """Say both numbers."""
        if (length := len(field.data or "")) > self.most:
            numbers = {"max": format_decimal(self.most), "length": format_decimal(length)}
            raise ValidationError(_("At most %(max)s characters, please: these are %(length)s.", **numbers))


def one_line(text: str | None) -> str | None:
    """Turn line breaks and runs of spaces into single spaces."""
    return " ".join(text.split()) or None if text else None


class VersionField(IntegerField):
    """The version a form was drawn from, carried hidden."""

    widget = HiddenInput()
    data: Any

    def __init__(self, **more: Any) -> None:
        """Count from nothing: a form without a version is taken as the oldest."""
        super().__init__("version", [Optional()], default=0, **more)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take nothing for the oldest version, and a number no column can hold for one that never was."""
        super().process_formdata([one.strip() or "0" for one in valuelist])
        if self.data is not None and not 0 <= self.data <= HIGHEST:
            self.data = HIGHEST

    def _value(self) -> str:
        """Show the version as it is now, not as it was sent: a conflict hands out the new one."""
        return str(self.data or 0)


def whole_number(empty: str = "") -> Callable[[Any], int | None]:
    """Return how a select turns its value into an id; `empty` stands for none."""

    def read(value: Any) -> int | None:
        return None if value in (None, empty, "None") else int(value)

    return read


def values(form: FlaskForm, names: Iterable[str]) -> dict[str, Any]:
    """Return the named fields' data."""
    fields: dict[str, Field] = {field.short_name: field for field in form}
    return {name: fields[name].data for name in names if name in fields}
