"""A town's notes as files: Markdown to be read, JSON to be worked with. Pure."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from flask_babel import gettext as _

from workspace.comments.collection import Fields
from workspace.comments.models import Note
from workspace.guidance.models import Principle
from workspace.i18n import day, local_day


def markdown(town: str, today: date, fields: Fields) -> str:
    """Return everything as one text; what people wrote is quoted, so that its headings don't mix with ours."""
    lines = [
        f"# {_('From our town')}: {town}",
        _("Local notes and examples on the Whole-COMM Toolbox, %(day)s", day=day(today)),
    ]
    for field, principles in fields:
        lines.append(f"## {field.number} {field.title}")
        for principle, notes in principles:
            lines += [f"### {principle.number} {principle.title}", *(part for note in notes for part in told(note))]
    return "\n\n".join(lines) + "\n"


def told(note: Note) -> Iterator[str]:
    """Yield what a note says: its heading, who wrote it, its text."""
    yield f"#### {note.kind.label}: {note.title}" if note.title else f"#### {note.kind.label}"
    yield "\n".join(f"> {line}".rstrip() for line in note.text.splitlines())
    yield f"{note.writer}, {local_day(note.changed_at)}"


def as_json(town: str, today: date, fields: Fields) -> str:
    """Return everything as plain values."""
    notes = [values(one, note) for _field, principles in fields for one, listed in principles for note in listed]
    return json.dumps({"town": town, "day": today.isoformat(), "notes": notes}, ensure_ascii=False, indent=2) + "\n"


def values(principle: Principle, note: Note) -> dict[str, Any]:
    """Return a note's values, with where in the toolbox it stands."""
    return {
        "number": note.number,
        "field": principle.field.id,
        "theme": principle.theme.id,
        "principle": principle.id,
        "principle_title": principle.title,
        "kind": note.kind.value,
        "title": note.title,
        "text": note.text,
        "author": note.writer,
        "changed_at": note.changed_at.isoformat(),
    }
