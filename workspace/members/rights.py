"""Who may do what, as one table (design §5). A right missing here is nobody's."""

from typing import Final

from workspace.i18n import lazy as _l
from workspace.members.words import Role

EVERYONE: Final = frozenset(Role)
COORDINATOR: Final = frozenset({Role.COORDINATOR})
EDITORS: Final = frozenset({Role.COORDINATOR, Role.EDITOR})
STAFF: Final = EDITORS | {Role.CONTRIBUTOR}

# right -> (roles that have it everywhere, roles that have it for actions their own unit leads and what they wrote)
RIGHTS: Final[dict[str, tuple[frozenset[Role], frozenset[Role]]]] = {
    "read": (EVERYONE, frozenset()),
    "read_internal": (STAFF, frozenset()),
    "verify": (EDITORS | {Role.BOARD}, frozenset()),
    "propose": (STAFF | {Role.BOARD}, frozenset()),
    "edit_action": (EDITORS, frozenset({Role.CONTRIBUTOR})),
    "set_status": (EDITORS, frozenset({Role.CONTRIBUTOR})),
    "set_owner": (EDITORS, frozenset()),
    "set_deadline": (EDITORS, frozenset()),
    "set_priority": (EDITORS, frozenset()),
    "choose": (EDITORS, frozenset()),
    "accept": (EDITORS, frozenset()),
    "remind": (STAFF, frozenset()),
    "export": (STAFF | {Role.BOARD}, frozenset()),
    "describe_situation": (EDITORS, frozenset()),
    "manage_plan": (COORDINATOR, frozenset()),
    "manage_units": (COORDINATOR, frozenset()),
    "manage_members": (COORDINATOR, frozenset()),
    "manage_shares": (COORDINATOR, frozenset()),
    "manage_workspace": (COORDINATOR, frozenset()),
    "manage_assessments": (COORDINATOR, frozenset()),
    "note_agreements": (EDITORS, frozenset()),
    "add_note": (STAFF, frozenset()),
    "edit_note": (EDITORS, frozenset({Role.CONTRIBUTOR})),
    "comment": (STAFF, frozenset()),
    "edit_comment": (frozenset(), STAFF),  # nobody changes another person's words
    "withdraw_comment": (COORDINATOR, STAFF),
    "rate": (frozenset(), STAFF | {Role.BOARD}),  # nobody answers, or reads, for another group than their own unit's
}

# What each role is for, in the words in which coordinators choose it.
TASKS: Final = {
    Role.COORDINATOR: _l("sets everything up, from the plan to the council’s links"),
    Role.EDITOR: _l("works on all actions, with lead units and deadlines"),
    Role.CONTRIBUTOR: _l("reports and edits what their own department or organisation leads"),
    Role.BOARD: _l("reads along and proposes actions"),
    Role.READER: _l("reads the plan, changes nothing"),
}

# The table above as people read it: one line for each thing to do, and the right it stands for.
SHOWN: Final = (
    (_l("Read the plan, the toolbox and the history"), "read"),
    (_l("Read internal notes"), "read_internal"),
    (_l("Comment on actions"), "comment"),
    (_l("Propose actions"), "propose"),
    (_l("Edit actions: texts, steps, status"), "edit_action"),
    (_l("Set lead units and deadlines, accept proposals"), "accept"),
    (_l("Set up the plan"), "manage_plan"),
    (_l("Manage departments, access and links for the council"), "manage_members"),
)


ROLES: Final = tuple(Role)


def reach(role: Role, right: str) -> str:
    """Return how far a role's right goes: `all`, `own` (what their own unit leads) or `none`."""
    everywhere, own = RIGHTS[right]
    return "all" if role in everywhere else "own" if role in own else "none"
