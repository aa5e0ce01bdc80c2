"""Since: what has happened in a town after an event that a page has already shown."""

import re
from dataclasses import dataclass

from flask_babel import ngettext
from sqlalchemy import select

from workspace.actions.unread import NO_NEWS
from workspace.db import db
from workspace.history import names
from workspace.history.fields import FIELDS, Kind
from workspace.history.models import Event
from workspace.history.news import happened, leaves_something, visible
from workspace.history.sentences import parts
from workspace.history.subjects import Subject
from workspace.history.timeline import May, is_visible, open_kinds, wanted

MOST = 200  # events told one by one
BELONGS = re.compile(r"action-(M-\d+)(?:-(?:step|comment)-\d+)*")
ELSEWHERE = ("share_link", "invitation", "assessment", "agreement", "note")  # a plan's page shows nothing of these


@dataclass(frozen=True, slots=True)
class Moved:
    """What a plan's page has to show anew: actions by their code, or (`whole`) everything.

    `by_others` are those of them that are news to the reader; the rest they changed themselves, or it is no news.
    """

    codes: frozenset[str]
    by_others: frozenset[str]
    whole: bool


def moved(workspace_id: int, after: int, seq: int, *, may: May, reader: str) -> Moved:
    """Return which actions have changed for a reader after an event, up to another.

    `may(right)` says what they may see, `reader` is their pseudonym.
    """
    if seq - after > MOST:
        return Moved(frozenset(), frozenset(), whole=True)
    told = {
        (one.subject, one.actor != reader and one.kind not in NO_NEWS)
        for one in visible(happened(workspace_id, after, seq), may)
        if not one.subject.startswith(ELSEWHERE)
    }
    found = [(BELONGS.fullmatch(subject), is_news) for subject, is_news in told]
    codes = {(one[1], is_news) for one, is_news in found if one}
    by_others = frozenset(code for code, is_news in codes if is_news)
    return Moved(frozenset(code for code, _news in codes), by_others, whole=not all(one for one, _news in found))


def heard(workspace_id: int, after: int, *, may: May, but: str) -> str:
    """Say in a sentence what others have done after an event: by unit or role, not by person; empty if nothing.

    `but` is the reader's own pseudonym; `may(right)` says what they may see.
    """
    query = select(Event).where(Event.workspace_id == workspace_id, Event.seq > after, Event.actor != but)
    kinds = open_kinds(may, ())
    if kinds is not None:
        query = query.where(Event.kind.in_(kinds))
    newer = db.session.scalars(query.order_by(Event.seq.desc()).limit(MOST))
    events = [event for event in newer if leaves_something(event.kind, event.scalars, event.digests, may)]
    if not events:
        return ""
    found = names.find(workspace_id, wanted(events[:1]))
    newest, others = told(events[0], found, may), {one.subject for one in events} - {events[0].subject}
    if not others:
        return newest
    return newest + " · " + ngettext("and %(num)d more change", "and %(num)d more changes", len(others))


def told(event: Event, found: names.Names, may: May) -> str:
    """Return an event as a sentence without a person's name; actions by their code, what is below them beside it."""
    subject = Subject.of(event)
    below = subject.noun == "step" or bool(subject.step)
    name = subject.code if subject.code and not below else subject.name(found)
    sentence = "".join(text for _part, text in parts(event.kind, actor=found.place(event.actor), subject=name))
    if below:
        return f"{sentence} ({subject.code})"
    edited = labels(event, may) if event.kind == "action.edited" else ""
    return f"{sentence}: {edited}" if edited else sentence


def labels(event: Event, may: May) -> str:
    """Name the fields of an action that an event has changed, as far as a reader may see them."""
    moved = {*event.scalars, *event.digests}
    return ", ".join(
        str(field.label)
        for column, field in FIELDS["action"].items()
        if column in moved
        and field.unless not in moved
        and field.kind is not Kind.HIDDEN
        and is_visible("action", column, may)
    )
