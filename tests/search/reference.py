"""Search as one would write it first: no index, no arrays. What the engine answers is compared with this."""

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from kb.search.query import PAGE_SIZE, PARAMETERS, Query, SearchDocument
from kb.search.scoring import K1, WEIGHT_AND_B
from kb.search.whoosh_index import stem
from kb.search.words import words


@dataclass(frozen=True)
class Answer:
    """All ids in order, how many have all words, and the count of each value of each facet."""

    ids: list[int]
    with_all: int
    counts: dict[str, Counter[str]]

    def page(self, number: int) -> tuple[int, ...]:
        return tuple(self.ids[(number - 1) * PAGE_SIZE : number * PAGE_SIZE])


def search(documents: Sequence[SearchDocument], query: Query, hidden: Collection[int] = ()) -> Answer:
    """Statistics of words are those of all documents; hidden ones are left out of everything shown."""
    wanted = [stem(word.folded) for word in words(query.text[:400]) if word.folded and not word.too_common][:32]
    scores = {document.id: _score(document, wanted, documents) for document in documents}
    has = {document.id: set(wanted) & _stems(document) for document in documents}
    needed = _needed(len(set(wanted)))
    matching = [d for d in documents if d.id not in hidden and len(has[d.id]) >= needed]
    found = [document for document in matching if all(_allows(document, query, f) for f in PARAMETERS.values())]
    complete = {document.id for document in found if has[document.id] == set(wanted)}
    found.sort(key=lambda d: (d.id in complete, scores[d.id], d.first_published_on, d.id), reverse=True)
    counts = {
        facet: Counter(
            slug
            for document in matching
            if all(_allows(document, query, other) for other in PARAMETERS.values() if other != facet)
            for slug in getattr(document, facet)
        )
        for facet in PARAMETERS.values()
    }
    return Answer([document.id for document in found], len(complete), counts)


def _needed(asked: int) -> int:
    return next((n for n in range(1, asked + 1) if n == asked - 2 or 3 * n >= asked), 0) if asked > 2 else min(asked, 1)


def _allows(document: SearchDocument, query: Query, facet: str) -> bool:
    return not query.chosen(facet) or bool(set(query.chosen(facet)) & set(getattr(document, facet)))


@cache
def _field(document: SearchDocument, field: str) -> list[str]:
    return [stem(w.folded) for w in words(getattr(document, field)) if w.folded and not w.too_common]


@cache
def _stems(document: SearchDocument) -> set[str]:
    return {found for field in WEIGHT_AND_B for found in _field(document, field)}


def _score(document: SearchDocument, wanted: Sequence[str], documents: Sequence[SearchDocument]) -> float:
    total = 0.0
    for term, times in Counter(wanted).items():
        with_term = sum(term in _stems(other) for other in documents)
        frequency = 0.0
        for field, (weight, b) in WEIGHT_AND_B.items():
            own, mean = _field(document, field), sum(len(_field(d, field)) for d in documents) / len(documents)
            if term in own:
                frequency += weight * own.count(term) / (1 - b + b * len(own) / (mean or 1.0))
        if with_term:
            idf = math.log(1 + (len(documents) - with_term + 0.5) / (with_term + 0.5))
            total += times * idf * (frequency * (K1 + 1) / (frequency + K1))
    return total
