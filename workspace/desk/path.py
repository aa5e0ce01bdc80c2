"""Where a town stands on the toolbox's seven steps: what the product knows of each, in sentences, and where to go on.

Pure: what is known in, stops out. A step of which nothing is known is shown as it is, without a state.
"""

from collections.abc import Callable
from typing import Final

from flask_babel import gettext as _
from flask_babel import ngettext

from workspace.desk.stops import Known, Stand, State, Stop, Traveller, Way
from workspace.i18n import lazy as _l
from workspace.plans.models import PlanState


def path(at: Traveller) -> tuple[Stop, ...]:
    """Return the seven steps with what is known of each."""
    return tuple(Stop(step, STANDS.get(step.id, nothing_known)(at)) for step in at.toolbox.use_steps.passages)


def nothing_known(_at: Traveller) -> Stand:
    """Say nothing of a step that leaves no trace in the product."""
    return Stand()


def explored(_at: Traveller) -> Stand:
    """Whoever reads leaves no trace; the fields are where to begin."""
    return Stand(ways=(Way("guidance/#fields", _("To the fields of action")),))


def assessed(at: Traveller) -> Stand:
    """Say how far the newest assessment is."""
    known, newest = at.known, at.known.assessment
    start = (Way(f"plans/{known.plan.number}/situation", _("Where we start from")),) if known.plan else ()
    if newest is None:
        ways = (Way("assessments/new", _("Open an assessment")),) if at.may("manage_assessments") else ()
        return Stand(State.OPEN, (_("There has been no assessment yet."),), ways + start)
    ways = (Way(f"assessments/{newest.number}", newest.title), *start)
    if not newest.is_open:
        return Stand(State.DONE, (_("The assessment is closed; its result is there for all."),), ways)
    says = _("It is running: %(finished)s of %(all)s groups have finished.", finished=known.finished, all=known.groups)
    return Stand(State.BEGUN, (says,), ways)


def chosen(at: Traveller) -> Stand:
    """Say how many principles are decided on, and what the actions made of them still lack."""
    known, plan = at.known, at.known.plan
    if plan is None:
        ways = (Way("plans/new", _("Create a plan")),) if at.may("manage_plan") else ()
        return Stand(State.OPEN, (_("There is no plan yet."),), ways)
    decided, everything = len(known.decided), len(at.toolbox.principles)
    says = [
        _(
            "%(decided)s of %(all)s principles decided: %(carried)s in the plan, %(declined)s left out on purpose.",
            decided=decided,
            all=everything,
            carried=len(known.carried),
            declined=decided - len(known.carried),
        )
    ]
    if known.proposed:
        says.append(ngettext("%(num)s more is proposed.", "%(num)s more are proposed.", len(known.proposed)))
    if known.unfinished:
        says.append(lacking(known))
    all_done = decided == everything and not known.lacking
    state = State.DONE if all_done else State.BEGUN if decided or known.actions else State.OPEN
    return Stand(state, tuple(says), tuple(ways_to_choose(at, f"plans/{plan.number}/", undecided=everything - decided)))


def lacking(known: Known) -> str:
    """Say what unfinished actions still lack."""
    if known.lacking:
        return _(
            "%(lacking)s of %(all)s unfinished actions lack a lead unit or a deadline.",
            lacking=known.lacking,
            all=known.unfinished,
        )
    return _("Every unfinished action has a lead unit and the deadline it needs.")


def ways_to_choose(at: Traveller, plan: str, *, undecided: int) -> list[Way]:
    """Return where to go on choosing, by what is left to do and what one may do."""
    ways = [Way(f"{plan}choose", _("Go on choosing"))] if undecided and at.may("choose") else []
    return [*ways, Way(f"{plan}coverage", _("See what is covered"))]


def fitted(at: Traveller) -> Stand:
    """Say how much there is to read for the town's size. Whether a plan fits a town, no program knows."""
    if at.reading is None:
        return Stand()
    hinted = at.reading.principles
    says = ngettext(
        "%(num)s principle has a hint for your size.", "%(num)s principles have a hint for your size.", len(hinted)
    )
    if at.known.plan:
        taken = sum(one.id in at.known.carried for one in hinted)
        says += " " + _("%(count)s of them are in your plan.", count=taken)
    return Stand(says=(says,), ways=(Way("guidance/#size", _("Read the hints")),))


def borrowed(at: Traveller) -> Stand:
    """Say which examples speak to what the town has chosen. Whether anybody read them is nobody's business."""
    ways = (Way("guidance/examples", _("To the practice examples")),)
    if not at.known.carried:
        return Stand(ways=ways)
    examples = at.toolbox.examples
    fitting = sum(any(one.id in at.known.carried for one in example.principles) for example in examples)
    says = _("%(count)s of %(all)s examples speak to principles in your plan.", count=fitting, all=len(examples))
    return Stand(says=(says,), ways=ways)


def connected(at: Traveller) -> Stand:
    """Say who leads actions: inside the town hall, outside it, and whether migrants themselves are among them."""
    known, ways = at.known, (Way("units", _("To departments and partners")),)
    if not known.leading:
        return Stand(State.OPEN, (_("No department and no partner leads an action yet."),), ways)
    says = ngettext(
        "%(num)s department or partner leads actions, %(outside)s of them from outside the town hall.",
        "%(num)s departments and partners lead actions, %(outside)s of them from outside the town hall.",
        known.leading,
        outside=known.leading_outside,
    )
    migrants = (
        _("Migrant organisations or the advisory board are among them.")
        if known.leading_migrants
        else _("No migrant organisation and no advisory board is among them yet.")
    )
    return Stand(State.BEGUN, (says, migrants), ways)


def revised(at: Traveller) -> Stand:
    """Say whether the plan is adopted, whether the council reads along, and what is overdue."""
    known, plan = at.known, at.known.plan
    if plan is None:
        return Stand()
    says, ways = [str(PLAN_SAYS[plan.state]), council(known)], []
    if known.overdue:
        says.append(ngettext("%(num)s action is overdue.", "%(num)s actions are overdue.", known.overdue))
        ways.append(Way(f"plans/{plan.number}/?overdue=1", _("See what is overdue")))
    if at.may("manage_shares"):
        ways.append(Way("shares", _("To the council’s links")))
    state = State.OPEN if plan.state is PlanState.DRAFTING and not known.shares else State.BEGUN
    return Stand(state, tuple(says), tuple(ways))


def council(known: Known) -> str:
    """Say whether the council can read along."""
    return (
        _("The council can read along by a link.") if known.shares else _("The council has no link to read along yet.")
    )


PLAN_SAYS: Final = {
    PlanState.DRAFTING: _l("The plan is still a draft."),
    PlanState.ADOPTED: _l("The plan is adopted."),
    PlanState.CLOSED: _l("The plan is closed."),
}
STANDS: Final[dict[str, Callable[[Traveller], Stand]]] = {
    "step-explore": explored,
    "step-self-assess": assessed,
    "step-choose-topics": chosen,
    "step-fit-size": fitted,
    "step-use-examples": borrowed,
    "step-connect": connected,
    "step-revise": revised,
}
