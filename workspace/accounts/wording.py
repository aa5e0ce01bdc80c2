"""What Flask-Security says, in our words. Its own German (de_DE) lacks eighteen sentences: they are here."""

from typing import Final


def N_(text: str) -> str:  # noqa: N802 (the usual name: marks a text for the catalogue, translates nothing)
    """Mark a text for the catalogue; Flask-Security translates it when it is shown."""
    return text


MESSAGES: Final = {
    "SECURITY_MSG_GENERIC_AUTHN_FAILED": (N_("The e-mail address or the password isn’t right."), "error"),
    "SECURITY_MSG_PASSWORD_RESET_REQUEST": (
        N_("If there is an account for this address, a mail with a link is on its way. It is valid for 30 minutes."),
        "info",
    ),
    "SECURITY_MSG_PASSWORD_RESET_EXPIRED": (
        N_("This link is older than 30 minutes. Please ask for a new one."),
        "error",
    ),
    "SECURITY_MSG_INVALID_RESET_PASSWORD_TOKEN": (
        N_("This link isn’t valid, or it has been used already. Please ask for a new one."),
        "error",
    ),
    "SECURITY_MSG_PASSWORD_RESET_NO_LOGIN": (
        N_("Your new password is set. Please sign in with it."),
        "success",
    ),
    "SECURITY_MSG_PASSWORD_CHANGE": (
        N_("Your new password is set. You were signed out everywhere else."),
        "success",
    ),
    "SECURITY_MSG_PASSWORD_IS_THE_SAME": (N_("The new password must differ from the present one."), "error"),
    "SECURITY_MSG_RETYPE_PASSWORD_MISMATCH": (N_("The two passwords differ."), "error"),
    "SECURITY_MSG_PASSWORD_NOT_PROVIDED": (N_("Please enter a password."), "error"),
    "SECURITY_MSG_INVALID_PASSWORD": (N_("This password isn’t right."), "error"),
    "SECURITY_MSG_EMAIL_NOT_PROVIDED": (N_("Please enter your e-mail address."), "error"),
    "SECURITY_MSG_INVALID_EMAIL_ADDRESS": (N_("This doesn’t look like an e-mail address."), "error"),
    "SECURITY_MSG_UNAUTHENTICATED": (N_("Please sign in first."), "info"),
}

UNTRANSLATED: Final = (
    N_("An error occurred while communicating with the OAuth provider: (%(exerror)s - %(exdesc)s). Please try again."),
    N_("Value entered is not valid for the field"),
    N_("Value entered must be less than %(length) characters"),
    N_("Refresh token is invalid (%(reason)s)"),
    N_("Passkey nicknames can contain only letters, numbers, and limited punctuation."),
    N_("Google Authenticator"),
    N_("SMS"),
    N_("Refresh Token"),
    N_("Use Social Login to Sign In"),
    N_("Continue with %(provider)s"),
    N_("Confirm Sign Out"),
    N_("Use Social Login to Reauthenticate"),
    N_('Use <a href="%(reset_link)s">this link</a> to reset your password.'),
    N_("Use %(reset_link)s to reset your password."),
    N_("Your password has been reset."),
    N_("This code will expire in %(within)s."),
    N_("You can sign in to your account using the following code: %(code)s"),
    N_("This code/link will expire in %(within)s."),
)
