"""Forms of sign-in and account: Flask-Security's own, with our limits before anything is hashed or looked up."""

from collections.abc import Iterable, Mapping
from typing import Any

import flask_security.forms as fs
from flask_wtf import FlaskForm
from wtforms import EmailField, Field, PasswordField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length

from workspace.accounts import addresses
from workspace.accounts.models import User
from workspace.accounts.passwords import LONGEST
from workspace.forms import Form, Line, clean, one_line
from workspace.i18n import lazy as _l


class Address(EmailField):
    """An e-mail address: checked, and in lower case once validated."""

    def __init__(self, label: Any, validators: Iterable[Any] = (), **more: Any) -> None:
        """Clean and check what was typed."""
        super().__init__(label, [*validators, is_address], filters=[clean, one_line], **more)


def is_address(_form: FlaskForm, field: Field) -> None:
    """Check an address and put it into the form in which we keep it."""
    try:
        field.data = addresses.normal(field.data) if field.data else field.data
    except ValueError as wrong:
        raise ValidationError(_l("This doesn’t look like an e-mail address. Example: name@stadt.de")) from wrong


def secret(label: Any, kind: str) -> PasswordField:
    """Return a password field; what is longer than a password can be is refused before it is hashed."""
    needed = InputRequired(_l("Please enter a password."))
    longest = Length(max=LONGEST, message=_l("At most %(max)d characters, please."))
    return PasswordField(label, [needed, longest], render_kw={"autocomplete": kind})


class LoginForm(Form, fs.LoginForm):  # type: ignore[misc]
    """Signing in. There is no “remember me”: sessions end after eight idle hours."""

    email = Address(_l("E-mail address"), [DataRequired(_l("Please enter your e-mail address."))])
    password = secret(_l("Password"), "current-password")
    remember = None

    def __init__(self, *args: Any, **named: Any) -> None:
        """Leave the link to the reset page to the template."""
        super().__init__(*args, **named)
        self.password.description = ""


class ForgotForm(Form, fs.ForgotPasswordForm):
    """Asking for a link to set a new password. What can't be an address is said; whether we know it never shows."""

    email = Address(_l("E-mail address"), [DataRequired(_l("Please enter your e-mail address."))])

    def validate(self, extra_validators: Mapping[str, Any] | None = None, **_more: Any) -> bool:
        """Check the form, then look the person up; Flask-Security keeps quiet about what that finds."""
        if not (FlaskForm.validate(self, extra_validators) and self.knows_what_was_sent()):
            self.form_errors.extend(text for field in self for text in field.errors)
            return False
        self.user = User.known_as(self.email.data)
        return self.user is not None and self.user.active


class ResetForm(Form, fs.ResetPasswordForm):  # type: ignore[misc]
    """Setting a new password through a link."""

    password = secret(_l("New password"), "new-password")


class ChangeForm(Form, fs.ChangePasswordForm):  # type: ignore[misc]
    """Changing one's password."""

    password = secret(_l("Present password"), "current-password")
    new_password = secret(_l("New password"), "new-password")


class NameForm(Form):
    """One's own name, as others see it."""

    name = Line(_l("Your name"), [DataRequired(_l("Please enter your name."))], most=80)
