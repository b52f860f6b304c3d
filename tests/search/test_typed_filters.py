"""Filters that stand in the text of a query, and what looks like one."""

import pytest

from kb.search.expression import Expression, Phrase, Word
from kb.search.parsing import understand
from kb.search.query import TEXT_LIMIT
from tests.search.texts import filters, read, resolve


def words(*folded: str) -> tuple[Word, ...]:
    return tuple(map(Word, folded))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("theme:neglect", {"themes": ("neglect",)}),
        ("Theme:Neglect", {"themes": ("neglect",)}),
        ("review-type:rapid-review", {"review_types": ("rapid-review",)}),
        ('theme:"voice of the child"', {"themes": ("voice-of-the-child",)}),
        ("theme:“voice of the child”", {"themes": ("voice-of-the-child",)}),
        ("region:london region:north-west", {"regions": ("london", "north-west")}),
        ("region:london region:london", {"regions": ("london",)}),
        ("region:london, theme:neglect", {"regions": ("london",), "themes": ("neglect",)}),
        ("year:2009", {"years": ("2009",)}),
        ("year:2009.. year:..2014", {"years": ("2009..", "..2014")}),
    ],
)
def test_a_filter_leaves_the_text(text: str, expected: dict[str, tuple[str, ...]]) -> None:
    assert filters(text) == expected
    assert read(text).text == ""
    assert not read(text).nothing_to_search


def test_words_around_a_filter_stay_in_order() -> None:
    understood, found = understand('bruising theme:neglect "immobile baby" -police region:london', resolve)
    assert understood.text == 'bruising "immobile baby" -police'
    assert understood.expression.clauses == (Word("bruising"), Phrase(("immobile", "baby")))
    assert found == {"themes": ("neglect",), "regions": ("london",)}


def test_an_unwanted_filter_stays_in_the_text() -> None:
    understood = read('audit -theme:neglect -region:"north west" -theme:neglect')
    assert understood.expression.excluded_values == (("themes", "neglect"), ("regions", "north-west"))
    assert understood.text == 'audit -theme:neglect -region:"north west" -theme:neglect'


@pytest.mark.parametrize("text", ["region:atlantis", "-region:atlantis", 'region:"atlantis"'])
def test_a_value_that_is_not_known_is_left_out_and_stays_in_the_text(text: str) -> None:
    understood = read(f"audit {text}")
    assert understood.ignored == (("region", "atlantis"),)
    assert understood.expression == Expression(words("audit"))
    assert understood.text == f"audit {text}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("author:smith", Expression(words("author", "smith"))),
        ('author:"ann smith"', Expression((Word("author"), Phrase(("ann", "smith"))))),
        ("author:smith:jones", Expression(words("author", "smith", "jones"))),
        ("-author:smith", Expression(excluded=(Phrase(("author", "smith")),))),
    ],
)
def test_what_is_no_filter_is_read_as_words_and_named(text: str, expected: Expression) -> None:
    assert read(text).expression == expected
    assert read(text).unknown_fields == ("author",)


@pytest.mark.parametrize(
    "text",
    ["https://example.org/x", "10:30", ":x", "theme:", "theme: neglect", "Note: see theme", "std::map", "C:\\x", ": :"],
)
def test_other_colons_are_nothing_to_speak_of(text: str) -> None:
    understood, found = understand(text, resolve)
    assert understood.unknown_fields == understood.ignored == ()
    assert not found


@pytest.mark.parametrize("text", ['theme:"neglect" b"', 'theme:"neglect"-audit', 'theme:"neglect'])
def test_a_filter_ends_with_a_blank(text: str) -> None:
    assert read(text).text in (text, 'b"')


def test_a_negative_year_is_not_known() -> None:
    assert read("year:-5").ignored == (("year", "-5"),)


def test_a_long_text_with_a_filter_does_not_get_more_words_when_it_is_read_again() -> None:
    text = "theme:neglect " + "x" * (TEXT_LIMIT - 20) + " audit police"
    understood = read(text)
    assert understood.text == "x" * (TEXT_LIMIT - 20) + " audit"[: TEXT_LIMIT - 14 - (TEXT_LIMIT - 20)]
    assert read(understood.text).expression == understood.expression
