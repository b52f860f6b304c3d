"""Values of filters for those that were typed and do not exist: "neg" is near to Neglect.

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
    """How many lessons that finds; None where other values of the filter are chosen too, and for an unwanted value."""


@dataclass(frozen=True, slots=True)
class NearValues:
    """A value as it was typed, and those that are called like it, the most frequent first."""

    parameter: str
    title: str
    """What pages call the filter."""
    typed: str
    said: str
    """What became of it: the sentence that is among the notes too."""
    values: tuple[NearValue, ...]
    without: Query
    """The same search without it."""


def near_values(hits: Hits) -> list[NearValues]:
    """For each value that is not known, those that are called like it."""
    return list(islice(_unknown(hits), MOST_NAMED))


def _unknown(hits: Hits) -> Iterator[NearValues]:
    query = replace(hits.query, page=1)
    written: dict[tuple[str, str], list[Piece]] = {}
    for piece in pieces(query.text)[0]:
        if piece.kind == FILTER:
            written.setdefault((piece.parameter, piece.value), []).append(piece)
    for parameter, value in hits.understood.ignored:
        every = written.get((parameter, value), [])
        typed = [piece for piece in every if not piece.unwanted] or every
        left = replace(query, text=without(query.text, typed))
        values = _near(hits, parameter, value, left, unwanted=any(piece.unwanted for piece in typed))
        said = unknown_value(hits.understood, parameter, value)
        yield NearValues(parameter, TITLES[PARAMETERS[parameter]], value, said, tuple(values), left)


def _near(hits: Hits, parameter: str, typed: str, query: Query, *, unwanted: bool) -> Iterator[NearValue]:
    facet = next((facet for facet in hits.facets if facet.parameter == parameter), None)
    words = [word for word in slugify(typed).split("-") if word and word not in STOP_WORDS]
    if facet is None or not words:
        return
    offered = [value for value in facet.values if value.count and not value.chosen]
    found = [value for value in offered if _called(value, words)] or [v for v in offered if _called(v, words[:1])]
    others = query.chosen(facet.key)
    for value in sorted(found, key=lambda value: -value.count)[:MOST_VALUES]:
        if unwanted:
            text = f"{query.text} -{parameter}:{value.slug}".strip()
            yield NearValue(value.label, replace(query, text=text), None)
        else:
            chosen = query.with_chosen(facet.key, (*others, value.slug))
            yield NearValue(value.label, chosen, None if others else value.count)


def _called(value: FacetValue, words: Sequence[str]) -> bool:
    """Whether its name has each of these words, one that begins so, or one that is spelt much like it."""
    own = slugify(value.label).split("-")
    return all(any(_like(word, other) for other in own) for word in words)


def _like(word: str, other: str) -> bool:
    if len(word) >= SHORTEST and other.startswith(word):
        return True
    return min(len(word), len(other)) >= SHORTEST_ALIKE and fuzz.ratio(word, other) >= ALIKE
