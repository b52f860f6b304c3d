"""Rendering text takes work in proportion to its length, whatever it is made of; nothing goes so deep that it fails."""

import re
import time

import pytest

from kb.core.text import to_html

LENGTH = 20_000
ORDINARY = (
    "The board found that **referrals** were not read, see [the review](https://example.org/a). It *changed* the form;"
    " `code` & more <b>words</b>.\n\n- one\n- two\n\n"
)
ENDLESS = [
    "[", "![", "[a](b", "[a](b'c)", "[a](<", "[[]", "[a][b", "[![", "<a ", "<a\n", "<a href=", "<![CDATA[",
    "<b><!---->", "=\n", "a\n=\n", "---\n", "\n- ",
]  # fmt: skip
"""Each was longer to render than forty ordinary texts, most of them than a hundred."""


def filled(shape: str) -> str:
    return (shape * LENGTH)[:LENGTH]


def taken(text: str) -> float:
    """Time of this process alone, which does not pass while another has the processor; the least of three."""

    def once() -> float:
        before = time.process_time()
        to_html(text)
        return time.process_time() - before

    return min(once() for _ in range(3))


@pytest.mark.parametrize("shape", ENDLESS)
def test_a_text_of_what_never_ends_takes_about_as_long_as_another_text(shape: str) -> None:
    assert taken(filled(shape)) < 30 * taken(filled(ORDINARY))


@pytest.mark.parametrize(
    "deep",
    [
        "1. " * 5000 + "a",
        "- " * 5000 + "a",
        "> " * 5000 + "a",
        "> 1. " * 2000 + "a",
        "".join("    " * level + "- a\n" for level in range(90)),
        "*" * 5000 + "a" + "*" * 5000,
        "_" * 5000 + "a" + "_" * 5000,
        "*a **b " * 1000 + "c** d* " * 1000,
    ],
)
def test_what_is_too_deep_within_itself_is_shown_as_it_was_typed(deep: str) -> None:
    made = to_html(deep)

    assert "a" in made.striptags()
    assert to_html("- one\n- two") == to_html("- one\n- two").replace("<p>", "")  # nothing of it is left behind


def test_lists_within_lists_are_what_they_were() -> None:
    made = to_html("".join("    " * level + f"- level {level}\n" for level in range(10)))

    assert made.count("<ul") == 10


def test_many_links_in_one_paragraph_are_all_links() -> None:
    links = [f"[the [{number}] review](https://example.org/{number} 'Page')" for number in range(400)]

    assert to_html(" ".join(links)).count("<a ") == 400


def test_brackets_that_people_leave_open_hide_no_link() -> None:
    text = "The report [sic said so; see [the review](https://example.org/a). " * 10

    assert len(re.findall("<a ", to_html(text))) == 10
