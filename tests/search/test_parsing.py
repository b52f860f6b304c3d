"""How a query's text is read, and what is said about it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.parsing import WORDS_LIMIT, notes, understand
from kb.search.query import TEXT_LIMIT, Understood


def test_stop_words_are_left_out_and_named() -> None:
    understood = understand("Who has fixed unclear thresholds, and how?")
    assert understood.words == ("fixed", "unclear", "thresholds")
    assert understood.too_common == ("who", "has", "and", "how")
    assert notes(understood) == ["Words that nearly every lesson has were left out: “who”, “has”, “and”, “how”."]


def test_a_repeated_word_is_kept() -> None:
    assert understand("audit audit").words == ("audit", "audit")


def test_text_that_is_searched_as_typed_needs_no_note() -> None:
    assert notes(understand("referral thresholds")) == []


@pytest.mark.parametrize("text", ['"safety plan"', "“safety plan”", "domestic -audit", "-domestic"])
def test_signs_that_are_not_read_are_said_not_to_be(text: str) -> None:
    assert notes(understand(text)) == [
        "Quotation marks and minus signs are not read: every word was looked for by itself."
    ]


@pytest.mark.parametrize("text", ["pre-birth", "child's voice", "2008 - 2014"])
def test_hyphens_and_apostrophes_are_part_of_words(text: str) -> None:
    assert not understand(text).signs


def test_text_without_a_word_says_so() -> None:
    assert notes(understand("?! 🙂")) == [
        "There was no word in it to search for, so these are all lessons, newest first."
    ]


def test_nothing_but_stop_words_says_so_once() -> None:
    assert len(notes(understand("who is it"))) == 1


def test_blank_text_is_no_search() -> None:
    assert understand(" \t ") == Understood()


def test_long_text_is_cut_and_said_to_be() -> None:
    understood = understand("audit " * 1000)
    assert understood.cut
    assert len(understood.words) == WORDS_LIMIT
    assert "first 400 characters and 32 words" in notes(understood)[0]


def test_a_filter_that_is_not_known_is_named() -> None:
    assert notes(Understood(ignored=(("theme", "x"),))) == ["The filter theme “x” is not known and was left out."]


@given(st.text(max_size=3000))
def test_any_text_is_understood(text: str) -> None:
    understood = understand(text)
    assert len(understood.words) <= WORDS_LIMIT
    assert understood.cut or len(text) <= TEXT_LIMIT
    assert all(word and word not in understood.too_common for word in understood.words)
