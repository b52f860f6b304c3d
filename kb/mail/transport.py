"""Talking to the mail server, and understanding what it answers."""

import re
import smtplib
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from typing import Any

from kb.core.settings import MailSettings
from kb.mail.words import on_one_line, shortened

TIMEOUT = 15.0
"""Seconds that the server may take over each line of its answers."""
LONGEST = 60.0
"""Seconds for all of its answers together: a worker that is busy for longer than its lease (`kb.core.leases`) is taken
for dead, and another one would send the message too."""
LONGEST_ANSWER = 300
"""Characters that are kept of what the server answers."""


_STATUS = re.compile(r"\b5\.(\d{1,3})\.(\d{1,3})\b")
_NO_MAILBOX = frozenset({550, 551, 553})
"""Answers that speak of the mailbox where there is no status with points."""
_ABOUT_US = frozenset({("1", "7"), ("1", "8")})
"""Statuses that look as if they spoke of the mailbox, and mean the sender's."""
_NOT_ALLOWED = re.compile(r"relay|authent", re.IGNORECASE)


class Refused(Exception):
    """There is no mailbox for this recipient; the exception's text is what the server answered."""


class NotTaken(Exception):
    """The server did not take the message this time; the exception's text is what it answered, or what failed."""


def send(message: EmailMessage, through: MailSettings) -> None:
    """Hand the message to the mail server. Raises Refused or NotTaken.

    Where the connection breaks before the answer, the server may have it all the same: it is then sent again.
    """
    try:
        with _connection(through) as server:
            server.send_message(message, from_addr=through.bounces or None)
    except smtplib.SMTPRecipientsRefused as refusal:
        (answer,) = refusal.recipients.values()
        raise (Refused if _speaks_of_mailbox(*answer) else NotTaken)(_answer(*answer)) from None
    except smtplib.SMTPDataError as refusal:
        code, said = refusal.smtp_code, refusal.smtp_error
        told = _STATUS.match(_words(said)) and _speaks_of_mailbox(code, said)
        raise (Refused if told else NotTaken)(_answer(code, said)) from None
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
        server: smtplib.SMTP = _SecuredServer(through.server, through.port, timeout=TIMEOUT, context=ssl_context())
    else:
        server = _Server(through.server, through.port, timeout=TIMEOUT)
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


class _Answers:
    """What a server says, as a file; all of it has to come within the time that is left."""

    def __init__(self, connection: socket.socket, until: float) -> None:
        self._connection, self._until, self._heard = connection, until, b""

    def readline(self, limit: int) -> bytes:
        """A line, or what there is of it at the end. Raises TimeoutError."""
        while b"\n" not in self._heard and len(self._heard) < limit:
            left = self._until - time.monotonic()
            if left <= 0:
                raise TimeoutError("timed out: the server takes too long")
            self._connection.settimeout(min(TIMEOUT, left))
            piece = self._connection.recv(4096)
            if not piece:
                break
            self._heard += piece
        end = min(self._heard.find(b"\n") + 1 or limit, limit)
        line, self._heard = self._heard[:end], self._heard[end:]
        return line

    def close(self) -> None:
        """Leave the connection to its owner."""


class _InTime:
    """Gives a server a limited time for all of its answers; that of `smtplib` is for each piece of one."""

    sock: socket.socket | None
    file: Any

    def __init__(self, *where: Any, **how: Any) -> None:
        self._until = time.monotonic() + LONGEST
        super().__init__(*where, **how)

    def getreply(self) -> tuple[int, bytes]:
        """The next answer."""
        if self.file is None and self.sock is not None:
            self.file = _Answers(self.sock, self._until)
        answer: tuple[int, bytes] = super().getreply()  # type: ignore[misc]  # that of the class beside it
        return answer


class _Server(_InTime, smtplib.SMTP):
    """A server that is spoken to in the clear, at first."""


class _SecuredServer(_InTime, smtplib.SMTP_SSL):
    """A server with which all is encrypted from the first byte."""


def _speaks_of_mailbox(code: int, answer: bytes | str) -> bool:
    """Whether the server says that there is no such mailbox, and not that it takes nothing from us (RFC 3463).

    A relay that is set up wrongly refuses everything for good; what it refuses must not be lost.
    """
    if code < 500:
        return False
    if status := _STATUS.match(_words(answer)):
        return status[1] in {"1", "2"} and (status[1], status[2]) not in _ABOUT_US
    return code in _NO_MAILBOX and not _NOT_ALLOWED.search(_words(answer))


def _answer(code: int, answer: bytes | str) -> str:
    return shortened(on_one_line(f"{code} {_words(answer)}"), LONGEST_ANSWER)


def _words(answer: bytes | str) -> str:
    return answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer


def _said(fault: Exception) -> str:
    return shortened(on_one_line(f"{type(fault).__name__}: {fault}"), LONGEST_ANSWER)
