"""Which documents match the words of a query, and how well: BM25F over title, text and labels.

score(document) = sum over the words of  times asked * idf * tf * (k1 + 1) / (tf + k1)
  tf  = sum over the fields of  weight * count / (1 - b + b * length / mean length)
  idf = ln(1 + (documents - with word + 0.5) / (with word + 0.5))

Fields are combined before the saturation (Robertson, Zaragoza, Taylor: "Simple BM25 extension to multiple weighted
fields", 2004): a word that stands in title and text counts as one word, not as two. The values of k1, b and the
title's weight are those that did best on judged collections; there is no bonus for matching more words.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from kb.search.whoosh_index import FIELDS, Opened, stem

K1 = 2.2
WEIGHT_AND_B = {"title": (2.0, 0.5), "text": (1.0, 0.75), "labels": (1.0, 0.5)}

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Scored:
    """For every document of an index: its score, how many of the words it has, whether it matches at all."""

    scores: Array
    words: Array
    matching: Array
    asked: int
    """How many different words were asked for."""

    @property
    def with_all(self) -> Array:
        """The matching documents that have every word."""
        complete: Array = self.matching & (self.words == self.asked)
        return complete


def score(index: Opened, words: Sequence[str]) -> Scored:
    """Score the documents of an index for these folded words; without words all match equally."""
    alive = index.alive
    documents = int(alive.sum())
    scores, matched = np.zeros(index.size), np.zeros(index.size, np.int16)
    asked = Counter(stem(word) for word in words)
    norms = {field: _norm(index, row, WEIGHT_AND_B[field][1]) for row, field in enumerate(FIELDS)}
    for term, times in asked.items():
        frequency = np.zeros(index.size)
        for field in FIELDS:
            numbers, counts = index.postings(field, term)
            frequency[numbers] += WEIGHT_AND_B[field][0] * counts / norms[field][numbers]
        frequency[~alive] = 0.0
        with_word = int(np.count_nonzero(frequency))
        if with_word:
            idf = math.log(1 + (documents - with_word + 0.5) / (with_word + 0.5))
            scores += times * idf * (frequency * (K1 + 1) / (frequency + K1))
            matched += frequency > 0
    return Scored(scores, matched, alive & (matched >= needed(len(asked))), len(asked))


def needed(asked: int) -> int:
    """How many of so many different words a lesson must have to be found: all but two, or a third if that is fewer.

    A sentence is no list of conditions: with all but two of its words hardly any text on its subject is found.
    """
    return max(1, min(asked - 2, math.ceil(asked / 3))) if asked else 0


def _norm(index: Opened, row: int, b: float) -> Array:
    """1 - b + b * length / mean length, for one field of every document."""
    lengths = index.lengths[row]
    living = lengths[index.alive]
    mean = float(living.sum()) / max(1, living.size)
    norm: Array = 1 - b + b * lengths / (mean or 1.0)
    return norm
