"""The message as it goes over the wire."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest

from kb.accounts.addresses import folded
from kb.mail.composing import composed
from kb.mail.models import Delivery


def delivery(**fields: str) -> Delivery:
    return Delivery(
        **{
            "message_id": "<1.2@lessons.example.org>",
            "template": "mail/plain",
            "to": "ann@example.org",
            "subject": "Hello",
            "text": "Text",
            "html": "<p>Text</p>",
            "made_at": datetime(2027, 1, 10, 12, 0, tzinfo=UTC),
            **fields,
        }
    )


def test_every_try_has_the_same_headers() -> None:
    first, second = (composed(delivery(), "Lessonbank <no-reply@example.org>") for _ in range(2))
    assert {k: v for k, v in first.items() if k != "Content-Type"} == {
        "From": "Lessonbank <no-reply@example.org>",
        "To": "ann@example.org",
        "Subject": "Hello",
        "Date": "Sun, 10 Jan 2027 12:00:00 +0000",
        "Message-ID": "<1.2@lessons.example.org>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": "en-GB",
        "MIME-Version": "1.0",
    }
    assert first.items()[:8] == second.items()[:8]


@pytest.mark.parametrize("words", ["é" * 300, "👩‍👩‍👧 " * 40, "محمد علي " * 20, "a" * 900, 'Łuczak, "Ann" <b>'])
def test_long_words_in_any_script_arrive(words: str) -> None:
    made = composed(delivery(subject=words.strip(), text=f"{words}\nLast\n", html=f"<p>{words}</p>"), "a@example.org")
    sent = made.as_bytes()
    assert sent.isascii()
    assert all(len(line) <= 998 for line in sent.split(b"\r\n"))
    read = message_from_bytes(sent, policy=default)
    plain = read.get_body(("plain",))
    assert plain
    assert plain.get_content().replace("\r\n", "\n") == f"{words}\nLast\n"
    assert read["Subject"].replace(" ", "") == words.replace(" ", "")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("ann@bücher.example", "ann@xn--bcher-kva.example"),
        ("ann@faß.de", "ann@xn--fa-hia.de"),  # and not fass.de, which is somebody else's
        ("ann@βόλος.com", "ann@xn--nxasmm1c.com"),
        ("ann@مثال.إختبار.org", "ann@xn--mgbh0fb.xn--kgbechtv.org"),
    ],
)
def test_a_domain_in_any_script_is_written_as_name_servers_know_it(typed: str, written: str) -> None:
    assert composed(delivery(to=folded(typed)), "a@example.org")["To"] == written


@pytest.mark.parametrize(
    "address",
    [
        "", "ann", "@example.org", "ann@", "ann@example.org\nBcc: all@example.org", "a@example.org, b@example.org",
        "a@example.org;b@example.org", "Ann <ann@example.org>", "ann @example.org", "a(b)@example.org", '"a"@b.org',
        "a..b@example.org", ".a@example.org", "a@exa..mple.org", "a\x00@example.org", "a@b@example.org", "a@[1.2.3.4]x",
        "a\\b@example.org", "[a]@example.org", "a:b@example.org",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_and_never_becomes_two(address: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        composed(delivery(to=address), "a@example.org")
