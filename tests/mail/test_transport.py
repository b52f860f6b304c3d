"""Talking to real mail servers, good and bad ones."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from kb.core.settings import MailSettings
from kb.mail import transport
from kb.mail.composing import composed
from kb.mail.models import Delivery
from kb.mail.transport import NotTaken, Refused
from tests.mail.mail_servers import HOST, LOST, Certificate, MailServer, Taking, certificate, free_port


def message(to: str = "ann@example.org") -> EmailMessage:
    return composed(
        Delivery(
            message_id="<1.2@lessons.example.org>",
            to=to,
            subject="Hello",
            text="Text\n.\nA line with one point is text too\n",
            html="<p>Text</p>",
            made_at=datetime(2027, 1, 10, 12, 0, tzinfo=UTC),
        ),
        "Lessonbank <no-reply@example.org>",
    )


def through(server: MailServer, security: str = "none", **fields: Any) -> MailSettings:
    return replace(MailSettings(server=HOST, port=server.port, security=security), **fields)


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Certificate:
    """A certificate that this machine trusts."""
    made = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.file))
    return made


def test_a_message_arrives_as_it_was_composed() -> None:
    with MailServer(Taking()) as server:
        transport.send(message(), through(server))
    (taken,) = server.taking.taken
    assert server.taking.recipients == ["ann@example.org"]
    assert (taken["Message-ID"], taken["Subject"]) == ("<1.2@lessons.example.org>", "Hello")
    plain = taken.get_body(("plain",))
    assert plain
    assert plain.get_content().splitlines() == ["Text", ".", "A line with one point is text too"]


def test_messages_come_back_to_the_address_for_that_and_are_from_the_sender() -> None:
    with MailServer(Taking()) as server:
        transport.send(message(), through(server, bounces="bounces@example.org"))
        transport.send(message(), through(server))
    assert server.taking.envelopes == ["bounces@example.org", "no-reply@example.org"]
    assert {taken["From"] for taken in server.taking.taken} == {"Lessonbank <no-reply@example.org>"}


def test_starttls_encrypts_before_anything_is_said(trusted: Certificate) -> None:
    with MailServer(Taking(), tls_context=trusted.context, require_starttls=True) as server:
        transport.send(message(), through(server, "starttls"))
    assert server.taking.secured == [True]


def test_tls_encrypts_from_the_first_byte(trusted: Certificate) -> None:
    with MailServer(Taking(), ssl_context=trusted.context) as server:
        transport.send(message(), through(server, "tls"))
    assert len(server.taking.taken) == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_that_nobody_vouches_for_is_not_believed(tmp_path: Path, security: str) -> None:
    context = certificate(tmp_path).context
    options = {"tls_context": context} if security == "starttls" else {"ssl_context": context}
    with MailServer(Taking(), **options) as server, pytest.raises(NotTaken, match="CERTIFICATE_VERIFY_FAILED"):
        transport.send(message(), through(server, security))
    assert server.taking.taken == []


def test_a_certificate_of_another_server_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = certificate(tmp_path, host="192.0.2.1")
    monkeypatch.setenv("SSL_CERT_FILE", str(other.file))
    with (
        MailServer(Taking(), tls_context=other.context) as server,
        pytest.raises(NotTaken, match="IP address mismatch"),
    ):
        transport.send(message(), through(server, "starttls"))


def test_without_starttls_nothing_is_sent_in_the_clear() -> None:
    with MailServer(Taking()) as server, pytest.raises(NotTaken, match="STARTTLS"):
        transport.send(message(), through(server, "starttls"))
    assert server.taking.tries == 0


def test_certificates_are_checked_as_python_does_by_itself() -> None:
    context = transport.ssl_context()
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


@pytest.mark.parametrize("password", ["password", "wrong"])
def test_signing_in_at_the_mail_server(trusted: Certificate, password: str) -> None:
    taking = Taking()
    options = {"tls_context": trusted.context, "authenticator": taking.sign_in, "auth_required": True}
    with MailServer(taking, **options) as server:
        settings = through(server, "starttls", user="lessonbank", password=password)
        if password == "wrong":
            with pytest.raises(NotTaken, match="535"):
                transport.send(message(), settings)
        else:
            transport.send(message(), settings)
    assert taking.users == (["lessonbank"] if password != "wrong" else [])
    assert len(taking.taken) == len(taking.users)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("550 5.1.1 No such mailbox", Refused),
        ("552 5.2.2 Mailbox full", Refused),
        ("550 No such user here", Refused),
        ("554 5.7.1 Relay access denied", NotTaken),
        ("550 5.7.60 Client does not have permissions to send as this sender", NotTaken),
        ("553 5.1.8 Domain of the sender does not exist", NotTaken),
        ("550 relay not permitted", NotTaken),
        ("554 Not wanted", NotTaken),
        ("530 Authentication required", NotTaken),
        ("450 4.2.1 Come back later", NotTaken),
        ("452 4.2.2 Mailbox full", NotTaken),
        ("421 4.3.2 Shutting down", NotTaken),
    ],
)
def test_an_answer_to_the_recipient_is_for_good_or_for_now(answer: str, expected: type[Exception]) -> None:
    with MailServer(Taking(refuse=lambda _recipient: answer)) as server, pytest.raises(expected) as fault:
        transport.send(message(), through(server))
    assert str(fault.value) == answer
    assert server.taking.tries == 0


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("550 5.1.1 No such mailbox, as we see now", Refused),
        ("554 5.6.0 Too ugly", NotTaken),
        ("550 Not wanted", NotTaken),
        ("451 4.3.0 Try again", NotTaken),
        ("421 4.3.2 Shutting down", NotTaken),
        (LOST, NotTaken),
    ],
)
def test_an_answer_to_the_message_is_for_good_or_for_now(answer: str, expected: type[Exception]) -> None:
    with MailServer(Taking(lambda _number, _recipient: answer)) as server, pytest.raises(expected):
        transport.send(message(), through(server))


def test_a_server_that_is_away_is_asked_again() -> None:
    with pytest.raises(NotTaken, match="Connection refused"):
        transport.send(message(), MailSettings(server=HOST, port=free_port(), security="none"))


def test_a_server_whose_name_nobody_knows_is_asked_again() -> None:
    with pytest.raises(NotTaken):
        transport.send(message(), MailSettings(server="mail.invalid", security="none"))


@contextmanager
def saying(*lines: bytes) -> Iterator[int]:
    """A server that takes a connection, says these lines one after another whatever it hears, and then nothing."""
    with socket.create_server((HOST, 0)) as listening:

        def talk() -> None:
            connection, _ = listening.accept()
            with connection:
                for line in lines:
                    connection.sendall(line)
                    connection.recv(65536)

        thread = threading.Thread(target=talk, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        thread.join(5)


def test_a_server_that_says_nothing_is_not_waited_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "TIMEOUT", 0.2)
    with saying(b"") as port, pytest.raises(NotTaken, match="timed out"):
        transport.send(message(), MailSettings(server=HOST, port=port, security="none"))


@pytest.mark.parametrize("line", [b"220-hello\r\n", b"220-"])
def test_a_server_that_says_very_much_very_slowly_is_not_listened_to_for_long(
    line: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "LONGEST", 0.5)
    monkeypatch.setattr(transport, "TIMEOUT", 0.3)
    begun, over = time.monotonic(), threading.Event()
    with socket.create_server((HOST, 0)) as listening:

        def talk() -> None:
            connection, _ = listening.accept()
            with connection, suppress(OSError):
                while not over.wait(0.1):
                    connection.sendall(line)

        thread = threading.Thread(target=talk, daemon=True)
        thread.start()
        slow = MailSettings(server=HOST, port=listening.getsockname()[1], security="none")
        with pytest.raises(NotTaken, match="timed out"):
            transport.send(message(), slow)
        took = time.monotonic() - begun
        over.set()
        thread.join(5)
    assert took < 5


@pytest.mark.parametrize("farewell", [b"421 Too late\r\n", b"500 What?\r\n", b""])
def test_what_the_server_says_after_taking_a_message_changes_nothing(
    farewell: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "TIMEOUT", 0.5)
    answers = [
        b"220 hello\r\n",
        b"250 hello\r\n",
        b"250 ok\r\n",
        b"250 ok\r\n",
        b"354 go\r\n",
        b"250 taken\r\n",
        farewell,
    ]
    with saying(*answers) as port:
        transport.send(message(), MailSettings(server=HOST, port=port, security="none"))


@pytest.mark.parametrize("answers", [[b"\xff\xfe\r\n"], [b"220 " + b"x" * 10_000 + b"\r\n"], [b"554 go away\r\n"]])
def test_a_server_that_is_none_is_asked_again(answers: list[bytes]) -> None:
    with saying(*answers) as port, pytest.raises(NotTaken) as fault:
        transport.send(message(), MailSettings(server=HOST, port=port, security="none"))
    assert len(str(fault.value)) <= transport.LONGEST_ANSWER


def test_an_address_in_another_script_goes_to_servers_that_can_write_it() -> None:
    with MailServer(Taking(), enable_SMTPUTF8=True) as server:
        transport.send(message("jürgen@bücher.example"), through(server))
    assert server.taking.recipients == ["jürgen@xn--bcher-kva.example"]
    with MailServer(Taking(), enable_SMTPUTF8=False) as server, pytest.raises(Refused, match="such letters"):
        transport.send(message("jürgen@bücher.example"), through(server))
