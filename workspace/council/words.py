"""The closed words of this room: what has become of a share link."""

from flask_babel import lazy_gettext as _l

from workspace.i18n import Word


class ShareState(Word):
    """Whether a share link still lets anybody in. Computed, never stored."""

    OPEN = "open", _l("Valid")
    EXPIRED = "expired", _l("Expired")
    REVOKED = "revoked", _l("Revoked")
