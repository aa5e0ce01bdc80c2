"""The minutes of a sitting as plain text: to be copied, to be mailed, to be read by whoever has to do something."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from flask_babel import gettext as _

from workspace import i18n
from workspace.desk.decided import Decision
from workspace.history.sittings import Sitting

LONGEST = 1800  # characters of an address that every mail program takes


def title(sitting: Sitting) -> str:
    """Return what the minutes are called."""
    return _("Agreed in the meeting on %(day)s", day=i18n.day(sitting.day))


def text(sitting: Sitting, plan: str, decisions: Sequence[Decision], *, internal: bool = True) -> str:
    """Return the minutes; without what is internal for those who have no access."""
    head = f"{title(sitting)}\n{plan}"
    return "\n\n".join([head, *("\n".join(lines(one, internal=internal)) for one in decisions)])


def lines(decision: Decision, *, internal: bool) -> Iterator[str]:
    """Yield one action's lines."""
    yield f"{decision.code} {decision.title}"
    for change in decision.changes:
        if internal or not change.internal:
            yield f"- {change.label}: {moved(change.old, change.new)}"
    if internal:
        yield from (_("- Note: %(note)s", note=indented(note)) for note in decision.notes)
    yield f"- {who(decision, internal=internal)}"


def moved(old: str, new: str) -> str:
    """Say what became what; what wasn't there before needs no arrow."""
    return f"{old} → {new or _('empty')}" if old else new


def indented(note: str) -> str:
    """Return a note of several lines as one point of a list."""
    return "\n  ".join(note.split("\n"))


def who(decision: Decision, *, internal: bool) -> str:
    """Say who does it, by when, and how it stands."""
    person = f" ({decision.person})" if decision.person and internal else ""
    owner = f"{decision.owner}{person}" if decision.owner else _("nobody yet")
    told = {"owner": owner, "deadline": decision.deadline, "status": decision.status.label}
    if decision.deadline:
        return _("Now: %(owner)s, by %(deadline)s, %(status)s", **told)
    return _("Now: %(owner)s, no deadline, %(status)s", **told)


def mailto(addresses: Sequence[str], subject: str, body: str, address: str) -> str:
    """Return a link that opens one's own mail program, cut at a blank line where the whole would be too long."""
    to = quote(",".join(addresses), safe="@,") if len(",".join(addresses)) < LONGEST // 3 else ""
    start = f"mailto:{to}?subject={quote(subject)}&body="
    paragraphs = body.split("\n\n")
    for count in range(len(paragraphs), 0, -1):
        more = [] if count == len(paragraphs) else [_("The whole list: %(address)s", address=address)]
        if len(whole := start + quote("\n\n".join([*paragraphs[:count], *more]))) <= LONGEST:
            return whole
    return start + quote(_("The whole list: %(address)s", address=address))
