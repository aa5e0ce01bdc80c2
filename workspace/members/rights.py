"""Who may do what, as one table (design §5). A right missing here is nobody's."""

from typing import Final

from workspace.members.words import Role

EVERYONE: Final = frozenset(Role)
COORDINATOR: Final = frozenset({Role.COORDINATOR})
EDITORS: Final = frozenset({Role.COORDINATOR, Role.EDITOR})
STAFF: Final = EDITORS | {Role.CONTRIBUTOR}

# right -> (roles that have it everywhere, roles that have it for actions their own unit leads)
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
    "manage_plan": (COORDINATOR, frozenset()),
    "manage_units": (COORDINATOR, frozenset()),
    "manage_members": (COORDINATOR, frozenset()),
    "manage_shares": (COORDINATOR, frozenset()),
    "manage_workspace": (COORDINATOR, frozenset()),
}
