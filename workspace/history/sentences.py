"""Sentences in pieces, so that a page can set the actor in bold and link the subject without building HTML here."""

import re

from workspace.history.kinds import KINDS

Part = tuple[str, str]  # ("text" or "actor" or "subject", what it says)
QUOTED = re.compile(r"„%\(subject\)s“|“%\(subject\)s”")
PLACEHOLDER = re.compile(r"%\((actor|subject)\)s")


def parts(kind: str, **said: str) -> tuple[Part, ...]:
    """Return an event's sentence in the reader's language: plain text and what fills its places, in order."""
    sentence = str(KINDS.get(kind, "%(actor)s: %(subject)s"))
    if QUOTED.search(sentence):
        said = {**said, "subject": inner(said["subject"])}
    pieces = PLACEHOLDER.split(sentence)
    told = (("text", piece) if place % 2 == 0 else (piece, said[piece]) for place, piece in enumerate(pieces))
    return tuple((part, text) for part, text in told if text)


def inner(name: str) -> str:
    """Return a name as it stands between quotation marks: its own become single ones."""
    return re.sub("“([^“”]*)”", "‘\\1’", re.sub("„([^„“]*)“", "‚\\1‘", name))
