"""What the town adds to the toolbox in its own words."""

from workspace.comments.models import Note
from workspace.comments.words import NoteKind
from workspace.guidance import toolbox
from workspace.members.models import Member
from workspace.seeds.stage import Stage, may
from workspace.seeds.story import Page, entries


def notes(stage: Stage, told: Page) -> None:
    """Put the notes and examples on the stage, by the principles they are about."""
    for principle_id, diary in told.items():
        for ago, who, note in entries(diary):
            stage.add(ago, who, add, principle_id, note)


def add(stage: Stage, principle_id: str, note: Page, *, by: Member) -> None:  # noqa: ARG001 (a scene is handed the stage)
    """Write a note or an example."""
    said = {"kind": NoteKind(note["kind"]), "title": note.get("title"), "text": note["text"]}
    Note.add(toolbox().principle(principle_id), by=may(by, "add_note"), **said)
