"""What a sitting has decided, as a list: to be read, printed, copied and sent to those concerned."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from workspace import mail as post
from workspace.db import commit
from workspace.desk import letters, minutes
from workspace.desk.decided import decisions
from workspace.desk.screen import Screen
from workspace.forms import Form
from workspace.history.sittings import Sitting
from workspace.members.access import door
from workspace.members.models import Member
from workspace.plans.models import Plan
from workspace.web import show

bp = Blueprint("decided", __name__, url_prefix="/w/<slug>/plans/<int(max=2147483647):plan>/screen/decided")


class LettersForm(Form):
    """That the letters are to go: nothing to fill in."""


@dataclass(frozen=True, slots=True)
class Post:
    """The letters about a sitting: to whom, and which of them are on their way already."""

    event: int | None
    concerned: list[letters.Reader]
    queued: dict[str, post.Mail]

    @property
    def readers(self) -> list[letters.Reader]:
        """Return who can be written to."""
        return [one for one in self.concerned if one.email]

    @property
    def unreached(self) -> list[letters.Reader]:
        """Return who is concerned, but no address of theirs is known."""
        return [one for one in self.concerned if not one.email]

    @property
    def outside(self) -> list[letters.Reader]:
        """Return who can be written to, but not all of it: the minutes hold what is internal."""
        return [one for one in self.readers if not one.internal]

    @property
    def waiting(self) -> list[letters.Reader]:
        """Return who hasn't been written to since the newest decision."""
        return [one for one in self.readers if one.email not in self.queued]


@bp.get("")
@door(may="comment", of=Plan)
def list_decided(plan: Plan, member: Member) -> ResponseReturnValue:
    """Show what was decided, and the ways it goes on from here."""
    screen = screen_of(plan, member)
    decided = decisions(plan.workspace_id, screen.sitting)
    going, told = letters_of(plan, screen.sitting), minutes.text(screen.sitting, plan.title, decided)
    subject, address = minutes.title(screen.sitting), letters.address(g.workspace.slug, screen.sitting)
    mailto = minutes.mailto([one.email for one in going.readers if one.internal], subject, told, address)
    ways: dict[str, Any] = {"text": told, "mailto": mailto, "post": going, "can_send": post.can_send()}
    return show("desk/screen/decided.html", screen=screen, plan=plan, decided=decided, title=subject, **ways)


@bp.post("/letters")
@door(may="set_owner", of=Plan)
def send_letters(plan: Plan, member: Member) -> ResponseReturnValue:
    """Put a letter into the outbox for everybody concerned who hasn't had it yet."""
    if not LettersForm().validate() or not post.can_send():
        abort(400)
    screen = screen_of(plan, member)
    going = letters_of(plan, screen.sitting)
    for reader in going.waiting:
        queue(plan, going, reader.email)
    count = len(going.waiting)
    commit()
    flash(ngettext("%(num)d letter is on its way.", "%(num)d letters are on their way.", count), "success")
    return redirect(screen.to("decided"), 303)


def queue(plan: Plan, going: Post, email: str) -> None:
    """Put one letter into the outbox."""
    town, tongue = plan.workspace_id, str(g.workspace.language)
    post.enqueue(letters.KIND, recipient=email, subject_id=going.event or 0, workspace_id=town, language=tongue)


def letters_of(plan: Plan, sitting: Sitting) -> Post:
    """Return whom a sitting's letters go to."""
    event = letters.newest(plan.workspace_id, sitting)
    decided = decisions(plan.workspace_id, sitting) if event else []
    return Post(event, letters.concerned(plan.workspace_id, decided), letters.queued(plan.workspace_id, event or 0))


def screen_of(plan: Plan, member: Member) -> Screen:
    """Return the screen of the sitting that the address names, however long ago it was."""
    screen = Screen.of(plan, member)
    screen.sitting = Sitting.read(plan.number, request.args.get("meeting", "")) or screen.sitting
    return screen
