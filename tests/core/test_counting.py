"""Words are counted as a reader would count them."""

import pytest

from kb.core.counting import words_in


@pytest.mark.parametrize(
    ("markdown", "number"),
    [
        ("", 0),
        ("  \n\n ", 0),
        ("one", 1),
        ("One, two – three.", 3),
        ("didn't, didn’t and follow-up", 4),
        ("- first\n- second\n\n1. third\n12) fourth", 4),
        ("### Heading\n\n> a quotation\n> > of one", 5),
        ("**bold** and *slanting*, ***both***", 4),
        ("see [the full guide](https://www.example.org/a-b?c=d) now", 5),
        ("![a picture](x.png)", 2),
        ("| Agency | Files |\n| --- | --- |\n| Health | 1,200 |", 5),
        ("5 of 20 working days, 78 %", 6),
        ("R&amp;D&nbsp;costs", 3),
        ("<br>one<b class='x y'>two</b>", 2),
        ("snake_case", 2),
        ("ŵyau a thŷ", 3),
        ("cafe\u0301 and café", 3),
        ("---\n\n***", 0),
        ("- -- – — '", 0),
        ("a\r\n1. b\r2. c\u20283. d", 4),
    ],
)
def test_words_are_counted_as_a_reader_sees_them(markdown: str, number: int) -> None:
    assert words_in(markdown) == number


def test_a_long_text_is_counted_at_once() -> None:
    assert words_in("word " * 100_000) == 100_000
    assert words_in("[" * 50_000) + words_in("<" * 50_000) + words_in("&" * 50_000) + words_in("> " * 50_000) == 0
