"""What two texts have in common: nothing lost, nothing made up, and never long."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.core.word_changes import LONGEST, Piece, number_of_words, word_changes

WORDS = st.sampled_from(
    ["the", "team", "met", "every", "week", "\n", "\n\n", " ", "  ", "\t", ",", ".", "don't", "<b>"]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=40).map("".join), st.lists(WORDS).map(" ".join))
ENOUGH = 20 * LONGEST
"""Seconds that no comparison takes, however busy the machine: without a limit the worst ones take minutes."""


def texts_of(pieces: list[Piece]) -> tuple[str, str]:
    """The text before and the one after."""
    before = "".join(each.text for each in pieces if each.kind != "added")
    return before, "".join(each.text for each in pieces if each.kind != "removed")


@settings(max_examples=300)
@given(TEXTS, TEXTS)
def test_both_texts_can_be_put_together_from_the_pieces(before: str, after: str) -> None:
    assert texts_of(list(word_changes(before, after))) == (before, after)


@settings(max_examples=100)
@given(TEXTS, st.data())
def test_so_they_can_where_one_is_the_other_with_some_of_it_changed(before: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(begin, len(before)))
    after = before[:begin] + data.draw(TEXTS) + before[end:]

    assert texts_of(list(word_changes(before, after))) == (before, after)


@given(TEXTS)
def test_a_text_is_not_different_from_itself(text: str) -> None:
    assert {each.kind for each in word_changes(text, text)} <= {"same"}


@given(TEXTS, TEXTS)
def test_no_piece_is_empty(before: str, after: str) -> None:
    assert all(each.text for each in word_changes(before, after))


def test_words_are_compared_whole() -> None:
    pieces = word_changes("They met monthly.", "They met weekly.")

    assert list(pieces) == [
        Piece("same", "They met "), Piece("removed", "monthly"), Piece("added", "weekly"), Piece("same", ".")
    ]  # fmt: skip
    assert (number_of_words(pieces, "added"), number_of_words(pieces, "removed")) == (1, 1)


def test_signs_outside_the_first_plane_and_lone_halves_are_kept() -> None:
    before, after = "A 👩‍👧 drew. \ud83d", "A 👩‍👧 drew it. \ude00 \x00"

    assert texts_of(list(word_changes(before, after))) == (before, after)


def shuffled(kind: str) -> tuple[str, str]:
    """Two long texts on which comparing word by word takes longest."""
    chance = random.Random(2009)
    if kind == "nothing in common":
        one, other = ([f"{letter}{number}" for number in range(4_000)] for letter in "ab")
    elif kind == "two words":
        one, other = ([chance.choice("ab") for _ in range(10_000)] for _ in range(2))
    elif kind == "blanks":
        one, other = [" "] * 20_000, ["\n", " "] * 10_000
    else:
        one = [f"word{number}" for number in range(3_000)]
        other = chance.sample(one, len(one))
    return " ".join(one), " ".join(other)


@pytest.mark.parametrize("kind", ["nothing in common", "two words", "another order", "blanks"])
def test_the_worst_texts_are_compared_in_bounded_time_and_still_whole(kind: str) -> None:
    before, after = shuffled(kind)
    begun = time.process_time()

    pieces = list(word_changes(before, after))

    assert time.process_time() - begun < ENOUGH
    assert texts_of(pieces) == (before, after)


def test_one_that_has_hardly_any_time_replaces_what_it_did_not_compare() -> None:
    before, after = shuffled("another order")

    assert texts_of(list(word_changes(before, after, longest=0.001))) == (before, after)
