"""Sending: one mail as it goes over the wire, and the mail server it goes to."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from flask import current_app

from workspace.accounts.addresses import for_sending
from workspace.forms import clean, one_line
from workspace.mail import Letter, Mail

TIMEOUT = 20  # seconds for each step of the conversation
TLS_FROM_THE_START = 465


class Undeliverable(Exception):
    """The mail server says for good that this mail won't arrive. Trying again wouldn't help."""


@contextmanager
def connection() -> Iterator[smtplib.SMTP]:
    """Open the way to the mail server; raises OSError or SMTPException. Told to end, it hangs up without a word."""
    smtp = dial()
    try:
        log_in(smtp)
        yield smtp
        with suppress(OSError, smtplib.SMTPException):  # what was accepted stays accepted
            smtp.quit()
    finally:
        smtp.close()


def dial() -> smtplib.SMTP:
    """Call the mail server."""
    server, port = current_app.config["MAIL_SERVER"], current_app.config["MAIL_PORT"]
    if port == TLS_FROM_THE_START:
        return smtplib.SMTP_SSL(server, port, timeout=TIMEOUT, context=ssl.create_default_context())
    return smtplib.SMTP(server, port, timeout=TIMEOUT)


def log_in(smtp: smtplib.SMTP) -> None:
    """Turn encryption on unless it is set otherwise, and say who we are where that is set."""
    config = current_app.config
    if config["MAIL_STARTTLS"] and config["MAIL_PORT"] != TLS_FROM_THE_START:
        smtp.starttls(context=ssl.create_default_context())
    if config["MAIL_USERNAME"]:
        smtp.login(config["MAIL_USERNAME"], config["MAIL_PASSWORD"])


def send(smtp: smtplib.SMTP, mail: Mail, letter: Letter) -> None:
    """Hand one mail to the server; raises Undeliverable if refused for good, OSError or SMTPException otherwise."""
    try:
        smtp.send_message(message(mail, letter))
    except smtplib.SMTPRecipientsRefused as refused:
        code, said = next(iter(refused.recipients.values()))
        raise give_up(code, said) from refused
    except smtplib.SMTPDataError as refused:
        raise give_up(refused.smtp_code, refused.smtp_error) from refused


def give_up(code: int, said: Any) -> Exception:
    """Return what a refusal means: 5xx for good, everything else not now."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return Undeliverable(f"{code} {text}") if code >= 500 else smtplib.SMTPResponseException(code, text)


def message(mail: Mail, letter: Letter) -> EmailMessage:
    """Return the mail as it is sent: plain text, no line break in any header, the same Message-ID each time."""
    text = EmailMessage(policy=SMTP)
    text["From"] = current_app.config["MAIL_SENDER"]
    text["To"] = for_sending(mail.recipient)
    text["Subject"] = one_line(clean(letter.subject))
    text["Date"] = format_datetime(mail.queued_at)
    text["Message-ID"] = message_id(mail)
    text["Auto-Submitted"] = "auto-generated"
    text.set_content(letter.body, cte="quoted-printable")
    text["Content-Language"] = mail.language
    return text


def message_id(mail: Mail) -> str:
    """Return the mail's own id: if it has to be sent twice, mail programs show it once."""
    secret, host = current_app.config["LINK_KEY"], urlsplit(current_app.config["MITPLAN_URL"]).hostname
    digest = sha256(f"{secret}|mail|{mail.id}|{mail.queued_at.isoformat()}".encode()).hexdigest()
    return f"<{digest[:32]}@{host}>"
