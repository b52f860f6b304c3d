"""Which lessons match an expression, and how well: BM25F over title, text and labels.

score(lesson) = sum over the clauses of  idf * f * (k1 + 1) / (f + k1)
  f   = sum over the fields of  weight * count / (1 - b + b * length / mean length)
  idf = ln(1 + (documents - with term + 0.5) / (with term + 0.5))

Fields are combined before the saturation (Robertson, Zaragoza, Taylor: "Simple BM25 extension to multiple weighted
fields", 2004): a word that stands in title and text counts as one word, not as two. The values of k1, b and the
title's weight are those that did best on judged collections; there is no bonus for matching more words. The beginning
of a word says little, so of it f is 1, or 2 where the title has it. Other names of a widening count a little less
than what was typed, and what is better of the two counts. The words of a name of several words count little where they
stand apart: "county" and "line" say nothing of county lines.

What a term adds to each lesson is kept, so a search is a few operations on arrays for each of its terms.
"""

import math
import threading
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from kb.search.expression import Expression, Phrase, Prefix, Term, Widening, Word
from kb.search.matching import Occurrences, occurrences
from kb.search.whoosh_index import FIELDS, stem
from kb.search.whoosh_segments import Opened

K1 = 2.2
WEIGHT_AND_B = {"title": (2.0, 0.5), "text": (1.0, 0.75), "labels": (1.0, 0.5)}
COMMON = 0.1
"""Share of the lessons; of a name whose other words are small ones, a word that more of them have says little."""
WIDENED = 0.7
"""What another name counts, of what it would count had it been typed."""
APART = 0.2
"""What the words of a recognised name count, of what each would count alone, where they do not stand together."""
CACHE_BYTES = 24 * 1024 * 1024
"""What is kept of all terms of a snapshot; those that were found first go first."""
ENTRY_BYTES = 700
"""What a term takes beside its numbers."""
FEW_CLAUSES = 4
"""Up to so many half of them are needed."""
FIRST = 256
"""Rows that are looked at before all others."""
DENSE = 4
"""A term of at least one in so many lessons is kept as a column of all lessons, which is faster to add."""

Array = npt.NDArray[Any]
Mask = npt.NDArray[np.bool_]


def needed(clauses: int) -> int:
    """How many of so many clauses a lesson must meet to be found: one of two, two of four, three or a quarter of more.

    A sentence is no list of conditions: with all but two of its words hardly any text on its subject is found.
    """
    if clauses <= FEW_CLAUSES:
        return (clauses + 1) // 2
    return max(3, math.ceil(clauses / 4))


def rarity(documents: int, with_term: int) -> float:
    """The idf of a term."""
    return math.log(1 + (documents - with_term + 0.5) / (with_term + 0.5))


def saturated(frequency: Array) -> Array:
    """What many occurrences are worth: ever less, the more there are."""
    worth: Array = frequency * (K1 + 1) / (frequency + K1)
    return worth


def parts(expression: Expression) -> Iterator[tuple[tuple[Term, ...], Widening | None]]:
    """The clauses in order: those that a widening stands for together, each other one alone."""
    at = 0
    for widening in (*expression.widenings, None):
        yield from (((clause,), None) for clause in expression.clauses[at : widening.first if widening else None])
        if widening:
            at = widening.last + 1
            yield expression.clauses[widening.first : at], widening


@dataclass(frozen=True, slots=True)
class Found:
    """The lessons that have a term, or meet widened clauses, and what that adds to their scores.

    It is added to a column of all lessons by `column[found.at] += found.scores`.
    """

    rows: Array | slice
    """Rows of the table, each once; all of them in order where many have it."""
    scores: Array
    """Of each of the rows: 0 where one does not have it after all."""
    documents: int
    """In how many documents of the index a term is; what was withdrawn a moment ago is counted."""
    counted: Array | None = None
    """How many of several clauses each of the rows meets."""

    @property
    def met(self) -> Array:
        """How many clauses each of the rows meets."""
        return self.scores > 0 if self.counted is None else self.counted

    @property
    def at(self) -> Array | slice:
        """The rows in the form in which arrays take them fastest."""
        return self.rows if isinstance(self.rows, slice) else self.rows.astype(np.intp)

    def mask(self, size: int) -> Mask:
        """Which rows of a table of this size are found."""
        mask = np.zeros(size, np.bool_)
        mask[self.at] = self.met > 0
        return mask

    def among(self, rows: Mask) -> bool:
        """Whether any of these rows is found; nearly always one of the first is."""
        for some in (slice(FIRST), slice(FIRST, None)):
            known = rows[some] & (self.met[some] > 0) if isinstance(self.rows, slice) else rows[self.rows[some]]
            if known.any():
                return True
        return False

    def score_of(self, row: int) -> float:
        """What is added to the score of one row."""
        if isinstance(self.rows, slice):
            return float(self.scores[row])
        return float(self.scores[self.rows == row].sum())

    @property
    def nbytes(self) -> int:
        """Size in memory, about."""
        arrays = (self.rows, self.scores, self.counted)
        return ENTRY_BYTES + sum(array.nbytes for array in arrays if isinstance(array, np.ndarray))


class Scoring:
    """What each term adds to the lessons of a table, for one commit of an index. Shared by threads without a lock."""

    def __init__(self, index: Opened, rows: Array, size: int) -> None:
        """`rows` is the row of each document of the index in a table of this size, or -1."""
        self.index = index
        self.size = size
        self.documents = int(np.count_nonzero(index.alive))
        self._rows = rows
        self.norms = {field: _norm(index, at, WEIGHT_AND_B[field][1]) for at, field in enumerate(FIELDS)}
        self._found: dict[Hashable, Found] = {}
        self._bytes = 0
        self._keeping = threading.Lock()

    def matching(self, expression: Expression, visible: Mask) -> tuple[Mask, Mask]:
        """For each row: whether it matches, whether it meets every clause. Raises Damaged.

        Clauses that none of the visible rows meets are not asked for, so that a word too many is none too many.
        """
        asked = len(expression.clauses)
        met = np.zeros(self.size, np.min_scalar_type(asked))
        for found in self._parts(expression):
            met[found.at] += found.met
        known = self._known(expression, visible) if asked > 2 else asked
        matching: Mask = met >= max(needed(known), min(asked, 1))
        for clause in expression.clauses:
            if isinstance(clause, Phrase):
                matching &= self.found(clause).mask(self.size)
        for term in expression.excluded:
            matching &= ~self.found(term).mask(self.size)
        return matching, met == asked

    def scores(self, expression: Expression) -> Array:
        """The score of each row; 0 where it has no term. Raises Damaged."""
        scores = np.zeros(self.size)
        for found in self._parts(expression):
            scores[found.at] += found.scores
        return scores

    def _parts(self, expression: Expression) -> Iterator[Found]:
        for clauses, widening in parts(expression):
            yield self.widened(clauses, widening) if widening else self.found(clauses[0])

    def meeting(self, expression: Expression) -> Iterator[list[Found]]:
        """For each clause in order what meets it: the clause itself, and other names for it. Raises Damaged."""
        for clauses, widening in parts(expression):
            others = [self.found(term) for term in widening.terms] if widening else []
            yield from ([self.found(clause), *others] for clause in clauses)

    def _known(self, expression: Expression, visible: Mask) -> int:
        """How many clauses any of these rows meets."""
        return sum(any(found.among(visible) for found in clause) for clause in self.meeting(expression))

    # --- what is found, and kept

    def found(self, term: Term) -> Found:
        """The lessons that have a term. Raises Damaged."""
        key = stem(term.folded) if isinstance(term, Word) else term
        return self._found.get(key) or self._kept(key, self._find(term))

    def widened(self, clauses: tuple[Term, ...], widening: Widening) -> Found:
        """The lessons that meet any of these clauses, where each other term stands for all of them. Raises Damaged."""
        key = clauses, widening.terms, widening.small_words
        return self._found.get(key) or self._kept(key, self._find_widened(clauses, widening))

    def _kept(self, key: Hashable, found: Found) -> Found:
        """Words that no lesson has are kept too, so that they are looked for once."""
        with self._keeping:
            if key not in self._found:
                self._found[key] = found
                self._bytes += found.nbytes
            while self._bytes > CACHE_BYTES:
                self._bytes -= self._found.pop(next(iter(self._found))).nbytes
        return found

    def _find(self, term: Term) -> Found:
        frequency = np.zeros(self.index.size)
        for part in occurrences(self.index, term):
            frequency[part.numbers] += self.weighed(term, part)
        frequency *= self.index.alive
        numbers = np.flatnonzero(frequency)
        scores = rarity(self.documents, len(numbers)) * saturated(frequency[numbers])
        rows = self._rows[numbers]
        return self._compact(rows[rows >= 0], scores[rows >= 0].astype(np.float32), len(numbers))

    def weighed(self, term: Term, part: Occurrences) -> Array:
        """What the occurrences in one field add to f of their documents."""
        if isinstance(term, Prefix):
            return part.counts
        weight, _ = WEIGHT_AND_B[part.field]
        weighed: Array = weight * part.counts / self.norms[part.field][part.numbers]
        return weighed

    def _find_widened(self, clauses: tuple[Term, ...], widening: Widening) -> Found:
        own, best = np.zeros(self.size), np.zeros(self.size)
        for term in widening.terms:
            found = self.found(term)
            best[found.at] = np.maximum(best[found.at], found.scores)
        met = np.zeros(self.size, np.min_scalar_type(len(clauses)))
        for clause in clauses:
            found = self.found(clause)
            own[found.at] += found.scores
            met += found.mask(self.size) | (best > 0)
        own[self.apart(clauses, widening)] *= APART
        rows = np.flatnonzero(met)
        return self._compact(rows, np.maximum(own, WIDENED * best)[rows], len(rows), met)

    def apart(self, clauses: tuple[Term, ...], widening: Widening) -> Array:
        """Which lessons have the typed words of a name without the name: the words apart, or one that many have anyway.

        Of "was not brought" one word is looked for, and every sixth lesson brings something; "over-optimism" leaves one
        too, and that says it all.
        """
        if widening.together:
            return ~self.found(widening.together).mask(self.size)
        common = widening.small_words and self.found(clauses[0]).documents > COMMON * self.documents
        return np.full(self.size, common)

    def _compact(self, rows: Array, scores: Array, documents: int, met: Array | None = None) -> Found:
        """Numbers of rows where they are few, a column of all lessons where they are many; `met` is such a column."""
        if len(rows) * DENSE < self.size:
            few = rows.astype(np.min_scalar_type(max(0, self.size - 1)))
            return Found(few, scores, documents, None if met is None else met[rows])
        column = np.zeros(self.size, scores.dtype)
        column[rows] = scores
        return Found(slice(None), column, documents, met)


def _norm(index: Opened, at: int, b: float) -> Array:
    """1 - b + b * length / mean length, for one field of every document."""
    lengths = index.lengths[at].astype(np.float64)
    mean = float(lengths[index.alive].mean()) if index.alive.any() else 0.0
    norm: Array = 1 - b + b * lengths / (mean or 1.0)
    return norm
