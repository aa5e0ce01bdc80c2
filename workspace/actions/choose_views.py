"""Choosing what the plan takes up: everything, by field, by theme, one by one, several bundled into one action."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, flash, g, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from workspace.actions import board
from workspace.actions.choose_forms import AllForm, ChooseForm, choose_form, usual_start
from workspace.actions.choosing import CARRIES
from workspace.actions.models import Action
from workspace.actions.taking import UNDO_FOR, standing, take, take_back
from workspace.db import commit, now
from workspace.guidance import toolbox
from workspace.members.access import door
from workspace.members.models import Member
from workspace.plans.models import Plan
from workspace.web import show

bp = Blueprint("choosing", __name__, url_prefix="/w/<slug>/plans/<int(max=2147483647):plan>/choose")


@bp.get("")
@door(may="choose", of=Plan)
def choose(plan: Plan, member: Member) -> ResponseReturnValue:
    """Show the toolbox's principles to choose from, of one field with `?field=`; `?principle=` ticks one."""
    return page(plan, choose_form(principles=request.args.getlist("principle"), start=usual_start(plan)))


@bp.post("")
@door(may="choose", of=Plan)
def take_ticked(plan: Plan, member: Member) -> ResponseReturnValue:
    """Make actions of what is ticked, or go on to say why it is left out."""
    form = choose_form()
    ticked = form.ticked(toolbox())
    if not form.validate() or not ticked:
        return page(plan, form, nothing_ticked=not ticked), 422
    if form.do.data == "decline":
        return redirect(f"{base(plan)}/declined/new?{urlencode([('principle', one.id) for one in ticked])}", 303)
    made, batch = take(plan, ticked, by=member, start=form.status, bundles=form.bundles())
    return taken(plan, made, batch, asked=len(ticked))


@bp.post("/all")
@door(may="choose", of=Plan)
def take_all(plan: Plan, member: Member) -> ResponseReturnValue:
    """Make actions of everything still open: one a principle, or one a theme."""
    form, box = AllForm(), toolbox()
    if not form.validate():
        return page(plan, choose_form(None, start=usual_start(plan))), 422
    bundles = {theme.id: theme.title for theme in box.themes} if form.do.data == "bundled" else {}
    made, batch = take(plan, box.principles, by=member, start=form.status, bundles=bundles)
    return taken(plan, made, batch)


@bp.post("/undo")
@door(may="choose", of=Plan)
def undo(plan: Plan, member: Member) -> ResponseReturnValue:
    """Take the actions just made out again, as far as nobody has gone on with them."""
    out, left = take_back(plan, session.pop("taken", {}).get("batch", ""), by=member)
    commit()
    if out:
        flash(ngettext("%(num)d action is out again.", "%(num)d actions are out again.", len(out)), "success")
    if left:
        codes = ", ".join(action.code for action in left)
        flash(_("Left in the plan, because somebody has gone on with it: %(codes)s", codes=codes), "info")
    if not out and not left:
        flash(_("The minute for taking it back is over."), "info")
    return redirect(f"{base(plan)}/choose", 303)


def taken(
    plan: Plan, made: list[Action], batch: str, *, asked: int = 0, back_to: str = "/choose"
) -> ResponseReturnValue:
    """Commit, keep the batch for a minute's undo, and say what was made and what comes next."""
    commit()
    if made:
        session["taken"] = {"batch": batch, "count": len(made), "until": (now() + UNDO_FOR).timestamp()}
        flash(" ".join((created(made), what_next(made[0]))), "success")
    if (skipped := asked - sum(len(action.principle_ids) for action in made)) > 0:
        stays = ngettext(
            "%(num)d stays as it is: decided before.", "%(num)d stay as they are: decided before.", skipped
        )
        flash(stays, "info")
    elif not made:
        flash(_("Nothing was left to take: every principle is decided on."), "info")
    return redirect(f"{base(plan)}{back_to}{narrowed()}", 303)


def created(made: list[Action]) -> str:
    """Say how many actions were made, and their codes."""
    if len(made) == 1:
        return _("1 action created (%(code)s).", code=made[0].code)
    return _("%(num)d actions created (%(first)s to %(last)s).", num=len(made), first=made[0].code, last=made[-1].code)


def what_next(action: Action) -> str:
    """Say what new actions need now."""
    if action.status.value == "proposed":
        return _("Next: accept the proposals you want in the plan.")
    return _("Next: give each an owner and a deadline.")


def page(plan: Plan, form: ChooseForm, **more: Any) -> str:
    """Show the page: all fields, or the one of the address."""
    found, box = standing(plan), toolbox()
    return show(
        "actions/choose.html",
        nav="plan",
        plan=plan,
        form=form,
        standing=found,
        tally=found.tally(box.principles),
        attention=board.attention(found.actions, g.workspace.today()),
        carries=CARRIES,
        fields=[field for field in box.fields if field.id == request.args.get("field")] or box.fields,
        open_themes=len({one.theme.id for one in found.open(box.principles)}),
        narrowed=narrowed(),
        undo=undoable(),
        **more,
    )


def undoable() -> dict[str, Any] | None:
    """Return what this browser just took while it can be taken back."""
    kept: dict[str, Any] | None = session.get("taken")
    return kept if kept and kept["until"] > now().timestamp() else None


def narrowed() -> str:
    """Return the query that narrows the page, if the address does."""
    field = request.args.get("field")
    return f"?{urlencode({'field': field})}" if field in {one.id for one in toolbox().fields} else ""


def base(plan: Plan) -> str:
    """Return the plan's address, without a slash at its end."""
    return f"/w/{g.workspace.slug}/plans/{plan.number}"
