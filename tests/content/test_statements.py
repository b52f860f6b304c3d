"""A text is taken apart into the sentences that a reader would count."""

import pytest

from kb.core.statements import sentences, statements_of, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("It rose from 4.5 to 9 in 10. That helped.", ["It rose from 4.5 to 9 in 10.", "That helped."]),
        ('They said "now." Nobody came.', ['They said "now."', "Nobody came."]),
        ("Mrs. Brown came, e.g. Monday.", ["Mrs. Brown came, e.g. Monday."]),
        ("See [the **policy**](/x). It `helps`.", ["See the policy.", "It helps."]),
        ("An example: two_words and 3 * 4.", ["An example: two_words and 3 * 4."]),
        ("...", []),
    ],
)
def test_sentences_of_a_paragraph(text: str, found: list[str]) -> None:
    assert sentences(text) == found


def test_points_and_paragraphs_are_told_apart_and_keep_their_lines() -> None:
    text = "First line\nof a paragraph. Second.\n\n### A heading\n\n- A point\n  that goes on\n1. Another. And more."
    assert [(s.line, s.text) for s in statements_of(text.split("\n"), 10)] == [
        (10, "First line of a paragraph."), (10, "Second."), (15, "A point that goes on"), (17, "Another."),
        (17, "And more."),
    ]  # fmt: skip


def test_words_are_compared_without_case_and_marks() -> None:
    assert words("The child’s Well-being, (2) years.") == ["the", "child's", "well-being", "2", "years"]


def test_a_line_that_begins_with_a_year_opens_no_point() -> None:
    assert [s.text for s in statements_of(["It began in", "2014. Then they left."], 1)] == [
        "It began in 2014.", "Then they left.",
    ]  # fmt: skip
