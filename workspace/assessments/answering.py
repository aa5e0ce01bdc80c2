"""Answering, for members and for those who come by a link: the same sheet, the same saving."""

from collections.abc import Iterable
from typing import Any

from flask import abort, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.assessments.forms import RatingForm
from workspace.assessments.models import AssessmentGroup
from workspace.assessments.ratings import Frozen, Overtaken, Rating
from workspace.assessments.results import results
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
        around=base.removesuffix("/answers"),
        sheet=sheet,
        theme=found,
        items=items,
        **more,
    )


def draw_others(group: AssessmentGroup, base: str, frame: str) -> str:
    """Return what the groups that have finished said; 404 for a group that may not see it."""
    if not group.sees_others and group.assessment.is_open:
        abort(404)
    groups = [one for one in AssessmentGroup.of(group.assessment) if one.finished_at or not group.assessment.is_open]
    found = results(group.assessment.themes(toolbox()), groups, Rating.of(groups))
    return show(
        "assessments/others.html", nav="assessments", frame=frame, base=base, group=group, groups=groups, **found
    )


def save(group: AssessmentGroup, base: str, frame: str) -> ResponseReturnValue:
    """Save one answer: say so beside it, or without JavaScript show the sheet again where it stands."""
    form = RatingForm()
    thing = group.assessment.item(toolbox(), form.item.data or "")
    if not form.validate() or thing is None:
        return refused(group, base, frame, form, thing)
    try:
        Rating.give(group, thing.id, **form.origin(), **form.answer())
    except Frozen:
        return refused(group, base, frame, form, thing, why=_("Not saved: the answering has ended."))
    except Overtaken as other:
        why = _("Not saved: somebody else in your group has answered this meanwhile.")
        return refused(group, base, frame, form, thing, why=why, other=other.rating)
    commit()
    if not wants_fragment():
        return redirect(f"{base}{query(thing)}#item-{thing.id}", 303)
    sheet = Sheet(group, toolbox())
    return show("assessments/_saved.html", item=thing, sheet=sheet, rating=sheet.ratings[thing.id])


def refused(
    group: AssessmentGroup,
    base: str,
    frame: str,
    form: RatingForm,
    thing: Any,
    *,
    why: str = "",
    other: Rating | None = None,
) -> ResponseReturnValue:
    """Answer input that can't be kept (422), or that met somebody else's answer (409); what was typed stays."""
    told = [str(error) for errors in form.errors.values() for error in errors if error]
    trouble = " ".join(told) or _("This question isn’t part of the assessment. Please reload the page.")
    told_there: dict[str, Any] = {"trouble": why or trouble, "other": other}
    if other is not None:
        told_there["again"] = f"{base}{query(thing)}{'&' if query(thing) else '?'}seen={other.version}"
    code = 409 if why else 422
    if wants_fragment() and thing is not None:
        return show("assessments/_state.html", item=thing, **told_there), code
    place = {
        "theme": thing.theme.id if isinstance(thing, Principle) else None,
        "failed_on": thing.id if thing else None,
    }
    return draw(group, base, frame, failed=form, **place, **told_there), code


def query(thing: Theme | Principle) -> str:
    """Return what the address of a sheet ends with for the page an item stands on."""
    return f"?theme={thing.theme.id}" if isinstance(thing, Principle) else ""


def finish(group: AssessmentGroup, *, by: Member | None) -> None:
    """Say that the group is done, or with `again` that it goes on after all. Said twice it is the same."""
    if request.form.get("again"):
        group.resume(by=by)
    else:
        group.finish(by=by)
