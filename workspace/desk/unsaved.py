"""Unsaved: a member's drafts by name, each with the way to the form it belongs to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from workspace.actions.groups import GROUPS
from workspace.editing.drafts import Draft
from workspace.web import nearest_page

OF_ACTION = re.compile(r"(?P<page>.*/actions/(?P<code>M-\d+))/(?P<part>[a-z]+)(?:/(?P<end>\w+))?.*")
ON_SCREEN = re.compile(r"/screen/(?P<code>M-\d+)/")


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A draft: what it is of, where its form is (nothing, if no page leads there), and since when it is kept."""

    name: str
    url: str
    at: datetime


def unsaved(drafts: Iterable[Draft], plan_url: str) -> list[Unsaved]:
    """Return drafts as the first screen tells of them; a cell of the plan is found on the plan's page."""
    return [Unsaved(*told(draft.address, plan_url), draft.at) for draft in drafts]


def told(address: str, plan_url: str) -> tuple[str, str]:
    """Return what the form at an address is called, and where it is found."""
    found = OF_ACTION.fullmatch(address)
    if found is None:
        return elsewhere(address), nearest_page(address) or ""
    page, code, part, end = found.group("page", "code", "part", "end")
    if part == "groups" and end in GROUPS:
        return f"{code} {GROUPS[end].title}", f"{address}#group-{end}"
    if part == "steps":
        return " ".join((code, _("Steps"))), f"{address}#step-{end}" if end else f"{page}#add-step"
    if part == "comments":
        return " ".join((code, _("Comments"))), f"{page}#comment-{end}" if end else f"{page}#add-comment"
    if part in GROUPS:
        return f"{code} {GROUPS[part].title}", f"{plan_url}#action-{code}"
    return code, page


def elsewhere(address: str) -> str:
    """Return what a form is called that isn't an action's, after the room of the town it stands in."""
    if decided := ON_SCREEN.search(address):
        return " ".join((decided["code"], _("Meeting view")))
    room = (*address.split("/"), "", "", "", "")[3].partition("?")[0]
    names = {"units": _("Departments & partners"), "members": _("Access"), "guidance": _("Toolbox")}
    names |= {"plans": _("Action plan"), "assessments": _("Assessments")}
    return names.get(room) or _("another draft")
