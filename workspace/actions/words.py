"""The closed words of an action: status, priority, the town's part, and what else its sheet chooses from."""

from typing import Final

from workspace.i18n import Word
from workspace.i18n import lazy as _l


class Status(Word):
    """How far an action is. Overdue is computed, never chosen; proposed isn't part of the plan yet."""

    PROPOSED = "proposed", _l("Proposed")
    NOT_STARTED = "not_started", _l("Not started yet")
    PREPARING = "preparing", _l("In preparation")
    UNDER_WAY = "under_way", _l("Under way")
    STANDING = "standing", _l("Standing task")
    DONE = "done", _l("Done")
    PAUSED = "paused", _l("Paused")
    DROPPED = "dropped", _l("Dropped")


RUNNING: Final = frozenset({Status.NOT_STARTED, Status.PREPARING, Status.UNDER_WAY})  # can be overdue
ENDED: Final = frozenset({Status.DONE, Status.DROPPED})
NEEDS_REASON: Final = frozenset({Status.PAUSED, Status.DROPPED})
NEEDS_DEADLINE: Final = RUNNING | {Status.PAUSED}
NEEDS_OWNER: Final = RUNNING | {Status.STANDING, Status.PAUSED}


class Priority(Word):
    """Whether the council watches it first."""

    KEY = "key", _l("Key action")
    NORMAL = "normal", _l("Normal")


class Part(Word):
    """The town's part: what isn't ours alone can still be contributed to or advocated for."""

    OWN = "own", _l("Own task")
    CONTRIBUTION = "contribution", _l("Contribution")
    ADVOCACY = "advocacy", _l("Advocacy towards others")


class Origin(Word):
    """Where the action comes from."""

    TOOLBOX = "toolbox", _l("Toolbox")
    ASSESSMENT = "assessment", _l("Assessment")
    COUNCIL = "council", _l("Council motion")
    BOARD = "board", _l("Advisory board")
    UNIT = "unit", _l("Department or partner")
    RESIDENTS = "residents", _l("Residents")
    OTHER = "other", _l("Other")


class Funding(Word):
    """How the money stands."""

    SECURED = "secured", _l("Secured")
    APPLIED = "applied", _l("Applied for")
    OPEN = "open", _l("Open")
    NOT_NEEDED = "not_needed", _l("Not needed")


class TargetGroup(Word):
    """Whom the action is for; towns add their own in words."""

    NEWCOMERS = "newcomers", _l("Newcomers")
    SETTLED = "settled", _l("People who have lived here for long")
    REFUGEES = "refugees", _l("Refugees")
    WOMEN = "women", _l("Women")
    YOUNG = "young", _l("Children and young people")
    FAMILIES = "families", _l("Families")
    OLDER = "older", _l("Older people")
    DISABILITIES = "disabilities", _l("People with disabilities")
    VULNERABLE = "vulnerable", _l("Especially vulnerable people")
    EVERYONE = "everyone", _l("Everyone in town")


class Participation(Word):
    """How migrants take part in the action."""

    INFORMED = "informed", _l("Are informed")
    HEARD = "heard", _l("Are heard")
    CO_CREATE = "co_create", _l("Help shape it")
    RESPONSIBLE = "responsible", _l("Are responsible")


class WhyNot(Word):
    """Why a principle isn't pursued: the reasoned no."""

    NOT_OURS = "not_ours", _l("Not our competence")
    NOT_NOW = "not_now", _l("Not now")
    REJECTED = "rejected", _l("Rejected")
