"""Real mail servers for tests: they answer as a test says, and keep what they took."""

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kb.core.db import utc_now

HOST = "127.0.0.1"
TAKEN = "250 Taken"
LOST = "lost"
"""Answer of a server that takes a message and is cut off before it can say so."""


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@dataclass
class Taking:
    """What a server does with messages: `answer` is given the number of the try, from 1, and the recipient."""

    answer: Callable[[int, str], str] = lambda _number, _recipient: TAKEN
    refuse: Callable[[str], str | None] = lambda _recipient: None
    """The answer to a recipient who is not taken."""
    tries: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    envelopes: list[str] = field(default_factory=list)
    """For each message the sender on its envelope."""
    users: list[str] = field(default_factory=list)
    """Who signed in."""
    secured: list[bool] = field(default_factory=list)
    """For each message whether the connection was encrypted."""

    async def handle_RCPT(  # noqa: N802 - name given by aiosmtpd
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        answer = self.refuse(address)
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.tries += 1
        (recipient,) = envelope.rcpt_tos
        answer = self.answer(self.tries, recipient)
        if answer in {TAKEN, LOST}:
            assert isinstance(envelope.content, bytes)
            message = message_from_bytes(envelope.content, policy=default)
            assert isinstance(message, EmailMessage)
            self.taken.append(message)
            self.recipients.append(recipient)
            self.envelopes.append(str(envelope.mail_from))
            self.secured.append(session.ssl is not None)
        if answer == LOST:
            assert server.transport
            server.transport.abort()
            await asyncio.sleep(0)
        return answer

    def sign_in(self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, given: Any) -> AuthResult:
        """Take one password."""
        assert isinstance(given, LoginPassword)
        known = given.login == b"lessonbank" and given.password == b"password"
        self.users += [given.login.decode()] if known else []
        return AuthResult(success=known, handled=False)

    @property
    def message_ids(self) -> list[str]:
        """Of what was taken, repeated ones too."""
        return [str(message["Message-ID"]) for message in self.taken]


class MailServer:
    """A server in a thread of its own, until the end of `with`."""

    def __init__(self, taking: Taking, port: int | None = None, **options: Any) -> None:
        self.taking = taking
        self.port = port or free_port()
        self.options = options

    def __enter__(self) -> "MailServer":
        self.controller = Controller(self.taking, hostname=HOST, port=self.port, **self.options)
        self.controller.start()
        return self

    def __exit__(self, *_fault: object) -> None:
        self.controller.stop()


@dataclass(frozen=True)
class Certificate:
    """A certificate that signs itself, and the key that belongs to it."""

    file: Path
    key: Path

    @property
    def context(self) -> ssl.SSLContext:
        """For a server that shows it."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.file, self.key)
        return context


def certificate(folder: Path, host: str = HOST) -> Certificate:
    """Make a certificate for a server with this address."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A mail server for tests")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(utc_now() - timedelta(days=1))
        .not_valid_after(utc_now() + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = Certificate(folder / "certificate.pem", folder / "key.pem")
    files.file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    files.key.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return files
