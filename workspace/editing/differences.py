"""Differences: two texts in pieces, word by word, as a reader can compare them. Pure."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

WORDS = re.compile(r"\w+(?:[.,:/]\d+)*\s*|[^\w\s]\s*|\s+")  # a date or an amount is one word
SENTENCES = re.compile(r"[^\n.!?]*[\n.!?]+\s*|[^\n.!?]+")
ITEMS = re.compile(r"[^,]+(?:,\s*)?|,\s*")
MOST_WORDS = 2000  # beyond that, sentences are compared: word by word would take seconds
FEW_DIFFERENT = 50  # a text of the same few words again and again takes seconds as well
SAME, NEW, GONE = "same", "new", "gone"
Piece = tuple[str, str]  # whether it stayed, came in or went, and what it says


def inline(before: str, after: str, parts: re.Pattern[str] | None = WORDS) -> tuple[Piece, ...]:
    """Return how one text became another. What stayed and what is new together are the later text."""
    if parts is None:
        return tuple((kind, text) for kind, text in ((GONE, before), (NEW, after)) if text)
    old, new = parts.findall(before), parts.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        old, new = SENTENCES.findall(before), SENTENCES.findall(after)
    bare_old, bare_new = ([part.rstrip(", \n") for part in side] for side in (old, new))
    return tuple(pieces(old, new, opcodes(bare_old, bare_new)))


def pieces(old: list[str], new: list[str], steps: Sequence[tuple[str, int, int, int, int]]) -> Iterator[Piece]:
    """Yield the pieces of both sides: what went before what came in its place."""
    for kind, a, b, c, d in steps:
        if kind == "equal":
            yield SAME, "".join(new[c:d])
            continue
        for side, part in ((GONE, old[a:b]), (NEW, new[c:d])):
            if part:
                yield side, "".join(part)


def only(before: str, after: str, parts: re.Pattern[str] | None = WORDS) -> tuple[Piece, ...]:
    """Return the later text alone, with what the earlier one doesn't have marked as new."""
    return tuple(piece for piece in inline(before, after, parts) if piece[0] != GONE)


def opcodes(before: list[str], after: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """Return how two lists of pieces differ; beyond MOST_WORDS only where they begin and end to."""
    shorter = min(len(before), len(after))
    if max(len(before), len(after)) <= MOST_WORDS and len({*before, *after}) * FEW_DIFFERENT > shorter:
        return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    head = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    tail = next((at for at in range(shorter - head) if before[-1 - at] != after[-1 - at]), shorter - head)
    b, a = len(before), len(after)
    return [
        ("equal", 0, head, 0, head),
        ("replace", head, b - tail, head, a - tail),
        ("equal", b - tail, b, a - tail, a),
    ]
