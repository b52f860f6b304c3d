"""Values of filters for those that were typed and do not exist, or find nothing: "neg" is near to Neglect.

They are values that the answer itself offers, with its counts: each is what choosing it finds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from rapidfuzz import fuzz

from kb.core.text import slugify
from kb.search.facet_values import TITLES
from kb.search.notes import unknown_value
from kb.search.parsing import FILTER, Piece, pieces, without
from kb.search.query import PARAMETERS, FacetValue, Hits, Query
from kb.search.words import STOP_WORDS

MOST_NAMED = 3
"""Typed values for which others are offered."""
MOST_VALUES = 5
ALIKE = 80
"""Of 100: how like a word of a value's name a typed one has to be."""
SHORTEST, SHORTEST_ALIKE = 2, 4
"""Letters of a word that may be the beginning of another, and of one that is compared by likeness."""


@dataclass(frozen=True, slots=True)
class NearValue:
    """A value that exists, and the same search with it."""

    label: str
    query: Query
    total: int | None
    """How many lessons that finds; None where other values of the filter are chosen too."""


@dataclass(frozen=True, slots=True)
class NearValues:
    """A value as it was typed, and those that are called like it, the most frequent first."""

    parameter: str
    title: str
    """What pages call the filter."""
    typed: str
    said: str
    """What became of it: for a value that is not known, the sentence that is among the notes too."""
    values: tuple[NearValue, ...]


def near_values(hits: Hits) -> list[NearValues]:
    """For each value that is not known; and for those by which nothing is found, where others are called like them."""
    unknown = [_named(hits, *given) for given in islice(_unknown(hits), MOST_NAMED)]
    fruitless = [] if hits.total else [_named(hits, *given) for given in islice(_fruitless(hits), MOST_NAMED)]
    return [*unknown, *(found for found in fruitless if found.values)]


def _named(hits: Hits, parameter: str, typed: str, said: str, query: Query) -> NearValues:
    return NearValues(
        parameter, TITLES[PARAMETERS[parameter]], typed, said, tuple(_near(hits, parameter, typed, query))
    )


def _unknown(hits: Hits) -> Iterator[tuple[str, str, str, Query]]:
    """Parameter and value of what is not known, the sentence that says so, and the search without it."""
    query = replace(hits.query, page=1)
    written: dict[tuple[str, str], Piece] = {
        (piece.parameter, piece.value): piece
        for piece in pieces(query.text)[0]
        if piece.kind == FILTER and not piece.unwanted
    }
    for parameter, value in hits.understood.ignored:
        piece = written.get((parameter, value))
        text = without(query.text, [piece]) if piece else query.text
        yield parameter, value, unknown_value(hits.understood, parameter, value), replace(query, text=text)


def _fruitless(hits: Hits) -> Iterator[tuple[str, str, str, Query]]:
    """The same for what is chosen, where its name is that of other values too."""
    for facet in hits.facets:
        if hits.query.chosen(facet.key) and facet.key != "years":
            for value in facet.values:
                if value.chosen and not value.count:
                    said = f"{facet.title}: “{value.label}” finds nothing here."
                    yield facet.parameter, value.label, said, hits.query.with_chosen(facet.key, ())


def _near(hits: Hits, parameter: str, typed: str, query: Query) -> Iterator[NearValue]:
    facet = next((facet for facet in hits.facets if facet.parameter == parameter), None)
    words = [word for word in slugify(typed).split("-") if word and word not in STOP_WORDS]
    if facet is None or not words:
        return
    offered = [value for value in facet.values if value.count and not value.chosen]
    found = [value for value in offered if _called(value, words)] or [v for v in offered if _called(v, words[:1])]
    others = query.chosen(facet.key)
    for value in sorted(found, key=lambda value: -value.count)[:MOST_VALUES]:
        yield NearValue(
            value.label, query.with_chosen(facet.key, (*others, value.slug)), None if others else value.count
        )


def _called(value: FacetValue, words: Sequence[str]) -> bool:
    """Whether its name has each of these words, one that begins so, or one that is spelt much like it."""
    own = slugify(value.label).split("-")
    return all(any(_like(word, other) for other in own) for word in words)


def _like(word: str, other: str) -> bool:
    if len(word) >= SHORTEST and other.startswith(word):
        return True
    return min(len(word), len(other)) >= SHORTEST_ALIKE and fuzz.ratio(word, other) >= ALIKE
