"""What was typed into a form that couldn't be saved: the page that says so shows it, and can send it once more."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.exceptions import HTTPException
from wtforms import HiddenField, PasswordField, StringField
from wtforms.fields.core import UnboundField
from wtforms.form import BaseForm
from wtforms.widgets import HiddenInput

from workspace.accounts.returning import AGAIN, EMAIL, PASSWORD
from workspace.db import SAFE_METHODS
from workspace.forms import CARRIED, PERSON, TOKEN

SECRETS = {"password", "password_confirm", "new_password", "new_password_confirm"}
IN_A_ROW = re.compile(r"-\d+-")
KEY = re.compile(r"[a-z0-9_]+(?:[/.-][a-z0-9_]+)*")  # how the lists of our forms name their values
HIDDEN = SECRETS | CARRIED | {EMAIL, PASSWORD}


def typed() -> list[tuple[str, str]]:
    """Return the texts of a form that can't be saved, so that the page can show them: nothing typed is lost.

    Each comes after what its field is called.
    """
    return [(called(name), text) for name, text in sent() if is_written(name, text)]


def to_send_again() -> list[tuple[str, str, str]]:
    """Return a refused form's fields, to be sent once more: name, value, and what it is called if it was written.

    None with a secret.
    """
    fields = [(name, text) for name, text in sent() if name not in {TOKEN, PERSON} and not name.startswith(AGAIN)]
    if any(name in SECRETS for name, _text in fields):
        return []
    return [(name, text, called(name) if is_written(name, text) else "") for name, text in fields]


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
    kind = kind_of(name)
    return (kind in written_fields() and kind not in chosen_fields()) or not is_key


def called(name: str) -> str:
    """Return what a field is called in the form that has all of what was sent; vaguely, where that may be several."""
    kind = kind_of(name)
    known = [one for one in written_fields().get(kind, []) if one[0].__module__.startswith("workspace.")]
    own = [kind_of(one) for one, _text in sent() if one not in CARRIED and not one.startswith(AGAIN)]
    beside = {one for one, in_row in own if in_row == kind[1]}
    labels = {str(label) for form, label in known if all(hasattr(form, one) for one in beside)}
    labels = labels or {str(label) for _form, label in known}
    return (labels.pop() if len(labels) == 1 else "") or _("What you typed")  # some are labelled on their page alone


def kind_of(name: str) -> tuple[str, bool]:
    """Return a field's name as its form knows it, and whether that form is a row of a table: `costs-0-year`.

    What comes after it elsewhere says of what it is one: `title-parents`.
    """
    in_row = bool(IN_A_ROW.search(name))
    return name.rpartition("-")[2] if in_row else name.partition("-")[0], in_row


@cache
def written_fields() -> dict[tuple[str, bool], list[tuple[type, Any]]]:
    """Return all fields of our forms that people write into, as `kind_of` names them, with their form and label."""
    found: dict[tuple[str, bool], list[tuple[type, Any]]] = defaultdict(list)
    for form, name, field in fields():
        if is_for_words(field):
            found[name, is_row(form)].append((form, next(iter(field.args), "")))
    return dict(found)


@cache
def chosen_fields() -> frozenset[tuple[str, bool]]:
    """Return the same of all fields in which something is chosen or carried along."""
    return frozenset((name, is_row(form)) for form, name, field in fields() if not is_for_words(field))


def fields() -> Iterator[tuple[type, str, Any]]:
    """Yield every field of every form, with its form and name."""
    for form in families(BaseForm):
        for name, field in vars(form).items():
            if isinstance(field, UnboundField):
                yield form, name, field


def is_row(form: type) -> bool:
    """Say whether a form is a row of a small table."""
    return not issubclass(form, FlaskForm)


def is_for_words(field: Any) -> bool:
    """Say whether a field is one to write into."""
    kind, widget = field.field_class, field.kwargs.get("widget")
    return (
        issubclass(kind, StringField)
        and not issubclass(kind, HiddenField | PasswordField)
        and not isinstance(widget, HiddenInput)
    )


def families(cls: type) -> Iterator[type]:
    """Yield all classes below a class."""
    child: type
    for child in cls.__subclasses__():
        yield child
        yield from families(child)
