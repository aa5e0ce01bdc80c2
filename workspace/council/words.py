"""The closed words of this room: what has become of a share link."""

from workspace.i18n import Word
from workspace.i18n import lazy as _l


class ShareState(Word):
    """Whether a share link still lets anybody in. Computed, never stored."""

    OPEN = "open", _l("Valid")
    EXPIRED = "expired", _l("Expired")
    REVOKED = "revoked", _l("Revoked")
