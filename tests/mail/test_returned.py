"""Messages that mail servers return, as they really look; the people and machines in them are made up."""

from pathlib import Path

import pytest

from kb.mail.returned import LARGEST, NotReturned, returned

SAMPLES = Path(__file__).with_name("returned")
OURS = "<179585726812.4711.17364520981@lessons.example.org>"


def sample(name: str) -> bytes:
    return (SAMPLES / f"{name}.eml").read_bytes()


@pytest.mark.parametrize(
    ("server", "reason"),
    [
        (
            "postfix",
            "550 5.1.1 <cai.bevan@northbridge.example.org>: Recipient address rejected:"
            " User unknown in virtual mailbox table",
        ),
        ("exim", "550 No such user here"),
        (
            "exchange",
            "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ana.duarte@southbridge.example.org not found by"
            " SMTP address lookup",
        ),
    ],
)
@pytest.mark.parametrize("line_ends", [b"\r\n", b"\n"], ids=["as sent", "as piped"])
def test_a_returned_message_names_ours_and_says_why(server: str, reason: str, line_ends: bytes) -> None:
    found = returned(sample(server).replace(b"\n", line_ends))
    assert (found.message_id, found.reason) == (OURS, reason)


def test_a_server_that_gave_up_waiting_has_given_up_whatever_its_last_status() -> None:
    given_up = sample("postfix-late").replace(b"Action: delayed", b"Action: failed")
    assert returned(given_up).reason.startswith("connect to mail.northbridge.example.org")


def test_without_words_the_status_is_the_reason() -> None:
    wordless = sample("exim").replace(b"Diagnostic-Code: smtp; 550 No such user here\n", b"")
    assert returned(wordless).reason == "The mail server gave up, with status 5.0.0"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (sample("postfix-late"), "has not given up"),
        (sample("postfix").replace(b"Action: failed", b"Action: delivered"), "has not given up"),
        (sample("absence-note"), "no report of a mail server"),
        (b"", "no report of a mail server"),
        (b"\xff\x00" * 100, "no report of a mail server"),
        (sample("postfix").replace(b"Message-ID: <17", b"X-Id: <17"), "does not name the message"),
        (b"x" * (LARGEST + 1), "too large"),
    ],
    ids=["late", "delivered", "absence note", "empty", "bytes", "without our headers", "too large"],
)
def test_what_is_no_returned_message_is_told_apart(content: bytes, words: str) -> None:
    with pytest.raises(NotReturned, match=words):
        returned(content)


def test_what_is_cut_off_or_garbled_never_breaks_the_reading() -> None:
    for server in ("postfix", "exim", "exchange"):
        whole = sample(server)
        for end in range(0, len(whole), 97):
            for content in (whole[:end], whole[:end] + b"\xff\xfe=\x00" + whole[end:]):
                try:
                    assert returned(content).message_id.startswith("<")
                except NotReturned:
                    continue
