"""Search as one would write it first: no index, no arrays. What the engine answers is compared with this."""

import math
import struct
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kb.search.backend import SearchDocument
from kb.search.expression import Expression, Phrase, Prefix, Term, Word
from kb.search.filterables import Filterable
from kb.search.query import PAGE_SIZE, SORTS, Query
from kb.search.scoring import APART, COMMON, K1, WEIGHT_AND_B, WIDENED
from kb.search.whoosh_index import stem
from kb.search.words import places

DIGITS = 9
"""Two scores that are the same to so many digits are the same."""


@dataclass(frozen=True)
class Answer:
    """All ids in order, and how many of them have every word."""

    ids: list[int]
    with_all: int

    def page(self, number: int) -> tuple[int, ...]:
        return tuple(self.ids[(number - 1) * PAGE_SIZE : number * PAGE_SIZE])


@dataclass(frozen=True)
class Read:
    """A document as words: per field the stems at each place, and which folded words it has."""

    id: int
    stems: dict[str, list[tuple[str, ...]]]
    lengths: dict[str, int]
    words: frozenset[str]
    title_words: frozenset[str]


def read(document: SearchDocument) -> Read:
    folded = {field: list(places(getattr(document, field))) for field in WEIGHT_AND_B}
    words = {field: frozenset(word for here in found for word in here) for field, found in folded.items()}
    return Read(
        document.id,
        {field: [tuple(stem(word) for word in here) for here in found] for field, found in folded.items()},
        {field: sum(bool(here) for here in found) for field, found in folded.items()},
        frozenset().union(*words.values()),
        words["title"],
    )


class Reference:
    """Documents that are indexed, and filter values of lessons that are published; what is in both is found."""

    def __init__(self, documents: Iterable[SearchDocument], filterables: Iterable[Filterable]) -> None:
        self.documents = [read(document) for document in documents]
        self.lessons = {lesson.id: lesson for lesson in filterables}
        total = len(self.documents) or 1
        self.means = {field: sum(d.lengths[field] for d in self.documents) / total for field in WEIGHT_AND_B}
        self._met: dict[tuple[Expression, frozenset[int]], dict[int, int]] = {}
        self._having: dict[tuple[str, str], frozenset[int]] = {}
        self._scores: dict[Term, dict[int, float]] = {}
        self._with_stem: dict[str, list[Read]] = defaultdict(list)
        for document in self.documents:
            for found in {s for here in document.stems.values() for place in here for s in place}:
                self._with_stem[found].append(document)

    def answer(self, expression: Expression, query: Query = Query(), hidden: Collection[int] = ()) -> Answer:  # noqa: B008
        met = self.met(expression, hidden)
        found = met.keys() & self.allowed(query)
        complete = {number for number in found if met[number] == len(expression.clauses)}
        sort = query.sort if expression.asks_for_words or query.sort != SORTS[0] else "newest"
        totals = {number: round(self.score(expression, number), DIGITS) for number in found}

        def key(number: int) -> tuple[object, ...]:
            lesson = self.lessons[number]
            newest: tuple[object, ...] = (lesson.first_published_on or date.min, number)
            order: dict[str, tuple[object, ...]] = {
                "relevance": (totals[number], *newest),
                "newest": newest,
                "most-used": (lesson.uses, *newest),
            }
            return number in complete, *order[sort]

        return Answer(sorted(found, key=key, reverse=True), len(complete))

    def count(self, expression: Expression, query: Query, facet: str, slug: str, hidden: Collection[int] = ()) -> int:
        """The total with this value alone chosen in its facet."""
        return len(self.met(expression, hidden).keys() & self.allowed(query.with_chosen(facet, [slug])))

    # --- words

    def met(self, expression: Expression, hidden: Collection[int] = ()) -> dict[int, int]:
        """How many clauses each lesson meets, of the lessons that match the words."""
        key = expression, frozenset(hidden)
        if key not in self._met:
            self._met = {key: self._meeting(expression, hidden)}  # of the last search
        return self._met[key]

    def _meeting(self, expression: Expression, hidden: Collection[int]) -> dict[int, int]:
        clauses = [self._meets(expression, at) for at in range(len(expression.clauses))]
        phrases = [meet for meet, clause in zip(clauses, expression.clauses, strict=True) if isinstance(clause, Phrase)]
        shown = self.lessons.keys() & {document.id for document in self.documents} - set(hidden)
        known = sum(not shown.isdisjoint(meet) for meet in clauses)
        out = set(hidden).union(*(self.scores(term) for term in expression.excluded))
        out = out.union(*(self.having(facet, slug) for facet, slug in expression.excluded_values))
        found = {}
        for number in (document.id for document in self.documents):
            met = sum(number in meet for meet in clauses)
            enough = met >= _needed(known) and (met or not clauses) and all(number in meet for meet in phrases)
            if enough and number in self.lessons and number not in out:
                found[number] = met
        return found

    def _meets(self, expression: Expression, at: int) -> set[int]:
        """The documents that meet a clause."""
        others = [term for w in expression.widenings if w.first <= at <= w.last for term in w.terms]
        return set().union(*(self.scores(term) for term in [expression.clauses[at], *others]))

    def score(self, expression: Expression, number: int) -> float:
        own = [self.scores(clause).get(number, 0.0) for clause in expression.clauses]
        total, widened = 0.0, set()
        for widening in expression.widenings:
            places_ = range(widening.first, widening.last + 1)
            best = max((self.scores(term).get(number, 0.0) for term in widening.terms), default=0.0)
            typed = sum(own[at] for at in places_)
            together = widening.together
            having = len(self.scores(expression.clauses[widening.first]))
            common = widening.small_words and having > COMMON * len(self.documents)
            if common or (together and number not in self.scores(together)):
                typed *= APART
            total += max(typed, WIDENED * best)
            widened.update(places_)
        return total + sum(score for at, score in enumerate(own) if at not in widened)

    def scores(self, term: Term) -> dict[int, float]:
        """The score of each document that has a term. The engine keeps them with 24 bits, and so are these."""
        if term not in self._scores:
            found = {document.id: self._frequency(document, term) for document in self._candidates(term)}
            having = {number: frequency for number, frequency in found.items() if frequency}
            idf = math.log(1 + (len(self.documents) - len(having) + 0.5) / (len(having) + 0.5))
            self._scores[term] = {number: _single(idf * (f * (K1 + 1) / (f + K1))) for number, f in having.items()}
        return self._scores[term]

    def _candidates(self, term: Term) -> Sequence[Read]:
        match term:
            case Prefix():
                return self.documents
            case Word(folded):
                return self._with_stem.get(stem(folded), [])
            case Phrase(words):
                return min((self._with_stem.get(stem(word), []) for word in words if word), key=len)

    def _frequency(self, document: Read, term: Term) -> float:
        if isinstance(term, Prefix):
            in_title, anywhere = (
                any(word.startswith(term.folded) for word in words) for words in (document.title_words, document.words)
            )
            return float(anywhere) + float(in_title)
        frequency = 0.0
        for field, (weight, b) in WEIGHT_AND_B.items():
            count = occurrences(term, document.stems[field])
            norm = 1 - b + b * document.lengths[field] / (self.means[field] or 1.0)
            frequency += weight * count / norm if count else 0.0
        return frequency

    # --- filters

    def allowed(self, query: Query) -> set[int]:
        """The lessons that have, in each facet with chosen values, one of these."""
        found = set(self.lessons)
        for facet, slugs in query.filters.items():
            found &= set().union(*(self.having(facet, slug) for slug in slugs))
        return found

    def having(self, facet: str, slug: str) -> frozenset[int]:
        """The lessons that have a value, or a year of a range."""
        if (facet, slug) not in self._having:
            lessons = self.lessons.values()
            self._having[facet, slug] = frozenset(lesson.id for lesson in lessons if _has(lesson, facet, slug))
        return self._having[facet, slug]


def _has(lesson: Filterable, facet: str, slug: str) -> bool:
    values = lesson.values.get(facet, ())
    if facet == "years" and ".." in slug:
        first, last = slug.split("..")
        return any(int(first or 0) <= int(year) <= int(last or 9999) for year in values)
    return slug in values


def occurrences(term: Word | Phrase, field: Sequence[tuple[str, ...]]) -> int:
    """How often a term stands in a field."""
    if isinstance(term, Word):
        return sum(here.count(stem(term.folded)) for here in field)
    wanted = [word if word is None else stem(word) for word in term.words]
    return sum(
        all(word is None or word in here for word, here in zip(wanted, field[first:], strict=False))
        for first in range(len(field) - len(wanted) + 1)
    )


def _needed(known: int) -> int:
    """By trying, so that it is not the engine's formula: half of up to four, else a quarter, but three."""
    if known < 5:
        return next(n for n in range(known + 1) if 2 * n >= known)
    return next(n for n in range(3, known + 1) if 4 * n >= known)


def _single(number: float) -> float:
    return float(struct.unpack("f", struct.pack("f", number))[0])
