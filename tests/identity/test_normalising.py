"""Texts are read in one spelling, and every place in them leads back to the text as it was given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.identity.normalising import Reading

TEXTS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("aA1Oo .,'\n\t\r-–—’“\u00a0\u200b\u00ad\ufeff\uff10\uff21\u0301\u0660ﬁİßЅ"),
    ),
    max_size=80,
)


@pytest.mark.parametrize(
    ("given_text", "read"),
    [
        ("Ｎｅｗ ０７７００", "New 07700"),
        ("07700\u00a0900\u2009123", "07700 900 123"),
        ("07700–900—123", "07700-900-123"),
        ("0\u200b7\u00ad700", "07700"),
        ("٠٧٧٠٠", "07700"),
        ("mother’s “own” words", 'mother\'s "own" words'),
        ("e\u0301tude", "étude"),
        ("Аnna and Νora", "Anna and Nora"),  # the first letters are Cyrillic and Greek
        ("Анна", "Анна"),  # a word in Cyrillic stays what it is
    ],
)
def test_many_ways_to_write_are_read_as_one(given_text: str, read: str) -> None:
    assert Reading(given_text).text == read


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("O77OO 9OO123", "07700 900123"),
        ("call lO1", "call 101"),
        ("So I said", "So I said"),
        ("B12 and S17", "812 and 517"),
    ],
)
def test_letters_in_numbers_are_read_as_digits(written: str, digits: str) -> None:
    assert Reading(written).digits == digits


@given(TEXTS)
def test_every_place_leads_back_to_the_text_as_given(original: str) -> None:
    reading = Reading(original)
    assert len(reading.digits) == len(reading.text)
    before = 0
    for at in range(len(reading.text)):
        start, end = reading.original_span(at, at + 1)
        assert 0 <= before <= start < end <= len(original)
        before = start
        if original[start:end].isascii() and original[start] not in "\t\r`":
            assert reading.text[at] == original[start]


@given(TEXTS)
def test_every_word_lies_in_the_sentence_that_is_found_for_it(original: str) -> None:
    reading = Reading(original)
    for word in reading.tokens:
        sentence = reading.sentence_at(word.start)
        assert sentence.start <= word.start < sentence.end


def test_sentences_end_at_stops_and_lines_but_not_at_titles_and_initials() -> None:
    text = "Dr. A. Hill said so. The board agreed!\n- first point\n- second point"
    assert [sentence.text for sentence in Reading(text).sentences] == [
        "Dr. A. Hill said so.",
        "The board agreed!",
        "- first point",
        "- second point",
    ]
