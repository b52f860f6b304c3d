"""Where the terms of a search occur: documents of an index, per field, and how often in each. Knows no scores.

A word is found by its stem, the beginning of a word among the folded words, a phrase by the places of its words. All
of it is a few operations on whole arrays, however much is found.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from kb.search.expression import Phrase, Prefix, Term, Word
from kb.search.whoosh_index import FIELDS, stem
from kb.search.whoosh_segments import Opened

Array = npt.NDArray[Any]

ANYWHERE = ""
PLACE_BITS = 32
"""A document and a place in it make up one number, so that places can be compared across documents at once."""


@dataclass(frozen=True, slots=True)
class Occurrences:
    """The documents that have a term in one field, ascending, deleted ones too, and how often each has it."""

    field: str
    """ANYWHERE for the beginning of a word, which is not told apart by field; what is in the title is counted again."""
    numbers: Array
    counts: Array


def occurrences(index: Opened, term: Term) -> list[Occurrences]:
    """Where a term occurs; fields in which it does not are left out. Raises Damaged."""
    match term:
        case Word(folded):
            found = _word(index, stem(folded))
        case Phrase(words):
            found = _phrase(index, [(at, stem(word)) for at, word in enumerate(words) if word is not None])
        case Prefix(folded):
            found = _prefix(index, folded)
    return [part for part in found if len(part.numbers)]


def _word(index: Opened, stemmed: str) -> Iterator[Occurrences]:
    for field in FIELDS:
        yield Occurrences(field, *index.postings(field, stemmed))


def _prefix(index: Opened, prefix: str) -> Iterator[Occurrences]:
    for field, title in ((ANYWHERE, False), ("title", True)):
        numbers = index.beginning(prefix, title=title)
        yield Occurrences(field, numbers, np.ones(len(numbers), np.float32))


def _phrase(index: Opened, words: list[tuple[int, str]]) -> Iterator[Occurrences]:
    """The words of a phrase with their places in it; the first one is at 0."""
    for field in FIELDS:
        frequent = sorted((len(index.postings(field, word)[0]), at, word) for at, word in words)
        if not frequent[0][0]:
            continue  # places are read only where every word occurs
        _, at, word = frequent[0]
        starts = _starts(index, field, word, at)
        for _, at, word in frequent[1:]:
            starts = starts[_among(starts, _starts(index, field, word, at))]
        starts = starts[np.diff(starts, prepend=-1) > 0]  # a word may be twice at one place
        numbers, counts = np.unique(starts >> PLACE_BITS, return_counts=True)
        yield Occurrences(field, numbers.astype(np.int32), counts.astype(np.float32))


def _starts(index: Opened, field: str, word: str, at: int) -> Array:
    """Where a phrase would have to begin for each occurrence of its word number `at`; ascending.

    One that would begin before its document is at the far end of the document before, where no word is.
    """
    numbers, places = index.places(field, word)
    starts: Array = (numbers.astype(np.int64) << PLACE_BITS) + places - at
    return starts


def _among(wanted: Array, given: Array) -> Array:
    """Which of these are among others; both ascending, none of them empty of `given`."""
    found: Array = given[np.minimum(np.searchsorted(given, wanted), len(given) - 1)] == wanted
    return found
