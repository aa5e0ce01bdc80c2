"""What was typed into a form that couldn't be saved: the page that says so shows it, and can send it once more."""

from flask import request
from werkzeug.exceptions import HTTPException

from workspace.accounts.returning import AGAIN, EMAIL, PASSWORD
from workspace.db import SAFE_METHODS

SECRETS = {"password", "password_confirm", "new_password", "new_password_confirm"}
HIDDEN = SECRETS | {"csrf_token", EMAIL, PASSWORD}


def typed() -> list[str]:
    """Return the texts of a form that can't be saved, so that the page can show them: nothing typed is lost."""
    return [text for name, text in sent() if name not in HIDDEN and is_wording(text)]


def to_send_again() -> list[tuple[str, str, bool]]:
    """Return a refused form's fields, to be sent once more: name, value, whether it was written; none with a secret."""
    fields = [(name, text) for name, text in sent() if name != "csrf_token" and not name.startswith(AGAIN)]
    if any(name in SECRETS for name, _text in fields):
        return []
    return [(name, text, is_wording(text)) for name, text in fields]


def sent() -> list[tuple[str, str]]:
    """Return the fields of a write; none where they can't be read."""
    if request.method in SAFE_METHODS:
        return []
    try:
        return list(request.form.items(multi=True))
    except HTTPException:
        return []


def is_wording(text: str) -> bool:
    """Say whether a value was written rather than chosen: no number, no key of a list."""
    return len(text) > 15 or " " in text.strip() or not text.isascii()
