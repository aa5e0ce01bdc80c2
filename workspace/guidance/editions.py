"""Editions: what the toolbox held each time it was recorded, so that nothing a plan points to gets lost unnoticed.

`content/editions/1.json` and so on hold a line for each id. `flask content record` writes them; nobody edits them.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workspace.guidance.models import Principle
from workspace.guidance.problems import Problem

if TYPE_CHECKING:
    from workspace.guidance.collection import Toolbox


@dataclass(frozen=True, slots=True)
class Entry:
    """What an edition held under an id: its kind, its file, its title, and the fingerprint of a principle's text."""

    kind: str
    file: str
    title: str
    fingerprint: str = ""


Entries = dict[str, Entry]


@dataclass(frozen=True, slots=True)
class Edition:
    """A recorded edition."""

    number: int
    entries: Entries


@dataclass(frozen=True, slots=True)
class Changes:
    """How the toolbox differs from an edition: entries of today and of then, by id."""

    new: Entries
    changed: dict[str, tuple[Entry, Entry]]
    succeeded: dict[str, tuple[Entry, str]]  # what it was, and the id that stands for it now

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return bool(self.new or self.changed or self.succeeded)


def fingerprint(principle: Principle) -> str:
    """Return a short hash of what a principle says: not of where it stands, nor of how its lines are wrapped."""
    says = [principle.title, str(principle.meaning), list(principle.steps), principle.question]
    return hashlib.sha256(json.dumps(says, ensure_ascii=False).encode()).hexdigest()[:12]


def entries(toolbox: "Toolbox") -> Entries:
    """Return what an edition of the toolbox as it stands would hold. Only the original's makes sense."""
    found: Entries = {}
    for field in toolbox.fields:
        place = f"fields/{field.id}.md"
        found[field.id] = Entry(field.KIND, place, field.title)
        found |= {one.id: Entry(one.KIND, place, one.title) for one in field.challenges}
    for theme in toolbox.themes:
        place = f"themes/{theme.field.id}/{theme.id}.md"
        found[theme.id] = Entry(theme.KIND, place, theme.title)
        found |= {one.id: Entry(one.KIND, place, one.title, fingerprint(one)) for one in theme.principles}
    found |= {one.id: Entry(one.KIND, f"examples/{one.id}.md", one.title) for one in toolbox.examples}
    for place, chapter in (("core-ideas.md", toolbox.core_ideas), ("steps.md", toolbox.use_steps)):
        found |= {one.id: Entry(one.KIND, place, one.title) for one in chapter.passages}
    return found


def compare(then: Entries, now: Entries, successors: Mapping[str, str]) -> Changes:
    """Compare an edition with the toolbox. What is gone has a successor: loading has seen to that."""
    return Changes(
        new={id_: entry for id_, entry in now.items() if id_ not in then},
        changed={id_: (then[id_], entry) for id_, entry in now.items() if id_ in then and differs(then[id_], entry)},
        succeeded={id_: (entry, successors[id_]) for id_, entry in then.items() if id_ not in now},
    )


def differs(then: Entry, now: Entry) -> bool:
    """Tell whether something says something else than it did; where it stands doesn't matter."""
    return (then.title, then.fingerprint) != (now.title, now.fingerprint)


def write(content: Path, edition: Edition) -> Path:
    """Write an edition, a line for each id, and return its file."""
    path = content / "editions" / f"{edition.number}.json"
    path.parent.mkdir(exist_ok=True)
    lines = (f"{dumps(id_)}: {dumps(asdict(entry))}" for id_, entry in edition.entries.items())
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    return path


def dumps(value: object) -> str:
    """Write a value as JSON that people can read."""
    return json.dumps(value, ensure_ascii=False)


def read(content: Path, problems: list[Problem]) -> list[Edition]:
    """Return the recorded editions, oldest first; note those that can't be read."""
    return sorted(read_files(content / "editions", problems), key=lambda edition: edition.number)


def read_files(folder: Path, problems: list[Problem]) -> Iterator[Edition]:
    """Yield the editions of a folder."""
    for path in sorted(folder.glob("*.json")):
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            yield Edition(int(path.stem), {id_: Entry(**entry) for id_, entry in told.items()})
        except (ValueError, TypeError, AttributeError) as error:
            text = "Diese Aufzeichnung ist nicht lesbar; sie wird nie von Hand geändert."
            problems.append(Problem(f"content/editions/{path.name}", getattr(error, "lineno", 1), text))


def everything(editions: list[Edition]) -> Entries:
    """Return everything that ever was, as it was last."""
    found: Entries = {}
    for edition in editions:
        found |= edition.entries
    return found
