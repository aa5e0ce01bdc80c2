"""Assessments of a town: opening one, inviting groups, closing it, and what it shows."""

from typing import Any

from flask import Blueprint, current_app, flash, g, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.actions.models import Action
from workspace.assessments.agreements import Agreement
from workspace.assessments.forms import AssessmentForm, GroupForm
from workspace.assessments.models import Assessment, AssessmentGroup
from workspace.assessments.ratings import Rating
from workspace.assessments.results import results
from workspace.assessments.sheet import Progress, answered
from workspace.db import commit, db
from workspace.guidance import toolbox
from workspace.members.access import door
from workspace.members.directory import Directory
from workspace.members.models import Member, Unit
from workspace.web import show

bp = Blueprint("assessments", __name__, url_prefix="/w/<slug>/assessments")


@bp.get("/")
@door(may="read")
def list_assessments(member: Member) -> ResponseReturnValue:
    """List the town's assessments."""
    return show("assessments/list.html", nav="assessments", assessments=Assessment.all_of(member.workspace_id))


@bp.get("/new")
@door(may="manage_assessments")
def new_assessment(member: Member) -> ResponseReturnValue:
    """Show the form for a new assessment."""
    return show("assessments/new.html", nav="assessments", form=AssessmentForm(None).offer(toolbox()))


@bp.post("/new")
@door(may="manage_assessments")
def open_assessment(member: Member) -> ResponseReturnValue:
    """Open an assessment."""
    form = AssessmentForm().offer(toolbox())
    if not form.validate():
        return show("assessments/new.html", nav="assessments", form=form), 422
    scope, early = form.scope(toolbox()), form.early.data
    assessment = Assessment.begin(by=member, title=form.title.data, theme_ids=scope, early=early, due=form.due.deadline)
    commit()
    return redirect(here(assessment), 303)


@bp.get("/<int(max=2147483647):assessment>")
@door(may="read", of=Assessment)
def show_assessment(assessment: Assessment, member: Member) -> ResponseReturnValue:
    """Show how far the groups are; once it is closed, what came out."""
    return page(assessment, GroupForm(None))


@bp.post("/<int(max=2147483647):assessment>/groups")
@door(may="manage_assessments", of=Assessment)
def invite_group(assessment: Assessment, member: Member) -> ResponseReturnValue:
    """Invite a group; its link can be copied from the page."""
    form = GroupForm().offer(Directory(member.workspace_id))
    if not assessment.is_open:
        flash(_("The assessment is closed; nobody can be invited any more."), "error")
    if not form.validate() or not assessment.is_open:
        return page(assessment, form), 422
    unit = db.session.get(Unit, form.unit_id.data or 0)
    group = AssessmentGroup.invite(assessment, by=member, name=form.name.data, unit=unit)
    commit()
    return redirect(f"{here(assessment)}#{group.subject}", 303)


@bp.post("/<int(max=2147483647):assessment>/groups/<int(max=2147483647):group>/link")
@door(may="manage_assessments", of=AssessmentGroup)
def renew_link(assessment_group: AssessmentGroup, member: Member) -> ResponseReturnValue:
    """Give the group a new link."""
    assessment_group.renew(by=member)
    commit()
    flash(_("The group has a new link; the old one opens nothing any more."), "success")
    return redirect(f"{here(assessment_group.assessment)}#{assessment_group.subject}", 303)


@bp.post("/<int(max=2147483647):assessment>/groups/<int(max=2147483647):group>/revocation")
@door(may="manage_assessments", of=AssessmentGroup)
def revoke_link(assessment_group: AssessmentGroup, member: Member) -> ResponseReturnValue:
    """Close the group's link."""
    assessment_group.revoke(by=member)
    commit()
    flash(_("The link is closed. What the group has answered stays."), "success")
    return redirect(f"{here(assessment_group.assessment)}#{assessment_group.subject}", 303)


@bp.post("/<int(max=2147483647):assessment>/closing")
@door(may="manage_assessments", of=Assessment)
def close_assessment(assessment: Assessment, member: Member) -> ResponseReturnValue:
    """End the answering and show what came out."""
    assessment.close(by=member)
    commit()
    flash(_("The assessment is closed. Everybody can see the result now."), "success")
    return redirect(here(assessment), 303)


def page(assessment: Assessment, form: GroupForm, **more: Any) -> str:
    """Return an assessment's page: the groups' progress, and the result once it is closed."""
    groups = AssessmentGroup.of(assessment)
    ratings, themes = Rating.of(groups), assessment.themes(toolbox())
    shown = {} if assessment.is_open else results(themes, groups, ratings) | beside(assessment)
    directory = Directory(assessment.workspace_id) if assessment.is_open else None
    return show(
        "assessments/assessment.html",
        nav="assessments",
        assessment=assessment,
        form=form.offer(directory) if directory else None,
        directory=directory,
        site=current_app.config["MITPLAN_URL"],
        groups=groups,
        themes=themes,
        progress=progress(groups, ratings, {theme.id for theme in themes}),
        **shown,
        **more,
    )


def beside(assessment: Assessment) -> dict[str, Any]:
    """Return what stands beside a result: what was agreed on, the actions that came of it, and the one before."""
    born: dict[str, list[Action]] = {}
    for action in Action.proposed_by(assessment):
        for item in (action.theme_id, *action.principle_ids):
            born.setdefault(item or "", []).append(action)
    return {"agreements": Agreement.of(assessment), "born": born, "before": assessment.before()}


def progress(groups: list[AssessmentGroup], ratings: list[Rating], themes: set[str]) -> dict[int, Progress]:
    """Return by group how many themes it has answered: all that others may know before the end."""
    done = dict.fromkeys((group.id for group in groups), 0)
    for rating in ratings:
        done[rating.group_id] += rating.item in themes and answered(rating)
    return {group: Progress(count, len(themes)) for group, count in done.items()}


def here(assessment: Assessment) -> str:
    """Return an assessment's path."""
    return f"/w/{g.workspace.slug}/assessments/{assessment.number}"
