"""Text and HTML of a message, whatever somebody typed into it."""

from email.policy import SMTP

import pytest
from apiflask import APIFlask
from bs4 import BeautifulSoup

from kb.mail.rendering import Message, rendered
from tests.mail.conftest import LINK

HOSTILE = [
    "Ann\nBcc: everybody@example.org",
    "Ann\r\nSubject: You have won\r\n\r\nA body",
    "[x](http://evil)",
    "![x](https://evil.example.com/seen.png)",
    "<script>alert(1)</script>",
    "<https://evil.example.com>",
    "&lt;b&gt; \"quoted\" 'too'",
    "www.evil.example.com/a",
    "# A heading * with * stars _and_ `code`",
    "محمد علي",
    "\u202emoc.live\u202c",
    "דנה",
    "👩‍👩‍👧 Ann 🎉",
    "é" * 300,
    "a b " * 75,
    "\ue0000\ue001 \ue0002\ue003",
    "\x00\x1b[31m\x7f\u2028\ud800",
    "{{ 7 * 7 }}{% raw %}",
    "https://lessons.example.org.evil.example.com/",
    "https://lessons.example.org@evil.example.com/",
    "  ",
]


def typed(name: str) -> Message:
    """The message of a template with this name in all places."""
    return rendered("mail/typed", name=name, link=LINK)


@pytest.mark.usefixtures("posting_app")
def test_text_and_html_come_from_one_template() -> None:
    message = rendered("mail/plain", link=LINK)
    assert message.subject == "Hello"
    assert message.text == (
        f"Open this page:\n\n{LINK}\n\n----\nLessonbank\nhttps://lessons.example.org\n\n"
        "You get this because a test runs.\n"
    )
    page = BeautifulSoup(message.html, "html.parser")
    assert page.html
    assert page.html["lang"] == "en"
    assert [link["href"] for link in page.find_all("a")] == [LINK, "https://lessons.example.org"]
    assert "You get this because a test runs." in page.get_text()


@pytest.mark.usefixtures("posting_app")
def test_html_loads_nothing_and_asks_for_no_style_sheet() -> None:
    page = BeautifulSoup(typed("Ann Example").html, "html.parser")
    assert not page.find_all(["img", "script", "link", "style", "iframe", "form"])
    assert "url(" not in str(page)
    assert "class=" not in str(page)
    assert page.title
    assert page.title.string == "Ann Example asks you"


@pytest.mark.usefixtures("posting_app")
def test_a_link_stands_on_a_line_of_its_own_wherever_the_template_has_it() -> None:
    lines = typed("Ann").text.splitlines()
    assert lines.count(LINK) == 2
    assert not [line for line in lines if LINK in line and line != LINK]
    assert lines[: lines.index("- Ann")] == ["Ann asks. Open", LINK, "", "Open the page:", LINK, ""]


@pytest.mark.usefixtures("posting_app")
@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_what_somebody_typed_stays_words(name: str) -> None:
    calm, message = typed("Ann"), typed(name)
    assert message.text.count("\n") == calm.text.count("\n"), "it begins no line"
    shape = [element.name for element in BeautifulSoup(calm.html, "html.parser").find_all()]
    page = BeautifulSoup(message.html, "html.parser")
    assert [element.name for element in page.find_all() if element.name != "bdi"] == shape, "it makes no element"
    assert {link["href"] for link in page.find_all("a")} == {LINK, "https://lessons.example.org"}
    assert "://evil" not in message.text.replace(LINK, "")
    assert "www.evil" not in message.text
    assert "\n" not in message.subject
    assert len(message.subject) <= 120
    assert not set(message.text + message.html + message.subject) & set("\u202e\u202c\x00\x1b\ud800\u2028\r")
    message.text.encode()
    SMTP.header_store_parse("Subject", message.subject)


@pytest.mark.usefixtures("posting_app")
def test_a_name_is_shown_as_it_was_typed() -> None:
    for name in ("Ann O'Hara-Łuczak", "J.R. Smith", "<b>", "1. First *star*", "a_b_c", "👩‍👩‍👧"):
        message = typed(name)
        assert message.text.startswith(f"{name} asks.")
        assert f"{name} asks. Open" in BeautifulSoup(message.html, "html.parser").get_text()


@pytest.mark.usefixtures("posting_app")
def test_a_name_from_right_to_left_turns_nothing_else_round() -> None:
    message = typed("דנה")
    assert message.text.startswith("\u2068דנה\u2069 asks.")
    assert "<p><bdi>דנה</bdi> asks." in message.html


@pytest.mark.usefixtures("posting_app")
def test_an_e_mail_address_stays_whole() -> None:
    assert typed("ann.example@board.example.org").text.startswith("ann.example@board.example.org asks.")


@pytest.mark.usefixtures("posting_app")
def test_an_address_of_another_site_is_no_link() -> None:
    message = rendered("mail/plain", link="https://lessons.example.org.evil.example.com/x")
    assert "evil.example" not in message.html
    assert "https://lessons.example.org.evil" not in message.text


def test_words_that_a_template_is_not_given_are_an_error(posting_app: APIFlask) -> None:
    with pytest.raises(Exception, match="link"):
        rendered("mail/plain")
