"""Talking to the mail server, and understanding what it answers."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage

from kb.core.settings import MailSettings
from kb.mail.words import on_one_line, shortened

TIMEOUT = 15.0
"""Seconds that the server may take over each of its answers."""
LONGEST_ANSWER = 300
"""Characters that are kept of what the server answers."""


class Refused(Exception):
    """The server will never take this message for this recipient; the exception's text is what it answered."""


class NotTaken(Exception):
    """The server did not take the message this time; the exception's text is what it answered, or what failed."""


def send(message: EmailMessage, through: MailSettings) -> None:
    """Hand the message to the mail server. Raises Refused or NotTaken.

    Where the connection breaks before the answer, the server may have it all the same: it is then sent again.
    """
    try:
        with _connection(through) as server:
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as refusal:
        raise _refusal(*next(iter(refusal.recipients.values()))) from None
    except smtplib.SMTPDataError as refusal:
        raise _refusal(refusal.smtp_code, refusal.smtp_error) from None
    except (smtplib.SMTPNotSupportedError, UnicodeEncodeError) as refusal:
        if message["To"].addresses[0].addr_spec.isascii():
            raise NotTaken(_said(refusal)) from None  # the server lacks STARTTLS or a way to sign in
        raise Refused("The mail server cannot write to an address with such letters.") from None
    except smtplib.SMTPResponseException as refusal:
        raise NotTaken(_answer(refusal.smtp_code, refusal.smtp_error)) from None
    except (smtplib.SMTPException, OSError) as fault:
        raise NotTaken(_said(fault)) from None


def ssl_context() -> ssl.SSLContext:
    """What certificates are checked against: the machine's authorities, or those in the file SSL_CERT_FILE names."""
    return ssl.create_default_context()


@contextmanager
def _connection(through: MailSettings) -> Iterator[smtplib.SMTP]:
    """A connection, secured and signed in as the settings say; closed afterwards, whatever the server says to that."""
    if through.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(through.server, through.port, timeout=TIMEOUT, context=ssl_context())
    else:
        server = smtplib.SMTP(through.server, through.port, timeout=TIMEOUT)
    try:
        if through.security == "starttls":
            server.starttls(context=ssl_context())
        if through.user:
            server.login(through.user, through.password)
        yield server
        with suppress(smtplib.SMTPException, OSError):
            server.quit()
    finally:
        server.close()


def _refusal(code: int, answer: bytes | str) -> Refused | NotTaken:
    return (Refused if code >= 500 else NotTaken)(_answer(code, answer))


def _answer(code: int, answer: bytes | str) -> str:
    words = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return shortened(on_one_line(f"{code} {words}"), LONGEST_ANSWER)


def _said(fault: Exception) -> str:
    return shortened(on_one_line(f"{type(fault).__name__}: {fault}"), LONGEST_ANSWER)
