"""The closed words of this room."""

from workspace.i18n import Word
from workspace.i18n import lazy as _l


class NoteKind(Word):
    """What a town adds to a principle: something to bear in mind, or something that has worked here."""

    NOTE = "note", _l("Local note")
    EXAMPLE = "example", _l("Local example")
