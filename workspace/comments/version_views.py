"""Earlier versions of what a town has added to the toolbox, and of comments; only who wrote a comment restores it."""

from flask import Blueprint

from workspace.comments.models import Note
from workspace.comments.talk import Comment
from workspace.editing.versioned import Versioned, texts_of
from workspace.editing.views import offer
from workspace.i18n import lazy as _l

bp = Blueprint("comment_versions", __name__, url_prefix="/w/<slug>")
NOTE = Versioned(
    model=Note,
    group="about",
    title=_l("From our town"),
    texts=texts_of(Note, "about"),
    address=lambda note: f"guidance/notes/{note.number}/versions",
    place=lambda note: f"guidance/notes#note-{note.number}",
    called=lambda note: note.title or note.principle.title,
    may="edit_note",
    nav="guidance",
)
COMMENT = Versioned(
    model=Comment,
    group="text",
    title=_l("Comment"),
    texts=("text",),
    address=lambda comment: f"actions/{comment.action.code}/comments/{comment.id}/versions",
    place=lambda comment: f"actions/{comment.action.code}#comment-{comment.id}",
    called=lambda comment: f"{comment.action.code} {comment.action.title}",
    may="edit_comment",
    seen="read_internal",
)
offer(bp, NOTE, "/guidance/notes/<int(max=2147483647):note>/versions")
offer(bp, COMMENT, "/actions/<code>/comments/<int(max=2147483647):comment>/versions")
