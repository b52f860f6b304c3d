"""How good a ranking is where people judged which documents answer a query: nDCG@10, MAP and MRR.

A query counts when at least one document was judged to answer it; one that finds nothing counts as zero. Each measure
is the mean over the queries, computed as by the program trec_eval of the Text REtrieval Conference.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from statistics import fmean

from kb.search import whoosh_index
from kb.search.backend import Position, SearchDocument
from kb.search.facet_values import Vocabulary
from kb.search.facets import FacetTable
from kb.search.filterables import Filterable
from kb.search.folder import Current
from kb.search.query import Hits, Query
from kb.search.snapshot import Snapshot, snapshot_of
from kb.search.synonyms import Synonyms
from kb.search.whoosh_segments import open_index

CUTOFF = 10
DEPTH = 1000
"""Places of a ranking that are looked at for MAP and MRR."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A query and the documents that were judged for it: how much each is worth, 0 if it does not answer it."""

    text: str
    gains: Mapping[str, float]

    @property
    def counts(self) -> bool:
        """Whether anything answers it."""
        return any(gain > 0 for gain in self.gains.values())


@dataclass(frozen=True, slots=True)
class Measured:
    """What a ranking is worth for one query."""

    text: str
    ndcg: float
    ndcg_of_equals: float
    """The same with every document that answers the query worth 1."""
    average_precision: float
    reciprocal_rank: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a ranking is worth for many queries."""

    queries: tuple[Measured, ...]

    graded: bool = False
    """Whether some answers were judged better than others."""

    @property
    def ndcg(self) -> float:
        """Mean nDCG@10, by the grades."""
        return _mean(query.ndcg for query in self.queries)

    @property
    def ndcg_of_equals(self) -> float:
        """Mean nDCG@10 without grades."""
        return _mean(query.ndcg_of_equals for query in self.queries)

    @property
    def mean_average_precision(self) -> float:
        """MAP."""
        return _mean(query.average_precision for query in self.queries)

    @property
    def mean_reciprocal_rank(self) -> float:
        """MRR."""
        return _mean(query.reciprocal_rank for query in self.queries)


def evaluate(judged: Iterable[Judged], rank: Callable[[str], Sequence[str]]) -> Evaluation:
    """Measure what `rank` makes of the text of each query that counts."""
    counted = [query for query in judged if query.counts]
    grades = {gain for query in counted for gain in query.gains.values() if gain > 0}
    return Evaluation(tuple(measure(query, rank(query.text)) for query in counted), graded=len(grades) > 1)


def measure(judged: Judged, ranking: Sequence[str]) -> Measured:
    """Measure a ranking, best first; a document that was not judged is worth nothing."""
    gains = [judged.gains.get(key, 0.0) for key in ranking[:DEPTH]]
    best = list(judged.gains.values())
    relevant = [gain > 0 for gain in gains]
    return Measured(
        judged.text,
        ndcg=ndcg(gains, best),
        ndcg_of_equals=ndcg(relevant, [gain > 0 for gain in best]),
        average_precision=average_precision(relevant, sum(gain > 0 for gain in best)),
        reciprocal_rank=reciprocal_rank(relevant),
    )


def ndcg(gains: Sequence[float], judged: Sequence[float], cutoff: int = CUTOFF) -> float:
    """Normalised discounted cumulated gain of the first places, 0 to 1.

    DCG = sum over the places i = 1, 2 ... of  gain(i) / log2(i + 1), divided by that of the best possible order of all
    that was judged (Järvelin, Kekäläinen: "Cumulated gain-based evaluation of IR techniques", 2002, with the discount
    that is usual since). The gain is the grade itself, not a power of it.
    """
    best = _dcg(sorted((max(gain, 0.0) for gain in judged), reverse=True)[:cutoff])
    return _dcg([max(gain, 0.0) for gain in gains[:cutoff]]) / best if best else 0.0


def _dcg(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, 1))


def average_precision(relevant: Sequence[bool], answers: int) -> float:
    """Mean, over all documents that answer the query, of the precision at the place of each; 0 for one not found.

    Its mean over the queries is MAP (Buckley, Voorhees: "Retrieval system evaluation", in "TREC", 2005).
    """
    found, total = 0, 0.0
    for place, answer in enumerate(relevant, 1):
        if answer:
            found += 1
            total += found / place
    return total / answers if answers else 0.0


def reciprocal_rank(relevant: Sequence[bool]) -> float:
    """One divided by the place of the first answer; 0 where there is none.

    Its mean over the queries is MRR (Voorhees: "The TREC-8 question answering track report", 1999).
    """
    return next((1 / place for place, answer in enumerate(relevant, 1) if answer), 0.0)


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return fmean(listed) if listed else 0.0


# --- the ranking that is measured


def ranking(search: Callable[[Query], Hits], text: str) -> list[int]:
    """The ids that a reader finds with this text, page by page, as many as are looked at."""
    found: list[int] = []
    for hits in _pages(search, Query(text=text)):
        found += hits.ids
        if len(found) >= min(hits.total, DEPTH):
            break
    return found[:DEPTH]


def _pages(search: Callable[[Query], Hits], query: Query) -> Iterator[Hits]:
    for page in range(1, DEPTH + 1):
        yield search(replace(query, page=page))


def snapshot_of_documents(folder: Path, documents: Iterable[SearchDocument]) -> Snapshot:
    """An index of documents that are no lessons, in an empty folder; without filters and other names for words."""
    given = list(documents)
    whoosh_index.create(folder)
    whoosh_index.write(folder, (), given)
    table = FacetTable.of((Filterable(document.id, date.min, {}) for document in given), Vocabulary.of({}))
    current = Current(folder.name, {}, "", Position())
    return snapshot_of(current, open_index(folder, {}), table, Synonyms.of(()), None)
