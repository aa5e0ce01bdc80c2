"""Answering, for members and for those who come by a link: the same sheet, the same saving."""

from collections.abc import Iterable
from typing import Any

from flask import abort, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.assessments.forms import RatingForm
from workspace.assessments.models import AssessmentGroup, Frozen, Rating
from workspace.assessments.sheet import Sheet
from workspace.db import commit
from workspace.guidance import toolbox
from workspace.guidance.models import Principle, Theme
from workspace.members.models import Member
from workspace.web import show, wants_fragment


def draw(group: AssessmentGroup, base: str, frame: str, **more: Any) -> str:
    """Return the sheet: its themes, or with `?theme=` the principles of one of them. `base` is where it stands."""
    sheet, theme = Sheet(group, toolbox()), more.pop("theme", None) or request.args.get("theme")
    found = next((one for one in sheet.themes if one.id == theme), None) if theme else None
    if theme and found is None:
        abort(404)
    things: Iterable[Any] = found.principles if found else sheet.themes
    items = sheet.items(things, more.pop("failed", None))
    return show(
        "assessments/answers.html",
        nav="assessments",
        frame=frame,
        base=base,
        ends=f"{base.removesuffix('/answers')}/finished",
        sheet=sheet,
        theme=found,
        items=items,
        **more,
    )


def save(group: AssessmentGroup, base: str, frame: str) -> ResponseReturnValue:
    """Save one answer: say so beside it, or without JavaScript show the sheet again where it stands."""
    form = RatingForm()
    thing = group.assessment.item(toolbox(), form.item.data or "")
    if not form.validate() or thing is None:
        return refused(group, base, frame, form, thing)
    try:
        Rating.give(group, thing.id, **form.answer())
    except Frozen:
        return show("assessments/_state.html", item=thing, trouble=_("Not saved: the answering has ended.")), 409
    commit()
    if not wants_fragment():
        return redirect(f"{base}{query(thing)}#item-{thing.id}", 303)
    sheet = Sheet(group, toolbox())
    return show("assessments/_saved.html", item=thing, sheet=sheet, rating=sheet.ratings[thing.id])


def refused(group: AssessmentGroup, base: str, frame: str, form: RatingForm, thing: Any) -> ResponseReturnValue:
    """Answer input that can't be kept, with a message and with what was typed still there."""
    told = [str(error) for errors in form.errors.values() for error in errors if error]
    trouble = " ".join(told) or _("This question isn’t part of the assessment. Please reload the page.")
    if wants_fragment() and thing is not None:
        return show("assessments/_state.html", item=thing, trouble=trouble), 422
    theme = thing.theme.id if isinstance(thing, Principle) else None
    return draw(group, base, frame, theme=theme, failed=form, trouble=trouble), 422


def query(thing: Theme | Principle) -> str:
    """Return what the address of a sheet ends with for the page an item stands on."""
    return f"?theme={thing.theme.id}" if isinstance(thing, Principle) else ""


def finish(group: AssessmentGroup, *, by: Member | None) -> None:
    """Say that the group is done; pressed again, that it goes on after all."""
    if group.finished_at is None:
        group.finish(by=by)
    else:
        group.resume(by=by)
