"""300 searches of any kind over 1,000 lessons: what is shown, what clicking finds, and the reference agree."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import pytest

from kb.search.query import PAGE_SIZE, SORTS, Hits
from kb.search.snapshot import Snapshot
from kb.search.synonyms import Synonyms
from tests.search import corpora
from tests.search.corpora import Asked
from tests.search.reference import Reference

LESSONS = 1000
SEARCHES = 300
ROUNDS = 10
"""The searches are shared out to tests that can run at the same time."""


@dataclass(frozen=True)
class Both:
    """The same lessons for the engine and for the reference."""

    snapshot: Snapshot
    reference: Reference
    hidden: frozenset[int]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    made = corpora.lessons(LESSONS, 1)
    snapshot = corpora.snapshot(corpora.built(tmp_path_factory.mktemp("truth") / "index", made), made)
    wide = replace(snapshot, synonyms=Synonyms.of(corpora.NAMES))
    theirs = Reference([m.document for m in made], [m.filterable for m in made])
    return Both(wide, theirs, frozenset(random.Random(2).sample(range(1, LESSONS + 1), 12)))


@cache
def searches() -> Sequence[Asked]:
    chance = random.Random(3)
    return [corpora.asked(chance) for _ in range(SEARCHES)]


@pytest.mark.parametrize("part", range(ROUNDS))
def test_what_is_shown_is_what_clicking_finds_and_what_the_reference_finds(both: Both, part: int) -> None:
    for asked in searches()[part::ROUNDS]:
        hits = both.snapshot.answer(asked.query, both.hidden)
        is_read_as_meant(hits, asked)
        is_what_the_reference_finds(hits, both)
        counts_are_what_clicking_finds(hits, both)
        pages_make_up_the_total(hits, both)


def is_read_as_meant(hits: Hits, asked: Asked) -> None:
    expression = hits.understood.expression
    assert expression.clauses == tuple(asked.clauses), asked
    assert set(expression.excluded) == set(asked.excluded), asked
    assert set(expression.excluded_values) == set(asked.excluded_values), asked
    for facet, slug in asked.typed:
        assert slug in hits.query.chosen(facet), asked
    for facet, slugs in hits.query.filters.items():
        typed = {slug for owner, slug in asked.typed if owner == facet}
        assert set(slugs) == typed | set(asked.query.chosen(facet)), asked


def is_what_the_reference_finds(hits: Hits, both: Both) -> None:
    expected = both.reference.answer(hits.understood.expression, hits.query, both.hidden)
    assert (hits.total, hits.with_all) == (len(expected.ids), expected.with_all), hits.query
    assert hits.ids == expected.page(hits.page), hits.query


def counts_are_what_clicking_finds(hits: Hits, both: Both) -> None:
    """Every value is clicked; one of each facet is looked at as a whole, and compared with the reference too."""
    expression = hits.understood.expression
    for number, facet in enumerate(hits.facets):
        for place, value in enumerate(facet.values):
            clicked = hits.query.with_chosen(facet.key, [value.slug])
            assert both.snapshot.totals(clicked, both.hidden)[0] == value.count, clicked
            if place == number % len(facet.values):
                assert both.snapshot.answer(clicked, both.hidden).total == value.count, clicked
                counted = both.reference.count(expression, hits.query, facet.key, value.slug, both.hidden)
                assert counted == value.count, clicked


def pages_make_up_the_total(hits: Hits, both: Both) -> None:
    pages = range(1, -(-hits.total // PAGE_SIZE) + 1)
    ids = [n for page in pages for n in both.snapshot.answer(replace(hits.query, page=page), both.hidden).ids]
    assert len(ids) == len(set(ids)) == hits.total, hits.query
    assert ids == both.reference.answer(hits.understood.expression, hits.query, both.hidden).ids


def test_the_searches_are_of_all_kinds() -> None:
    """Or the test above would say little."""
    asked = searches()
    assert len(asked) == SEARCHES
    for kind in ("clauses", "excluded", "excluded_values", "typed"):
        assert sum(bool(getattr(one, kind)) for one in asked) > SEARCHES / 10, kind
    assert sum(bool(one.query.filters) for one in asked) > SEARCHES / 3
    assert {one.query.sort for one in asked} == set(SORTS)
