"""Share links, listed: who may read along, until when, and the end of it. Nothing that lets anybody in is hidden."""

from zoneinfo import ZoneInfo

from flask import Blueprint, current_app, flash, g, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from workspace.council.forms import ShareForm
from workspace.council.models import ShareLink, end_of
from workspace.db import commit, db
from workspace.members.access import door
from workspace.members.models import Member
from workspace.plans.models import Plan
from workspace.web import show

bp = Blueprint("shares", __name__, url_prefix="/w/<slug>/shares")


@bp.get("")
@door(may="manage_shares")
def list_shares(member: Member) -> ResponseReturnValue:
    """List every link of the town, and offer a new one."""
    form = ShareForm(plans(member.workspace_id), g.workspace.today())
    form.plan.data = request.args.get("plan", type=int) or form.plan.data  # the plan one comes from
    return page(form)


@bp.post("")
@door(may="manage_shares")
def create_share(member: Member) -> ResponseReturnValue:
    """Create a link; its address can be copied from the list."""
    form = ShareForm(found := plans(member.workspace_id), g.workspace.today())
    if not form.validate():
        return page(form), 422
    plan = next(plan for plan in found if plan.number == form.plan.data)
    link = ShareLink.create(plan, by=member, label=form.label.data, expires_at=end_of(form.last_day, town_zone()))
    commit()
    flash(_("The share link is ready. Copy its address and send it."), "success")
    return redirect(f"/w/{g.workspace.slug}/shares#{link.subject}", 303)


@bp.post("/<int(max=2147483647):share>/revocation")
@door(may="manage_shares", of=ShareLink)
def revoke_share(share_link: ShareLink, member: Member) -> ResponseReturnValue:
    """Close a link for good."""
    share_link.revoke(by=member)
    commit()
    flash(_("The share link is closed. Its address opens nothing any more."), "success")
    return redirect(f"/w/{g.workspace.slug}/shares", 303)


def page(form: ShareForm) -> str:
    """Show the list with the form as it stands."""
    links = ShareLink.of(g.workspace.id)
    site = current_app.config["MITPLAN_URL"]
    return show("council/shares.html", nav="plan", form=form, links=links, site=site, zone=town_zone())


def plans(workspace_id: int) -> list[Plan]:
    """Return the town's plans, the newest first; without one there is nothing to share."""
    query = select(Plan).where(Plan.workspace_id == workspace_id)
    return list(db.session.scalars(query.order_by(Plan.number.desc())))


def town_zone() -> ZoneInfo:
    """Return the town's time zone."""
    return ZoneInfo(g.workspace.time_zone)
