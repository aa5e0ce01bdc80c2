"""Looking back: a field group's versions as a reader sees them, in words and in their language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from flask_babel import gettext as _

from workspace.editing.differences import Piece, inline, only
from workspace.editing.merge import UNKNOWN
from workspace.editing.models import Editable
from workspace.editing.origins import runs
from workspace.editing.past import Version
from workspace.history.fields import FIELDS
from workspace.history.names import Names, Wanted, find
from workspace.history.wording import write
from workspace.prose import bare

Words = dict[str, str]  # texts by column, as a reader reads them
Text = tuple[str, tuple[Piece, ...]]  # its label, and what it says in pieces


@dataclass(frozen=True, slots=True)
class Told:
    """One version: who made it, what it says beside what stands now, and what was merged into it."""

    number: int
    at: datetime
    who: str
    restored: bool
    texts: tuple[Text, ...]
    came_in: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Sentences of a text as it stands, with who brought them in and when; not `sure`: at the latest then."""

    text: str
    who: str
    at: datetime
    sure: bool


@dataclass(frozen=True, slots=True)
class Look:
    """The page: every version, the newest first, and where the sentences of each text come from, under its label."""

    versions: tuple[Told, ...]
    sources: tuple[tuple[str, tuple[Source, ...]], ...]


def look_back(workspace_id: int, model: type[Editable], found: Sequence[Version]) -> Look:
    """Put a field group's versions, the newest first, into words: one query for the names."""
    names = find(workspace_id, Wanted(pseudonyms={one.actor for one in found}))
    say = partial(words, model, names)
    said = [*map(say, (one.values for one in found)), {}]
    listed = tuple(
        told(model, one, telling(said[at], said[0], said[at + 1]), said[0], say(one.typed), names)
        for at, one in enumerate(found)
    )
    return Look(listed, tuple(sources(model, found, names)))


def telling(said: Words, now: Words, before: Words) -> Words:
    """Return of a version what it changed, or what stands there otherwise now: the rest would only repeat itself."""
    return {name: text for name, text in said.items() if text not in (before.get(name, ""), "") or text != now[name]}


def told(model: type[Editable], one: Version, said: Words, now: Words, typed: Words, names: Names) -> Told:
    """Tell of one version."""
    texts = ((label(model, name), only(bare(now[name]), bare(text))) for name, text in said.items() if text)
    came = ((label(model, name), inline(bare(text), bare(said.get(name, now[name])))) for name, text in typed.items())
    return Told(one.number, one.at, names.actor(one.actor), one.kind.endswith(".restored"), (*texts,), (*came,))


def words(model: type[Editable], names: Names, values: dict[str, Any]) -> Words:
    """Write the texts of a version as the history does; what was erased says so."""
    return {
        name: _("[removed]") if value is UNKNOWN else write(model.NOUN, name, value, names)
        for name, value in values.items()
    }


def sources(model: type[Editable], found: Sequence[Version], names: Names) -> Any:
    """Yield each text that stands now with where its sentences come from; lists of figures have no sentences."""
    oldest_first = found[::-1]
    for name in found[0].values if found else ():
        if name in model.TEXTS:
            continue
        traced = runs([one.values[name] for one in oldest_first])
        if traced:
            by = [(bare(run.text), run.sure, oldest_first[run.version]) for run in traced]
            yield label(model, name), tuple(Source(text, names.actor(v.actor), v.at, sure) for text, sure, v in by)


def label(model: type[Editable], name: str) -> str:
    """Return what a text is called."""
    return str(FIELDS[model.NOUN][name].label)


def wanted(version: Version, *, typed: bool) -> dict[str, Any]:
    """Return what is to stand again, but for what has been erased."""
    held = version.typed if typed else version.values
    return {name: value for name, value in held.items() if value is not UNKNOWN}
