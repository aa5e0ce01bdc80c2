"""What was typed into a form that couldn't be saved: the page that says so shows it, and can send it once more."""

import re
from collections.abc import Iterator
from functools import cache

from flask import request
from werkzeug.exceptions import HTTPException
from wtforms import HiddenField, PasswordField, StringField
from wtforms.fields.core import UnboundField
from wtforms.form import BaseForm

from workspace.accounts.returning import AGAIN, EMAIL, PASSWORD
from workspace.db import SAFE_METHODS
from workspace.forms import CARRIED, PERSON, TOKEN

SECRETS = {"password", "password_confirm", "new_password", "new_password_confirm"}
KEY = re.compile(r"[a-z0-9_]+(?:[/.-][a-z0-9_]+)*")  # how the lists of our forms name their values
HIDDEN = SECRETS | CARRIED | {EMAIL, PASSWORD}


def typed() -> list[str]:
    """Return the texts of a form that can't be saved, so that the page can show them: nothing typed is lost."""
    return [text for name, text in sent() if is_written(name, text)]


def to_send_again() -> list[tuple[str, str, bool]]:
    """Return a refused form's fields, to be sent once more: name, value, whether it was written; none with a secret."""
    fields = [(name, text) for name, text in sent() if name not in {TOKEN, PERSON} and not name.startswith(AGAIN)]
    if any(name in SECRETS for name, _text in fields):
        return []
    return [(name, text, is_written(name, text)) for name, text in fields]


def sent() -> list[tuple[str, str]]:
    """Return the fields of a write; none where they can't be read."""
    if request.method in SAFE_METHODS:
        return []
    try:
        return list(request.form.items(multi=True))
    except HTTPException:
        return []


def is_written(name: str, text: str) -> bool:
    """Say whether a value was written rather than chosen: by its field, or because it reads like no key of a list."""
    if name in HIDDEN or not (text := text.strip()):
        return False
    is_key = KEY.fullmatch(text) or (len(text) <= 15 and " " not in text and text.isascii())
    return name.rpartition("-")[2] in written_fields() or not is_key


@cache
def written_fields() -> frozenset[str]:
    """Return the names of all fields of our forms that people write into; in a row of a table, the last part."""
    return frozenset(
        name
        for form in families(BaseForm)
        for name, field in vars(form).items()
        if isinstance(field, UnboundField) and is_for_words(field.field_class)
    )


def is_for_words(field: type) -> bool:
    """Say whether a kind of field is one to write into."""
    return issubclass(field, StringField) and not issubclass(field, HiddenField | PasswordField)


def families(cls: type) -> Iterator[type]:
    """Yield all classes below a class."""
    child: type
    for child in cls.__subclasses__():
        yield child
        yield from families(child)
