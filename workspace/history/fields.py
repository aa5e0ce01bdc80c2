"""Everything an event can tell of a thing, on one page: each column's label and what kind of value it holds.

A column that joins a model gets its line here (a test sees to it), or the history would show a name nobody reads.
"""

from dataclasses import dataclass
from enum import Enum, auto

from flask_babel.speaklater import LazyString

from workspace.i18n import lazy as _l


class Kind(Enum):
    """How a stored value is written for a reader; `values.py` knows how."""

    LINE = auto()  # as it stands
    DAY = auto()
    MOMENT = auto()
    NUMBER = auto()
    FLAG = auto()  # yes or no
    WORD = auto()  # one of the column's closed words
    WORDS = auto()  # a list of them
    UNIT = auto()
    UNITS = auto()
    MEMBER = auto()
    FIELD = auto()  # of the toolbox
    THEME = auto()
    THEMES = auto()
    PRINCIPLES = auto()
    COSTS = auto()
    INDICATORS = auto()
    FIGURES = auto()
    HIDDEN = auto()  # said by the sentence already, or of no use to a reader


@dataclass(frozen=True, slots=True)
class Field:
    """A column as readers know it. `unless`: not shown where that column moved too; `right`: needed to see it."""

    label: LazyString
    kind: Kind = Kind.LINE
    unless: str | None = None
    right: str | None = None


HIDDEN = Field(_l("Internal mark"), Kind.HIDDEN)
CONTACT = {
    "contact": Field(_l("Contact")),
    "contact_email": Field(_l("E-mail")),
    "contact_phone": Field(_l("Phone")),
    "deputy": Field(_l("Deputy")),
    "deputy_email": Field(_l("E-mail of the deputy")),
    "deputy_phone": Field(_l("Phone of the deputy")),
}
FIELDS: dict[str, dict[str, Field]] = {
    "workspace": {
        "name": Field(_l("Name")),
        "kind": Field(_l("Kind of municipality"), Kind.WORD),
        "time_zone": Field(_l("Time zone")),
        "language": Field(_l("Language"), Kind.WORD),
        "presence": Field(_l("Show which departments and partners have a page open"), Kind.FLAG),
    },
    "unit": {
        "name": Field(_l("Name")),
        "kind": Field(_l("Kind"), Kind.WORD),
        **CONTACT,
        "closed_on": Field(_l("Closed on"), Kind.DAY),
    },
    "member": {
        "role": Field(_l("Role"), Kind.WORD),
        "unit_id": Field(_l("Department or organisation"), Kind.UNIT),
        "removed_at": HIDDEN,
    },
    "invitation": {
        "email": Field(_l("E-mail")),
        "name": Field(_l("Name")),
        "role": Field(_l("Role"), Kind.WORD),
        "unit_id": Field(_l("Department or organisation"), Kind.UNIT),
        "expires_at": Field(_l("Valid until"), Kind.MOMENT),
        "accepted_at": HIDDEN,
        "revoked_at": HIDDEN,
        "generation": HIDDEN,
    },
    "plan": {
        "number": HIDDEN,
        "title": Field(_l("Title")),
        "first_year": Field(_l("First year")),
        "last_year": Field(_l("Last year")),
        "vision": Field(_l("Guiding aim")),
        "responsible": Field(_l("Politically responsible")),
        "coordination": Field(_l("Coordination")),
        "reviewer": Field(_l("Who checks the implementation")),
        "steering_group": Field(_l("Steering group")),
        "state": Field(_l("State"), Kind.WORD),
    },
    "situation": {
        "text": Field(_l("Where we start from")),
        "figures": Field(_l("Figures on the situation"), Kind.FIGURES),
    },
    "principle": {
        "plan_id": HIDDEN,
        "principle_id": HIDDEN,
        "why": Field(_l("Why"), Kind.WORD),
        "who": Field(_l("Whose competence, or by whom")),
        "until_text": Field(_l("Until when")),
        "until_on": Field(_l("Until when"), Kind.DAY, unless="until_text"),
        "decided_on": Field(_l("Decided on"), Kind.DAY),
        "note": Field(_l("Reason")),
        "reopened": HIDDEN,
    },
    "action": {
        "plan_id": HIDDEN,
        "code": HIDDEN,
        "field_id": Field(_l("Field"), Kind.FIELD),
        "theme_id": Field(_l("Theme"), Kind.THEME),
        "principle_ids": Field(_l("Principles"), Kind.PRINCIPLES),
        "drawn_from": HIDDEN,
        "assessment_id": HIDDEN,
        "title": Field(_l("Title")),
        "situation": Field(_l("Starting position")),
        "purpose": Field(_l("Purpose")),
        "outcome": Field(_l("Outcome")),
        "target_groups": Field(_l("Target groups"), Kind.WORDS),
        "other_groups": Field(_l("Further target groups")),
        "owner_id": Field(_l("Lead unit"), Kind.UNIT),
        "responsible_id": Field(_l("Person in charge"), Kind.MEMBER, right="read_internal"),
        "inside_contact": Field(_l("Contact in the town hall"), right="read_internal"),
        "partner_ids": Field(_l("Partners"), Kind.UNITS),
        "part": Field(_l("The town’s part"), Kind.WORD),
        "part_towards": Field(_l("Towards whom")),
        "start_text": Field(_l("Start")),
        "start_on": Field(_l("Start"), Kind.DAY, unless="start_text"),
        "deadline_text": Field(_l("Deadline")),
        "due_on": Field(_l("Deadline"), Kind.DAY, unless="deadline_text"),
        "started_on": Field(_l("Actual start"), Kind.DAY),
        "ended_on": Field(_l("Actual end"), Kind.DAY),
        "status": Field(_l("Status"), Kind.WORD),
        "status_reason": Field(_l("Reason")),
        "priority": Field(_l("Priority"), Kind.WORD),
        "answer": Field(_l("Answer")),
        "turned_down_at": HIDDEN,
        "origin": Field(_l("Origin"), Kind.WORD),
        "origin_note": Field(_l("About the origin")),
        "resolution": Field(_l("Resolution number")),
        "costs": Field(_l("Costs"), Kind.COSTS),
        "budget_line": Field(_l("Budget line")),
        "staff": Field(_l("Staff (full-time equivalents)"), Kind.NUMBER),
        "funding": Field(_l("Funding"), Kind.WORD),
        "funder": Field(_l("Funder")),
        "funding_ends_on": Field(_l("Funding ends on"), Kind.DAY),
        "indicators": Field(_l("Indicators"), Kind.INDICATORS),
        "participation": Field(_l("How migrants take part"), Kind.WORD),
        "participation_note": Field(_l("About taking part")),
        "notes": Field(_l("Internal notes"), right="read_internal"),
    },
    "step": {
        "title": Field(_l("Step")),
        "deadline_text": Field(_l("Deadline")),
        "due_on": Field(_l("Deadline"), Kind.DAY, unless="deadline_text"),
        "done_on": Field(_l("Done on"), Kind.DAY),
        "removed": HIDDEN,
    },
    "comment": {
        "author_id": HIDDEN,
        "text": Field(_l("Text")),
        "mentions": HIDDEN,
        "written_at": HIDDEN,
        "withdrawn_at": HIDDEN,
    },
    "history": {"texts": HIDDEN},
    "assessment": {
        "number": HIDDEN,
        "title": Field(_l("Title")),
        "theme_ids": Field(_l("Themes"), Kind.THEMES),
        "early": HIDDEN,
        "due_text": Field(_l("Answers until")),
        "due_on": HIDDEN,
        "closed_at": HIDDEN,
    },
    "assessment_group": {
        "assessment_id": HIDDEN,
        "public_id": HIDDEN,
        "generation": HIDDEN,
        "name": Field(_l("Name of the group")),
        "unit_id": Field(_l("Department or organisation"), Kind.UNIT),
        "expires_at": Field(_l("Valid until"), Kind.MOMENT),
        "revoked_at": HIDDEN,
        "finished_at": HIDDEN,
    },
    "agreement": {"assessment_id": HIDDEN, "item": HIDDEN, "text": Field(_l("What was agreed on"))},
    "note": {
        "number": HIDDEN,
        "principle_id": HIDDEN,
        "kind": Field(_l("Kind"), Kind.WORD),
        "title": Field(_l("Title")),
        "text": Field(_l("Text")),
        "author_id": HIDDEN,
        "withdrawn_at": HIDDEN,
    },
    "share_link": {
        "plan_id": HIDDEN,
        "public_id": HIDDEN,
        "generation": HIDDEN,
        "label": Field(_l("Label")),
        "expires_at": Field(_l("Valid until"), Kind.MOMENT),
        "revoked_at": HIDDEN,
    },
}
RIGHTS = {
    "member": "manage_members",
    "invitation": "manage_members",
    "share_link": "manage_shares",
    "comment": "read_internal",
}  # not for every member
