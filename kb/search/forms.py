"""What the search page and the page of one filter's values are filled in with: values to tick, addresses of states."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from urllib.parse import urlencode

from flask import url_for

from kb.core.paging import Page, pages
from kb.core.text import slugify
from kb.search import facet_values
from kb.search.query import PARAMETERS, SORTS, Arguments, Facet, FacetValue, Hits, Query

SHOWN = 8
"""Values that a filter of the search page shows, with those that are chosen."""
ALL_SHOWN = 12
"""A filter with so few values shows them all."""
OPEN_AT_FIRST = frozenset({"themes", "kinds_of_change", "done_statuses", "evidence_stages"})
PAGE_OF_VALUES = 100
FIND_LIMIT = 100
"""Characters that are read of what values are looked for by."""
NOUNS = {
    "themes": "themes",
    "kinds_of_change": "kinds of change",
    "kinds": "kinds of lesson",
    "done_statuses": "steps",
    "evidence_stages": "stages",
    "results": "results",
    "nations": "nations",
    "regions": "regions",
    "organisations": "organisations",
    "review_types": "types of review",
    "agencies": "agencies",
    "harm_types": "types of harm",
    "age_bands": "age bands",
    "years": "years",
    "tags": "tags",
}
"""What the values of each filter are."""
SORTED_BY = {"relevance": "Most relevant", "newest": "Newest", "most-used": "Most used"}


@dataclass(frozen=True, slots=True)
class Link:
    """A state of the search that is one click away."""

    text: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of the search page: the values that it shows, and where all of them are."""

    parameter: str
    title: str
    values: Sequence[FacetValue]
    chosen: int
    open: bool
    all: Link | None


@dataclass(frozen=True, slots=True)
class ValuePage:
    """A page of all values of one filter, and what else the search consists of."""

    parameter: str
    title: str
    noun: str
    find: str
    page: Page[FacetValue]
    groups: tuple[tuple[str, tuple[FacetValue, ...]], ...]
    """The values of this page under the heading of their group; one without a heading where there are no groups."""
    hidden: tuple[tuple[str, str], ...]
    """Fields that keep the rest of the search, with what is chosen in this filter on other pages."""
    cancel_url: str


def address(query: Query) -> str:
    """Address of the search page in this state."""
    return _with_arguments(url_for("search.results"), urlencode(query.to_args()))


def _with_arguments(path: str, encoded: str) -> str:
    return f"{path}?{encoded}" if encoded else path


def filters(hits: Hits) -> list[Filter]:
    """Every filter, in the order of the page."""
    state = urlencode(replace(hits.query, page=1).to_args())
    return [_filter(facet, facet_values.PARAMETER_OF[facet.key], hits.query, state) for facet in hits.facets]


def _filter(facet: Facet, parameter: str, query: Query, state: str) -> Filter:
    everything = len(facet.values) <= ALL_SHOWN
    link = None
    if not everything or facet.key == "years":
        text = "Choose from one year to another" if everything else f"Show all {len(facet.values):,} {NOUNS[facet.key]}"
        link = Link(text, _with_arguments(url_for("search.values", parameter=parameter), state))
    return Filter(
        parameter=parameter,
        title=facet.title,
        values=facet.values.frequent(ALL_SHOWN if everything else SHOWN),
        chosen=len(query.chosen(facet.key)),
        open=facet.key in OPEN_AT_FIRST,
        all=link,
    )


def chosen(hits: Hits) -> list[Link]:
    """The filters in use; each link leads to the same search without it."""
    titles = {facet.key: facet.title for facet in hits.facets}
    labels = {
        (facet.key, value.slug): value.label
        for facet in hits.facets
        if hits.query.chosen(facet.key)
        for value in facet.values.frequent(0)
    }
    return [
        Link(f"{titles[facet]}: {labels.get((facet, slug), slug)}", address(_without(hits.query, facet, slug)))
        for facet, slugs in hits.query.filters.items()
        for slug in slugs
    ]


def _without(query: Query, facet: str, slug: str) -> Query:
    return query.with_chosen(facet, [other for other in query.chosen(facet) if other != slug])


def sorts(hits: Hits) -> list[Link]:
    """The orders that results can have; without words nothing is more relevant than anything else."""
    has_words = hits.understood.expression.asks_for_words
    offered = SORTS if has_words else SORTS[1:]
    used = hits.query.sort if hits.query.sort in offered else offered[0]
    return [Link(SORTED_BY[sort], address(replace(hits.query, sort=sort, page=1)), sort == used) for sort in offered]


# --- all values of one filter


def with_years(query: Query, given: Arguments) -> Query:
    """The search with the years from one to another too, for which the page of the years has fields."""
    first, last = (next(iter(given.getlist(name)), "").strip() for name in ("from", "to"))
    found = facet_values.years(f"{first}..{last}") if first or last else None
    return query.with_chosen("years", [*query.chosen("years"), facet_values.slug_of_years(*found)]) if found else query


def value_page(hits: Hits, facet: Facet, find: str, number: int) -> ValuePage:
    """A page of the values that have all words of `find` in their label."""
    find = "".join(letter for letter in find[:FIND_LIMIT] if letter.isprintable())
    wanted = slugify(find).split("-")
    found = [value for value in facet.values if all(word in _searchable(value.label) for word in wanted)]
    if len(facet.values) > PAGE_OF_VALUES:
        found = [_grouped(value) for value in sorted(found, key=_finds_nothing)]
    number = min(number, pages(len(found), PAGE_OF_VALUES))
    shown = tuple(found[(number - 1) * PAGE_OF_VALUES : number * PAGE_OF_VALUES])
    return ValuePage(
        parameter=facet.parameter,
        title=facet.title,
        noun=NOUNS[facet.key],
        find=find,
        page=Page(shown, len(found), number, PAGE_OF_VALUES),
        groups=tuple((group or "", tuple(values)) for group, values in groupby(shown, key=lambda value: value.group)),
        hidden=tuple(_kept(hits.query, facet.key, {value.slug for value in shown})),
        cancel_url=address(replace(hits.query, page=1)),
    )


def _finds_nothing(value: FacetValue) -> bool:
    return not (value.count or value.chosen)


def _grouped(value: FacetValue) -> FacetValue:
    """A value of a long list, in which those that find something stand first."""
    return replace(value, group="These find no lesson" if _finds_nothing(value) else "These find lessons")


@lru_cache(maxsize=20_000)
def _searchable(label: str) -> str:
    return slugify(label)


def _kept(query: Query, facet: str, shown: set[str]) -> Iterator[tuple[str, str]]:
    parameter = next(name for name, key in PARAMETERS.items() if key == facet)
    for name, value in replace(query, page=1).to_args():
        if name != parameter or value not in shown:
            yield name, value
