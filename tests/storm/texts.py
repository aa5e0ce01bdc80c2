"""How a person of the storm changes a form: one new sentence with a word of its own, others going or staying."""

import re
from random import Random

from tests.storm.account import Values

GROUPS = {
    "purpose": ("title", "situation", "purpose"),
    "outcome": ("outcome",),
    "notes": ("notes",),
    "participation": ("participation_note",),
    "origin": ("origin_note",),
    "status": ("status_reason",),
}
WEIGHTS = (5, 3, 2, 2, 1, 1)
PICKED = {
    "participation": ("participation", ("informed", "heard", "co_create", "responsible")),
    "origin": ("origin", ("toolbox", "council", "board", "unit", "residents")),
    "status": ("status", ("paused", "dropped")),  # those that keep a reason
}
MOST = 10  # sentences, then some make room
PARTS = re.compile(r"((?<=\.)\s+|\n+)")


def changed(values: Values, group: str, word: str, chance: Random) -> Values:
    """Return a form's values with one of its texts changed, and its choice picked anew where it has one."""
    field = chance.choice(GROUPS[group])
    gap = "\n\n" if group != "status" and chance.random() < 0.2 else " "
    mine = values | {field: title(word) if field == "title" else text(values[field], word, gap, chance)}
    if group in PICKED:
        name, choices = PICKED[group]
        if group == "status" or chance.random() < 0.3:
            mine[name] = chance.choice(choices)
    return mine


def title(word: str) -> str:
    """Return a new title."""
    return f"Maßnahme {word}."


def text(before: str, word: str, gap: str, chance: Random) -> str:
    """Return a text with a new sentence: at its end, before, between, or in place of one or several."""
    new = f"Der Stand {word} ist erreicht."
    parts = PARTS.split(before)  # sentences, and between them what parts them
    count = (len(parts) + 1) // 2
    if not before:
        return new
    kind = chance.choice(["after", "after", "before", "between", "instead", "instead", "several"])
    at = chance.randrange(count)
    if count > MOST or kind in {"instead", "several"}:
        more = count - MOST // 2 if count > MOST else {"instead": 1, "several": 3}[kind]
        at = min(at, max(0, count - more))
        return "".join([*parts[: 2 * at], new, *parts[2 * (at + more) - 1 :]])
    if kind == "after":
        return before + gap + new
    if kind == "before":
        return new + gap + before
    return "".join([*parts[: 2 * at + 1], gap, new, *parts[2 * at + 1 :]])


def joined(mine: Values, theirs: Values, group: str, word: str) -> Values:
    """Return theirs with my new sentence added by hand: how a careful person settles a conflict."""
    field = next(name for name in GROUPS[group] if word in mine[name])
    if field == "title":
        return theirs | {field: title(word)}
    if word in theirs[field]:  # it has arrived after all
        return theirs
    sentence = next(part for part in PARTS.split(mine[field]) if word in part)
    return theirs | {field: f"{theirs[field]} {sentence}".strip()}
