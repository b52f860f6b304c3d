"""Where nothing is found: the nearest search that finds something, and the nearest themes."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from kb.core.text import joined
from kb.search.parsing import PHRASE, Piece, Q, pieces, without
from kb.search.query import NO_FILTERS, Hits, Query
from kb.search.snapshot import Snapshot
from kb.search.synonyms import Synonyms
from kb.search.whoosh_index import stem
from kb.search.words import STOP_WORDS, words

MOST_TRIED = 30
"""Searches that are counted in all, so that finding nothing takes no longer than finding much."""
MOST_ALONE = 10
"""Words that are looked for each by itself."""
MOST_THEMES = 3
ALIKE = 82
"""Of 100: how like a word of a name a misspelt one has to be."""
SHORTEST = 4
"""Letters of a word that is compared by likeness."""
WORTH = 0.375
"""What a theme has to have in common with a search: a word of one or two themes, or two words of many."""


@dataclass(frozen=True, slots=True)
class NearTheme:
    """A theme whose names have words of the search."""

    slug: str
    label: str
    total: int
    """How many lessons it has."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """What to offer in place of nothing."""

    query: Query | None = None
    """A search that finds something."""
    change: str = ""
    """How it differs, to follow "the same search": "without the filters"."""
    total: int = 0
    themes: tuple[NearTheme, ...] = ()


class _Counting:
    """Counts what searches find; after MOST_TRIED of them, nothing is found any more."""

    def __init__(self, snapshot: Snapshot, hidden: Collection[int]) -> None:
        self._snapshot = snapshot
        self._hidden = hidden
        self._left = MOST_TRIED

    def totals(self, query: Query) -> tuple[int, int]:
        """How many lessons it finds, and how many of them have all its words."""
        if not self._left:
            return 0, 0
        self._left -= 1
        return self._snapshot.totals(query, self._hidden)

    def total(self, query: Query) -> int:
        return self.totals(query)[0]


def nearest(snapshot: Snapshot, hits: Hits, hidden: Collection[int]) -> Nearest:
    """What to offer for a search that found nothing. Its typing errors are left to `corrections`.

    A search that finds lessons with all its words is nearer than one that only finds others.
    """
    counting = _Counting(snapshot, hidden)
    best = Nearest(themes=tuple(_themes(snapshot, hits, counting)))
    for change, query in _similar(hits, counting):
        total, with_all = counting.totals(query)
        if total and (with_all or not best.query):
            best = replace(best, query=query, change=change, total=total)
        if with_all:
            break
    return best


# --- similar searches, the nearest first


def _similar(hits: Hits, counting: _Counting) -> Iterator[tuple[str, Query]]:
    query = replace(hits.query, text=hits.understood.text, page=1)
    if len(query.filters) > 1:
        for facet in reversed(tuple(query.filters)):
            yield f"without {_title(hits, facet)}", query.with_chosen(facet, ())
    if query.filters:
        yield "without the filters", query.without_filters()
    less = list(_with_less(query.text))
    for change, text in less:
        yield change, replace(query, text=text)
    rarest = _rarest(query, counting)
    yield from rarest
    if query.filters:
        for change, text in less:
            yield f"{change} and without the filters", replace(query, text=text, filters=NO_FILTERS)
        for change, other in rarest:
            yield f"{change} and without the filters", other.without_filters()


def _with_less(text: str) -> Iterator[tuple[str, str]]:
    """The text without what it rules out; and without the quotation marks of its phrases."""
    read = pieces(text)[0]
    unwanted = [piece for piece in read if piece.unwanted]
    if unwanted:
        yield "with nothing left out", without(text, unwanted)
    if any(_quoted(text, piece) and not piece.unwanted for piece in read):
        yield "without quotation marks", _loosened(without(text, unwanted))


def _quoted(text: str, piece: Piece) -> bool:
    """Whether it is a phrase in quotation marks: a code is one without them."""
    return piece.kind == PHRASE and text[piece.end - 1] in Q


def _loosened(text: str) -> str:
    phrases = [piece for piece in pieces(text)[0] if _quoted(text, piece)]
    for piece in reversed(phrases):
        inside = " ".join(word.shown for word in piece.words)
        text = f"{text[: piece.start]} {inside} {text[piece.end :]}"
    return " ".join(text.split())


def _rarest(query: Query, counting: _Counting) -> list[tuple[str, Query]]:
    """Searches for fewer words: without those that no lesson has, then without one more, the most common first."""
    wanted = [piece for piece in pieces(query.text)[0] if piece.term and not piece.unwanted]
    if len(wanted) < 2:
        return []
    texts = (query.text[piece.start : piece.end] for piece in wanted[:MOST_ALONE])
    alone = [counting.total(Query(text, exact=query.exact)) for text in texts]
    unknown = [piece for piece, count in zip(wanted, alone, strict=False) if not count]
    found = [unknown] if 0 < len(unknown) < len(wanted) else []
    known = sorted((count, number) for number, count in enumerate(alone) if count)
    found += [[*unknown, wanted[number]] for _, number in reversed(known) if len(unknown) + 1 < len(wanted)]
    return [
        (f"without {_listed(removed, query.text)}", replace(query, text=without(query.text, removed)))
        for removed in found
    ]


def _listed(removed: Sequence[Piece], text: str) -> str:
    return joined(f"“{text[piece.start : piece.end].strip(Q)}”" for piece in removed)


def _title(hits: Hits, facet: str) -> str:
    return next((found.title.lower() for found in hits.facets if found.key == facet), facet)


# --- themes


def _themes(snapshot: Snapshot, hits: Hits, counting: _Counting) -> Iterator[NearTheme]:
    found = themes_like(snapshot.synonyms, hits.understood.text)[: 2 * MOST_THEMES]
    shown = 0
    for slug, label in found:
        total = counting.total(Query(filters={"themes": (slug,)}))
        if total and shown < MOST_THEMES:
            shown += 1
            yield NearTheme(slug, label, total)


def themes_like(synonyms: Synonyms, text: str) -> list[tuple[str, str]]:
    """Slug and label of the themes whose names have words of the text, or words like them; the best first."""
    by_stem, stems = _names(synonyms)
    scores: dict[str, float] = defaultdict(float)
    read = pieces(text)[0]
    for word in {word.folded for piece in read if piece.term and not piece.unwanted for word in piece.words}:
        likeness, found = (1.0, stem(word)) if word not in STOP_WORDS else (0.0, "")
        if found not in by_stem and len(word) >= SHORTEST and word.isalpha():
            like = process.extractOne(word, list(stems), scorer=fuzz.ratio, score_cutoff=ALIKE)
            likeness, found = (like[1] / 100, stems[like[0]]) if like else (0.0, "")
        slugs = by_stem.get(found, ())
        for slug in slugs:  # a word says more where few themes have it
            scores[slug] += likeness / (1 + math.log2(1 + len(slugs)))
    themes = [(group.slug, group.preferred) for group in synonyms.groups if group.slug]
    return sorted(
        ((slug, label) for slug, label in themes if scores[slug] >= WORTH), key=lambda theme: -scores[theme[0]]
    )


@lru_cache(maxsize=4)
def _names(synonyms: Synonyms) -> tuple[Mapping[str, set[str]], Mapping[str, str]]:
    """The themes whose names have a word, by its stem; and the stem of each word long enough to be misspelt."""
    by_stem: dict[str, set[str]] = {}
    stems: dict[str, str] = {}
    for group in synonyms.groups:
        for name in (group.preferred, *group.others, *group.hidden) if group.slug else ():
            for word in words(name):
                if word.folded and not word.too_common:
                    by_stem.setdefault(stem(word.folded), set()).add(group.slug)
                    if len(word.folded) >= SHORTEST:
                        stems[word.folded] = stem(word.folded)
    return by_stem, stems
