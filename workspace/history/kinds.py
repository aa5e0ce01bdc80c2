"""Everything that can happen, on one page. A new feature starts with a line here.

The sentence is what the history shows; %(actor)s is a unit or role with a name as the reader may see it,
%(subject)s the thing it happened to.
"""

from flask_babel.speaklater import LazyString

from workspace.i18n import lazy as _l

KINDS: dict[str, LazyString] = {
    "workspace.created": _l("%(actor)s set up the workspace"),
    "workspace.edited": _l("%(actor)s changed the workspace"),
    "unit.added": _l("%(actor)s added %(subject)s to departments and partners"),
    "unit.edited": _l("%(actor)s changed %(subject)s"),
    "unit.closed": _l("%(actor)s closed %(subject)s"),
    "unit.reopened": _l("%(actor)s reopened %(subject)s"),
    "member.joined": _l("%(actor)s joined"),
    "member.renamed": _l("%(actor)s goes by a new name"),
    "member.changed": _l("%(actor)s changed the access of %(subject)s"),
    "member.removed": _l("%(actor)s removed the access of %(subject)s"),
    "invitation.sent": _l("%(actor)s invited someone"),
    "invitation.renewed": _l("%(actor)s renewed an invitation"),
    "invitation.revoked": _l("%(actor)s withdrew an invitation"),
    "invitation.accepted": _l("%(actor)s accepted the invitation"),
    "plan.created": _l("%(actor)s created the plan “%(subject)s”"),
    "plan.edited": _l("%(actor)s changed the plan “%(subject)s”"),
    "principle.declined": _l("%(actor)s decided not to pursue “%(subject)s”"),
    "principle.decline_edited": _l("%(actor)s changed why “%(subject)s” isn’t pursued"),
    "principle.reopened": _l("%(actor)s took “%(subject)s” up again"),
    "action.proposed": _l("%(actor)s proposed “%(subject)s”"),
    "action.created": _l("%(actor)s added “%(subject)s” to the plan"),
    "action.accepted": _l("%(actor)s accepted the proposal “%(subject)s”"),
    "action.turned_down": _l("%(actor)s answered the proposal “%(subject)s” with a no"),
    "action.taken_back": _l("%(actor)s took “%(subject)s” back out of the plan"),
    "action.edited": _l("%(actor)s changed “%(subject)s”"),
    "action.owner_changed": _l("%(actor)s changed who leads “%(subject)s”"),
    "action.deadline_changed": _l("%(actor)s changed the deadline of “%(subject)s”"),
    "action.status_changed": _l("%(actor)s changed the status of “%(subject)s”"),
    "action.priority_changed": _l("%(actor)s changed the priority of “%(subject)s”"),
    "action.principle_linked": _l("%(actor)s linked a principle to “%(subject)s”"),
    "action.principle_unlinked": _l("%(actor)s took a principle off “%(subject)s”"),
    "action.guidance_seen": _l("%(actor)s has read the revised principle of “%(subject)s”"),
    "step.added": _l("%(actor)s added the step “%(subject)s”"),
    "step.edited": _l("%(actor)s changed the step “%(subject)s”"),
    "step.ticked": _l("%(actor)s ticked the step “%(subject)s” off"),
    "step.unticked": _l("%(actor)s reopened the step “%(subject)s”"),
    "step.removed": _l("%(actor)s removed the step “%(subject)s”"),
    "assessment.opened": _l("%(actor)s opened the assessment “%(subject)s”"),
    "assessment.closed": _l("%(actor)s closed the assessment “%(subject)s”"),
    "assessment_group.invited": _l("%(actor)s invited the group “%(subject)s” to answer"),
    "assessment_group.link_renewed": _l("%(actor)s gave the group “%(subject)s” a new link"),
    "assessment_group.link_revoked": _l("%(actor)s closed the link of the group “%(subject)s”"),
    "assessment_group.finished": _l("%(actor)s: the group “%(subject)s” has finished its answers"),
    "assessment_group.resumed": _l("%(actor)s: the group “%(subject)s” goes on answering"),
    "share_link.created": _l("%(actor)s created the share link “%(subject)s”"),
    "share_link.revoked": _l("%(actor)s revoked the share link “%(subject)s”"),
    "history.texts_erased": _l("%(actor)s removed texts from the history, on lawful request"),
}
