"""The closed words of this room: kinds of municipality, kinds of unit, roles."""

from workspace.i18n import Word
from workspace.i18n import lazy as _l


class Language(Word):
    """A language people can read Mitplan in; each is called by its own name."""

    DE = "de", "Deutsch"
    EN = "en", "English"


class WorkspaceKind(Word):
    """What kind of municipality a workspace stands for; the toolbox's hints by size follow it."""

    RURAL = "rural", _l("Rural municipality")
    SMALL = "small", _l("Small town")
    MEDIUM = "medium", _l("Medium-sized town")
    DISTRICT = "district", _l("District")


class UnitKind(Word):
    """What kind of office or organisation a unit is."""

    DEPARTMENT = "department", _l("Department of the town hall")
    DISTRICT = "district", _l("Office of the district")
    AGENCY = "agency", _l("Other authority")
    SCHOOL = "school", _l("School or nursery")
    NGO = "ngo", _l("Association or charity")
    MIGRANTS = "migrants", _l("Migrant organisation")
    BOARD = "board", _l("Advisory board")
    BUSINESS = "business", _l("Business or chamber")
    OTHER = "other", _l("Other partner")


class Place(Word):
    """Where a unit stands, seen from the town hall: how the list is divided."""

    TOWN_HALL = "town_hall", _l("Inside the town hall")
    DISTRICT = "district", _l("At the district")
    PARTNERS = "partners", _l("Partners")

    @classmethod
    def of(cls, kind: UnitKind) -> "Place":
        """Return where units of a kind stand."""
        return {UnitKind.DEPARTMENT: cls.TOWN_HALL, UnitKind.DISTRICT: cls.DISTRICT}.get(kind, cls.PARTNERS)


class Role(Word):
    """What a member may do; the table is in `rights.py`."""

    COORDINATOR = "coordinator", _l("Coordination")
    EDITOR = "editor", _l("Editing")
    CONTRIBUTOR = "contributor", _l("Contributing unit")
    BOARD = "board", _l("Advisory board")
    READER = "reader", _l("Reading")
