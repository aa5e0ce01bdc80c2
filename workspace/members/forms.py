"""Forms of a town: its units, who may come in and as what, and the town itself."""

import re
from collections.abc import Iterable
from typing import Any, Self

from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField, ValidationError
from wtforms.validators import DataRequired

from workspace.accounts import passwords
from workspace.accounts.forms import Address, secret
from workspace.forms import Form, Line, VersionField, whole_number
from workspace.i18n import lazy as _l
from workspace.members.directory import Directory
from workspace.members.models import Unit
from workspace.members.rights import TASKS
from workspace.members.words import Language, Role, UnitKind, WorkspaceKind

PHONE = re.compile(r"[+(]?[0-9][0-9 ()/.\-–]{2,38}")
ACTS_FOR_A_UNIT = {Role.CONTRIBUTOR.value}


def is_phone(_form: FlaskForm, field: Any) -> None:
    """Check that it can be dialled."""
    if field.data and not PHONE.fullmatch(field.data):
        raise ValidationError(_l("This doesn’t look like a phone number. Example: 02332 700-123"))


class UnitForm(Form):
    """A department or organisation, with whom to ask there."""

    version = VersionField()
    name = Line(_l("Name"), [DataRequired(_l("Please give it a name."))], most=120)
    kind = SelectField(_l("Kind"), choices=UnitKind.choices())
    contact = Line(_l("Contact"), most=120)
    contact_email = Address(_l("E-mail of the contact"))
    contact_phone = Line(_l("Phone of the contact"), [is_phone], most=40)
    deputy = Line(_l("Deputy"), most=120)
    deputy_email = Address(_l("E-mail of the deputy"))
    deputy_phone = Line(_l("Phone of the deputy"), [is_phone], most=40)

    def is_taken(self, units: Iterable[Unit], but: Unit | None = None) -> bool:
        """Say, also beside the name, whether another unit is called that."""
        names = {unit.name.casefold() for unit in units if unit is not but}
        if str(self.name.data).casefold() in names:
            self.name.errors = [*self.name.errors, _l("There is one of this name already.")]
        return bool(self.name.errors)


def roles() -> list[tuple[str, Any]]:
    """Return the roles for choosing, each with what it is for."""
    return [(role.value, _l("%(role)s – %(task)s", role=role.label, task=TASKS[role])) for role in Role]


class AccessForm(Form):
    """A person's role and the unit they act for."""

    version = VersionField()
    role = RadioField(_l("Role"), choices=roles)
    unit_id = SelectField(_l("Department or organisation"), coerce=whole_number())

    def offer(self, directory: Directory, keep: int | None = None) -> Self:
        """Offer the town's open units."""
        self.unit_id.choices = directory.unit_choices(keep=keep, none=_l("none in particular"))
        return self

    def validate_unit_id(self, field: SelectField) -> None:
        """Ask for the unit where the role is worth nothing without."""
        if self.role.data in ACTS_FOR_A_UNIT and field.data is None:
            raise ValidationError(_l("Please choose the department or organisation this person acts for."))

    def last_coordinator(self) -> None:
        """Say why this can't be."""
        self.role.errors = [*self.role.errors, _l("Someone has to coordinate. Please name another coordinator first.")]


class InvitationForm(AccessForm):
    """Whom to invite, and as what."""

    email = Address(_l("E-mail address"), [DataRequired(_l("Please enter the e-mail address."))])
    name = Line(_l("Name"), most=80)

    def offered(self) -> dict[str, Any]:
        """Return what is offered to whom."""
        words = {"email": self.email.data, "name": self.name.data, "unit_id": self.unit_id.data}
        return {**words, "role": Role(self.role.data)}

    def refuse(self, why: Any) -> None:
        """Say why this address can't be invited."""
        self.email.errors = [*self.email.errors, why]


class AcceptForm(Form):
    """Accepting as somebody new: a name and a password."""

    name = Line(_l("Your name"), [DataRequired(_l("Please enter your name."))], most=80)
    password = secret(_l("Password"), "new-password")
    password_confirm = secret(_l("Password, once more"), "new-password")

    def good_for(self, email: str) -> bool:
        """Check the form, and the password against what a stranger would try first."""
        if not self.validate():
            return False
        self.password.errors = passwords.faults(self.password.data, [email, self.name.data])
        if self.password.data != self.password_confirm.data:
            self.password_confirm.errors = [_l("The two passwords differ.")]
        return not (self.password.errors or self.password_confirm.errors)


class WorkspaceForm(Form):
    """The town itself."""

    version = VersionField()
    name = Line(_l("Name"), [DataRequired(_l("Please give it a name."))], most=120)
    kind = SelectField(_l("Kind of municipality"), choices=WorkspaceKind.choices())
    language = SelectField(
        _l("Language"),
        choices=Language.choices(),
        description=_l("For all who have not chosen one of their own, and for invitations."),
    )
    presence = BooleanField(
        _l("Show which departments and partners have a page open"),
        description=_l("Only units, never persons, and nothing of it is kept."),
    )
