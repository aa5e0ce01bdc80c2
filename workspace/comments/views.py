"""What a town adds to the toolbox: notes and examples on a principle, written, changed, withdrawn, handed out."""

from typing import Any

from flask import Blueprint, Response, abort, flash, g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.comments import files
from workspace.comments.collection import by_field
from workspace.comments.forms import NoteForm, WithdrawalForm
from workspace.comments.models import Note
from workspace.db import commit
from workspace.editing.telling import tell_merged
from workspace.guidance import UnknownGuidance, toolbox
from workspace.guidance.addresses import guidance_url
from workspace.guidance.models import Principle
from workspace.members.access import door
from workspace.members.models import Member
from workspace.web import attachment, local_path, on_to, show, wants_fragment

bp = Blueprint("notes", __name__, url_prefix="/w/<slug>/guidance")
ONE = "/notes/<int(max=2147483647):note>"


@bp.get("/notes")
@door(may="read")
def list_notes(member: Member) -> ResponseReturnValue:
    """Show everything the town has added, by field."""
    found = by_field(toolbox(), Note.all_of(member.workspace_id))
    return show("comments/notes.html", nav="guidance", fields=found)


@bp.get("/notes.md")
@door(may="read")
def export_markdown(member: Member) -> Response:
    """Hand out everything the town has added, to be read."""
    text = files.markdown(g.workspace.name, g.workspace.today(), by_field(toolbox(), Note.all_of(member.workspace_id)))
    return attachment(text.encode(), "text/markdown", file_name("md"))


@bp.get("/notes.json")
@door(may="read")
def export_json(member: Member) -> Response:
    """Hand out everything the town has added, to be worked with."""
    text = files.as_json(g.workspace.name, g.workspace.today(), by_field(toolbox(), Note.all_of(member.workspace_id)))
    return attachment(text.encode(), "application/json", file_name("json"))


@bp.get("/principles/<principle>/notes/new")
@door(may="add_note")
def new_note(principle: str, member: Member) -> ResponseReturnValue:
    """Show the form for something to add to a principle."""
    return page(found(principle), NoteForm(None, back=request.args.get("back", "")))


@bp.post("/principles/<principle>/notes/new")
@door(may="add_note")
def add_note(principle: str, member: Member) -> ResponseReturnValue:
    """Add it, and go back to where it stands now."""
    about, form = found(principle), NoteForm()
    if not form.validate():
        return page(about, form), 422
    note = Note.once(about, by=member, **form.columns())
    commit()
    flash(_("Added. Everybody in your town can read it here."), "success")
    return back(form, about, note.subject)


@bp.get(ONE)
@door(may="edit_note", of=Note)
def edit_note(note: Note, member: Member) -> ResponseReturnValue:
    """Show a note as a form."""
    return page(note.principle, NoteForm.of(note, request.args.get("back", "")), note)


@bp.post(ONE)
@door(may="edit_note", of=Note)
def save_note(note: Note, member: Member) -> ResponseReturnValue:
    """Save a note; a stale form becomes a 409 on its way out."""
    form = NoteForm()
    if not form.validate():
        return page(note.principle, form, note), 422
    note.edit("about", form.columns(), drawn_from=form.version.data or 0, by=member)
    tell_merged(note, "about", on_a_page=True)
    commit()
    return back(form, note.principle, note.subject)


@bp.post(f"{ONE}/withdrawal")
@door(may="edit_note", of=Note)
def withdraw_note(note: Note, member: Member) -> ResponseReturnValue:
    """Take a note away; the history keeps it."""
    form = WithdrawalForm()
    if not form.validate():
        abort(400)
    note.withdraw(by=member)
    commit()
    flash(_("Withdrawn. The history still knows it."), "success")
    return back(form, note.principle, f"local-{note.principle.id}")


def found(principle: str) -> Principle:
    """Return the principle of an address; 404 where there is none."""
    try:
        return toolbox().principle(principle)
    except UnknownGuidance:
        abort(404)


def page(principle: Principle, form: NoteForm, note: Note | None = None) -> str:
    """Show the form on its page, or alone where it is asked for again in its place."""
    template = "comments/_form.html" if wants_fragment() else "comments/form.html"
    cancel = local_path(form.back.data, guidance_url(principle))
    context: dict[str, Any] = {"principle": principle, "form": form, "note": note, "cancel": cancel}
    return show(template, nav="guidance", **context)


def back(form: NoteForm | WithdrawalForm, principle: Principle, place: str) -> ResponseReturnValue:
    """Lead back to the page the person came from, otherwise to the principle's, where the note stands."""
    return on_to(f"{local_path(form.back.data, guidance_url(principle.theme))}#{place}")


def file_name(ending: str) -> str:
    """Return what an export is called: town, contents, day."""
    return f"{g.workspace.slug}-notizen-{g.workspace.today().isoformat()}.{ending}"
