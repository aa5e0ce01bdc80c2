"""How Flask-Security is set: what it may do, where its pages are, which templates draw them."""

from datetime import timedelta
from typing import Any, Final

from workspace.accounts.passwords import SHORTEST
from workspace.accounts.wording import MESSAGES

RESET_WITHIN: Final = timedelta(minutes=30)
SETTINGS: Final[dict[str, Any]] = {
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_PASSWORD_SINGLE_HASH": {"argon2"},
    "SECURITY_PASSWORD_LENGTH_MIN": SHORTEST,
    "SECURITY_HASHING_SCHEMES": ["hex_sha256"],  # for reset links; the default takes a second, under a lock
    "SECURITY_DEPRECATED_HASHING_SCHEMES": [],
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "globally_deliverable": False},
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_RECOVERABLE": True,
    "SECURITY_RESET_PASSWORD_WITHIN": RESET_WITHIN,
    "SECURITY_AUTO_LOGIN_AFTER_RESET": False,
    "SECURITY_CHANGEABLE": True,
    "SECURITY_SEND_REGISTER_EMAIL": False,
    "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": False,
    "SECURITY_SEND_PASSWORD_RESET_NOTICE_EMAIL": False,
    "SECURITY_EMAIL_PLAINTEXT": False,  # the outbox renders mails when it sends them
    "SECURITY_EMAIL_HTML": False,
    "SECURITY_DEFAULT_REMEMBER_ME": False,
    "SECURITY_LOGIN_URL": "/login",
    "SECURITY_LOGOUT_URL": "/logout",
    "SECURITY_LOGOUT_METHODS": ["POST"],
    "SECURITY_RESET_URL": "/reset",
    "SECURITY_CHANGE_URL": "/change",
    "SECURITY_POST_LOGIN_VIEW": "/",
    "SECURITY_POST_LOGOUT_VIEW": "/login",
    "SECURITY_POST_RESET_VIEW": "/login",
    "SECURITY_POST_CHANGE_VIEW": "/account",
    "SECURITY_RESET_ERROR_VIEW": "/reset",
    "SECURITY_LOGIN_USER_TEMPLATE": "accounts/login.html",
    "SECURITY_FORGOT_PASSWORD_TEMPLATE": "accounts/forgot.html",
    "SECURITY_RESET_PASSWORD_TEMPLATE": "accounts/reset.html",
    "SECURITY_CHANGE_PASSWORD_TEMPLATE": "accounts/change.html",
    "SECURITY_USE_REGISTER_V2": True,
    "SECURITY_FRESHNESS": timedelta(minutes=-1),
    "SECURITY_CACHE_CONTROL": {},  # ours applies to every page: no-store
    "SECURITY_CLI_USERS_NAME": False,  # its commands need a role model; ours are `flask setup` and `flask reset-link`
    "SECURITY_CLI_ROLES_NAME": False,
    **MESSAGES,
}
