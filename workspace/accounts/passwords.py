"""Passwords: long enough, not easy to guess, and what is wrong said in plain words."""

import unicodedata
from typing import Any, Final

from flask_babel import gettext as _
from flask_security import PasswordUtil
from zxcvbn import zxcvbn

SHORTEST: Final = 10
LONGEST: Final = 128
JUDGED: Final = 72  # zxcvbn refuses longer ones
MINIMUM_SCORE: Final = 2
OURS: Final = ("mitplan", "integration", "integrationskonzept", "rathaus", "stadtverwaltung", "passwort", "kennwort")


class Passwords(PasswordUtil):
    """Judges new passwords. Flask-Security's own judge fails on those past 72 characters and speaks English only."""

    def validate(self, password: str, *_when: bool, **about: Any) -> tuple[list[str] | None, str]:
        """Return what is wrong (None if nothing is) and the password as it will be hashed."""
        secret = self.normalize(password)
        person = about.get("user")
        hints = [getattr(person, "email", ""), getattr(person, "name", "")] if person else list(about.values())
        return faults(secret, hints) or None, secret


def faults(secret: str, hints: list[str]) -> list[str]:
    """Return what is wrong with a new password; `hints` (name, address) are what a stranger would try first."""
    length = len(unicodedata.normalize("NFC", secret))  # an ä counts once, however it is written
    if length < SHORTEST:
        return [_("Please use at least %(count)d characters.", count=SHORTEST)]
    if length > LONGEST:
        return [_("Please use at most %(count)d characters.", count=LONGEST)]
    if not secret.isprintable():
        return [_("Please use only characters one can see.")]
    if score(secret, guesses(hints)) < MINIMUM_SCORE:
        return [
            _("This password is easy to guess. Three or four words that have nothing to do with each other work well.")
        ]
    return []


def score(secret: str, words: list[str]) -> int:
    """Return how hard a password is to guess, 0 to 4; a long one counts by its better end."""
    ends = {secret[:JUDGED], secret[-JUDGED:]}
    return max(int(zxcvbn(end, user_inputs=words)["score"]) for end in ends)


def guesses(hints: list[str]) -> list[str]:
    """Return the words a stranger would try first."""
    words = [part for hint in hints if hint for part in (hint, *hint.replace("@", " ").replace(".", " ").split())]
    return [*words, *OURS]
