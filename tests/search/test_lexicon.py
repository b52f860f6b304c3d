"""The words of an index: found by their beginning, counted over all segments."""

import random
from array import array
from collections import Counter

import numpy as np
import pytest

from kb.search.lexicon import Lexicon, Words, packed
from tests.search import indexes

Lists = dict[str, list[int]]


def words(lists: Lists, titles: Lists | None = None, size: int = 100) -> Words:
    arrays, in_titles = (
        {word: array("I", numbers) for word, numbers in given.items()} for given in (lists, titles or {})
    )
    return Words(packed(size, arrays, in_titles))


@pytest.fixture
def lexicon() -> Lexicon:
    return Lexicon(
        [
            words({"abuse": [0, 1, 2], "abused": [1], "abuser": [1, 3], "zoe": [2]}, {"abused": [1], "zoe": [2]}),
            words({"abuse": [4], "abuser": [0, 1], "audit": [3]}, {"abuse": [4], "audit": [3]}),
            words({}),
        ]
    )


def test_the_most_frequent_words_with_a_beginning_come_first(lexicon: Lexicon) -> None:
    assert lexicon.beginning("ab", 10) == [("abuse", 4), ("abuser", 4), ("abused", 1)]
    assert lexicon.beginning("abus", 2) == [("abuse", 4), ("abuser", 4)]
    assert lexicon.beginning("", 1) == [("abuse", 4)]
    assert lexicon.beginning("x", 10) == []


def test_those_of_titles_are_counted_by_themselves(lexicon: Lexicon) -> None:
    assert lexicon.beginning("a", 10, title=True) == [("abuse", 1), ("abused", 1), ("audit", 1)]


def test_a_word_is_in_it_as_it_is_written(lexicon: Lexicon) -> None:
    assert "audit" in lexicon
    assert "audi" not in lexicon


def test_words_are_listed_once_and_in_order(lexicon: Lexicon) -> None:
    assert list(lexicon.words()) == ["abuse", "abused", "abuser", "audit", "zoe"]
    assert list(lexicon.words("ab")) == ["abuse", "abused", "abuser"]
    assert list(Lexicon([]).words()) == []


def test_an_empty_lexicon_has_no_word() -> None:
    for empty in (Lexicon([]), Lexicon([words({})])):
        assert empty.beginning("a", 5) == []
        assert "a" not in empty


@pytest.mark.parametrize("seed", range(5))
def test_it_counts_what_counting_all_words_counts(seed: int) -> None:
    chance = random.Random(seed)
    all_words = sorted({word.lower() for word in indexes.WORDS} | {"ｆ", "ふ", "éa", "z", "zz", "𝒳"})
    parts: list[Lists] = [
        {word: sorted(chance.sample(range(100), chance.randint(1, 9))) for word in chance.sample(all_words, size)}
        for size in (chance.randint(1, 20), 0, chance.randint(1, 20), 3)
    ]
    lexicon = Lexicon([words(part) for part in parts])
    total = Counter({word: sum(len(part.get(word, ())) for part in parts) for word in all_words})
    for prefix in ("", "z", "r", "ふ", "𝒳", "re"):
        found = sorted(((-n, word) for word, n in total.items() if n and word.startswith(prefix)))
        assert lexicon.beginning(prefix, 4) == [(word, -n) for n, word in found[:4]]
        assert list(lexicon.words(prefix)) == sorted(word for _, word in found)


def test_documents_of_a_range_of_words_are_one_slice() -> None:
    found = words({"a": [5, 9], "ab": [1], "b": [300]}, size=400)
    assert found.numbers(*found.range("a"), title=False).tolist() == [5, 9, 1]
    assert found.numbers(0, 3, title=False).dtype == np.uint16
    assert found.documents(0, 3, title=False).tolist() == [2, 1, 1]


@pytest.mark.parametrize("cut", [0, 3, 10, -1])
def test_a_file_that_is_not_whole_is_refused(cut: int) -> None:
    whole = packed(3, {"a": array("I", [1])}, {})
    with pytest.raises(Exception, match=r"whole|buffer"):
        Words(whole[:cut])


def test_what_cannot_be_true_is_named() -> None:
    assert list(words({"a": [5]}, size=6).faults(6)) == []
    assert list(words({"a": [5]}, size=6).faults(5)) == ["its words name documents that are not there"]
