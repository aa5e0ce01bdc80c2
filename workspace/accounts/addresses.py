"""E-mail addresses as we keep them: checked, in lower case, without asking the network."""

from typing import Any, Final

from email_validator import EmailNotValidError, validate_email

LONGEST: Final = 254
# Town halls do use addresses that end in .local; letters beyond ASCII before the @ reach hardly any mailbox.
RULES: Final[dict[str, Any]] = {"check_deliverability": False, "globally_deliverable": False, "allow_smtputf8": False}


def normal(text: str) -> str:
    """Return the address as we keep it; raises ValueError for what can't be one."""
    if len(text) > LONGEST:
        raise ValueError(text)
    try:
        found = validate_email(text, **RULES)
    except EmailNotValidError as wrong:
        raise ValueError(text) from wrong
    if "." not in found.domain:
        raise ValueError(text)
    return found.normalized.lower()


def for_sending(address: str) -> str:
    """Return the address as mail servers take it: the domain in ASCII."""
    return validate_email(address, **RULES).ascii_email or address
