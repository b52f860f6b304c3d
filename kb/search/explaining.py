"""Says how the first results of a search came to their scores, in numbers that add up."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice

import numpy as np

from kb.search.expression import Expression, Phrase, Prefix, Term
from kb.search.matching import occurrences
from kb.search.query import Query, Understood
from kb.search.scoring import APART, WEIGHT_AND_B, WIDENED, Scoring, parts, rarity
from kb.search.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Place:
    """A field of a lesson that has a term: how often, and what its length makes of that."""

    field: str
    """Empty for the beginning of a word, which is looked for in all fields as one."""
    count: int
    weight: float
    norm: float

    @property
    def share(self) -> float:
        """What it adds to f."""
        return self.weight * self.count / self.norm


@dataclass(frozen=True, slots=True)
class Scored:
    """A term in one lesson."""

    term: str
    """As it would be typed."""
    documents: int
    """How many documents have it."""
    idf: float
    places: tuple[Place, ...]
    """Empty where the lesson does not have it."""
    score: float

    @property
    def frequency(self) -> float:
        """f: its occurrences, weighed."""
        return sum(place.share for place in self.places)


@dataclass(frozen=True, slots=True)
class Part:
    """A clause, or clauses that other names stand for, and what the lesson gets for it."""

    typed: tuple[Scored, ...]
    others: tuple[Scored, ...] = ()
    share: float = 1.0
    """What the typed words count, of what each would count alone: less where words of a name stand apart."""

    @property
    def own(self) -> float:
        """What was typed adds so much."""
        return self.share * sum(scored.score for scored in self.typed)

    @property
    def widened(self) -> float:
        """What the best of the other names counts."""
        return WIDENED * max((scored.score for scored in self.others), default=0.0)

    @property
    def score(self) -> float:
        """What it adds to the score of the lesson."""
        return max(self.own, self.widened)


@dataclass(frozen=True, slots=True)
class Explained:
    """A result. The scores of its parts add up to its score."""

    id: int
    complete: bool
    """Whether it has all that was asked for; these come first."""
    score: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a text was read, and how its first results were scored."""

    understood: Understood
    total: int
    results: tuple[Explained, ...]


def explain(snapshot: Snapshot, query: Query, limit: int, hidden: Collection[int] = ()) -> Explanation:
    """How the first results came to their scores; without words, or without an index, there are no scores."""
    _, understood = snapshot.read(query, hidden)
    matched = snapshot.matched(understood.expression, hidden)
    results = []
    for number in islice(_results(snapshot, query, hidden), limit):
        row = int(snapshot.table.rows_of(np.array([number]))[0])
        explained = tuple(_parts(snapshot, understood.expression, row))
        results.append(Explained(number, bool(matched.complete[row]), float(matched.scores[row]), explained))
    return Explanation(understood, snapshot.totals(query, hidden)[0], tuple(results))


def _results(snapshot: Snapshot, query: Query, hidden: Collection[int]) -> Iterator[int]:
    for page in count(1):
        hits = snapshot.answer(replace(query, page=page), hidden)
        yield from hits.ids
        if page * hits.size >= hits.total:
            return


def _parts(snapshot: Snapshot, expression: Expression, row: int) -> Iterator[Part]:
    if snapshot.scoring is None:
        return
    document = int(np.flatnonzero(snapshot.rows == row)[0])
    for clauses, widening in parts(expression):
        typed = tuple(_scored(snapshot.scoring, clause, row, document) for clause in clauses)
        others = tuple(_scored(snapshot.scoring, term, row, document) for term in (widening.terms if widening else ()))
        apart = widening is not None and snapshot.scoring.apart(clauses, widening)[row]
        yield Part(typed, others, APART if apart else 1.0)


def _scored(scoring: Scoring, term: Term, row: int, document: int) -> Scored:
    found = scoring.found(term)
    places = []
    for part in occurrences(scoring.index, term):
        at = int(np.searchsorted(part.numbers, document))
        if at < len(part.numbers) and part.numbers[at] == document:
            plain = isinstance(term, Prefix)
            weight = 1.0 if plain else WEIGHT_AND_B[part.field][0]
            norm = 1.0 if plain else float(scoring.norms[part.field][document])
            places.append(Place(part.field, int(part.counts[at]), weight, norm))
    idf = rarity(scoring.documents, found.documents)
    return Scored(spelled(term), found.documents, idf, tuple(places), found.score_of(row))


def spelled(term: Term) -> str:
    """A term as it would be typed."""
    match term:
        case Phrase(words):
            return f'"{" ".join(word or "…" for word in words)}"'
        case Prefix(folded):
            return f"{folded}*"
    return term.folded


# --- as lines for a terminal


def lines(explanation: Explanation, titles: Sequence[str]) -> Iterator[str]:
    """The explanation for a terminal, with the title of each result."""
    for place, (result, title) in enumerate(zip(explanation.results, titles, strict=True), 1):
        all_of_it = "has everything" if result.complete else "has a part"
        yield f"{place}. {title}"
        yield f"   {result.score:.4f}  lesson {result.id}, {all_of_it}"
        for part in result.parts:
            yield from (f"   {line}" for line in _lines_of(part))


def _lines_of(part: Part) -> Iterator[str]:
    widened = part.widened > part.own
    for scored in part.typed:
        apart = f", {part.share} of it as the words stand apart" if part.share < 1 else ""
        yield f"{0.0 if widened else part.share * scored.score:9.4f}  {_formula(scored)}{apart}"
    best = max(part.others, key=lambda scored: scored.score, default=None)
    if best and best.score:
        counts = part.widened if widened else 0.0
        yield f"{counts:9.4f}  by another name, {WIDENED} of {best.score:.4f}: {_formula(best)}"


def _formula(scored: Scored) -> str:
    if not scored.places:
        return f"{scored.term}: not here"
    shares = " + ".join(
        f"{place.weight:g} × {place.count} / {place.norm:.3f} in {place.field or 'any field'}"
        for place in scored.places
    )
    return f"{scored.term}: idf {scored.idf:.4f} of {scored.documents} lessons, f {scored.frequency:.3f} = {shares}"
