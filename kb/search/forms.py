"""What the search page and the page of one filter's values are filled in with: values to tick, addresses of states."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from urllib.parse import parse_qsl, urlencode

from werkzeug.datastructures import MultiDict

from kb.core.paging import Page, pages
from kb.core.text import joined, slugify
from kb.search import facet_values
from kb.search.facet_values import ANY_LATER, PARAMETER_OF, TITLES, slug_of_years
from kb.search.query import SORTS, Arguments, Facet, FacetValue, Hits, Query
from kb.web import addresses

url_for = addresses.maker()

SHOWN = 8
"""Values that a filter of the search page shows, with those that are chosen."""
ALL_SHOWN = 12
"""A filter with so few values shows them all."""
OPEN_AT_FIRST = frozenset({"themes", "kinds_of_change", "done_statuses", "evidence_stages"})
NAMED = 2
"""Chosen filters that the heading names where nothing was found."""
PAGE_OF_VALUES = 100
FIND_LIMIT = 100
"""Characters that are read of what values are looked for by, and of a year."""
NOUNS = {
    "themes": ("theme", "themes"),
    "kinds_of_change": ("kind of change", "kinds of change"),
    "kinds": ("kind of lesson", "kinds of lesson"),
    "done_statuses": ("step", "steps"),
    "evidence_stages": ("stage", "stages"),
    "results": ("result", "results"),
    "nations": ("nation", "nations"),
    "regions": ("region", "regions"),
    "organisations": ("organisation", "organisations"),
    "review_types": ("type of review", "types of review"),
    "agencies": ("agency", "agencies"),
    "harm_types": ("type of harm", "types of harm"),
    "age_bands": ("age band", "age bands"),
    "years": ("year", "years"),
    "tags": ("tag", "tags"),
}
"""What one value of each filter is, and what several are."""
SORTED_BY = {"relevance": "Most relevant", "newest": "Newest on this site", "most-used": "Most used"}
_YEAR = re.compile("[1-9][0-9]{3}")


@dataclass(frozen=True, slots=True)
class Link:
    """A state of the search that is one click away."""

    text: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter in use; its address is that of the same search without it."""

    facet: str
    slug: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Years:
    """The fields of the years from one to another, as they were filled in."""

    first: str = ""
    last: str = ""

    @property
    def problems(self) -> Mapping[str, str]:
        """What to do about each field that holds no year, by its name."""
        typed = {
            "from": (self.first, "Enter the year to start from as four digits, for example 2009"),
            "to": (self.last, "Enter the year to end with as four digits, for example 2014"),
        }
        return {name: told for name, (year, told) in typed.items() if year and not _YEAR.fullmatch(year)}

    @property
    def slug(self) -> str | None:
        """The range in an address, if the fields hold one."""
        if self.problems or not (self.first or self.last):
            return None
        first, last = int(self.first or 0), int(self.last or ANY_LATER)
        if (first, last) == (0, ANY_LATER):
            return None  # that is every year
        return slug_of_years(min(first, last), max(first, last))

    def to_args(self) -> list[tuple[str, str]]:
        """What was typed, as the form sends it."""
        return [(name, year) for name, year in (("from", self.first), ("to", self.last)) if year]


NO_YEARS = Years()


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of the search page: the values that it shows, and where all of them are."""

    parameter: str
    title: str
    values: Sequence[FacetValue]
    chosen: int
    open: bool
    all: Link | None
    years: Years | None = None
    """Where this filter has fields for the first and the last year: what they hold."""


@dataclass(frozen=True, slots=True)
class ValuePage:
    """A page of all values of one filter, and what else the search consists of."""

    parameter: str
    title: str
    nouns: tuple[str, str]
    find: str
    chosen: tuple[FacetValue, ...]
    """They stand first on every page, whatever is looked for."""
    page: Page[FacetValue]
    """The others."""
    groups: tuple[tuple[str, tuple[FacetValue, ...]], ...]
    """The values of this page under the heading of their group; one without a heading where there are no groups."""
    hidden: tuple[tuple[str, str], ...]
    """Fields that keep the rest of the search, and the state to go back to."""
    cancel_url: str


def address(query: Query, years: Years = NO_YEARS) -> str:
    """Address of the search page in this state; with what cannot be read as years, to be said there."""
    encoded = state(query, years)
    path = url_for("search.results")
    return f"{path}?{encoded}" if encoded else path


def state(query: Query, years: Years = NO_YEARS) -> str:
    """A state as the arguments of an address."""
    return urlencode([*query.to_args(), *(years.to_args() if years.problems else ())])


# --- the search page


def years_typed(given: Arguments) -> Years:
    """The fields of the years, as they were sent."""
    return Years(*(next(iter(given.getlist(name)), "")[:FIND_LIMIT].strip() for name in ("from", "to")))


def with_years(query: Query, years: Years) -> Query:
    """The search with the years from one to another in place of such a range before; single years stay."""
    if years.slug is None:
        return query
    others = [year for year in query.chosen("years") if not _is_range(year)]
    return query.with_chosen("years", [*others, years.slug])


def _is_range(year: str) -> bool:
    found = facet_values.years(year)
    return found is not None and found[0] != found[1]


def filters(hits: Hits, years: Years = NO_YEARS) -> list[Filter]:
    """Every filter, in the order of the page; where nothing was found, only those with a choice are open."""
    return [_filter(facet, hits, years if facet.key == "years" else None) for facet in hits.facets]


def _filter(facet: Facet, hits: Hits, years: Years | None) -> Filter:
    parameter, count = PARAMETER_OF[facet.key], len(facet.values)
    link = None
    if count > ALL_SHOWN:
        link = Link(f"Show all {count:,} {NOUNS[facet.key][1]}", url_for("search.values", parameter=parameter))
    chosen = len(hits.query.chosen(facet.key))
    return Filter(
        parameter=parameter,
        title=facet.title,
        values=facet.values.frequent(SHOWN if link else ALL_SHOWN),
        chosen=chosen,
        open=chosen > 0 or (hits.total > 0 and facet.key in OPEN_AT_FIRST) or bool(years and years.problems),
        all=link,
        years=years,
    )


def chosen(hits: Hits) -> list[Chosen]:
    """The filters in use."""
    found = []
    for facet in hits.facets:
        if slugs := hits.query.chosen(facet.key):
            labels = {value.slug: value.label for value in facet.values.frequent(0)}
            for slug in slugs:
                without = hits.query.with_chosen(facet.key, [other for other in slugs if other != slug])
                text = f"{TITLES[facet.key]}: {labels.get(slug, slug)}"
                found.append(Chosen(facet.key, slug, text, address(without)))
    return found


def typed_filters(asked: Query, hits: Hits, in_use: Sequence[Chosen]) -> list[str]:
    """What is said of filters that were typed among the words, and stand there no longer."""
    if asked.text == hits.query.text:
        return []
    found = [f"“{one.text}”" for one in in_use if one.slug not in asked.chosen(one.facet)]
    were = "was set as a filter" if len(found) == 1 else "were set as filters"
    return [f"{joined(found)} {were}."] if found else []


def names_of(in_use: Sequence[Chosen]) -> str:
    """Filters as a heading names them: the first ones, and how many there are beside."""
    more = len(in_use) - NAMED
    further = [f"{more} more filter{'s' if more > 1 else ''}"] if more > 0 else []
    return joined([*(one.text for one in in_use[:NAMED]), *further])


def sorts(hits: Hits) -> list[Link]:
    """The orders that results can have; without words nothing is more relevant than anything else."""
    has_words = hits.understood.expression.asks_for_words
    offered = SORTS if has_words else SORTS[1:]
    used = hits.query.sort if hits.query.sort in offered else offered[0]
    return [Link(SORTED_BY[sort], address(replace(hits.query, sort=sort, page=1)), sort == used) for sort in offered]


# --- all values of one filter


def value_page(hits: Hits, facet: Facet, given: Arguments, number: int) -> ValuePage:
    """A page of the values that have all words that are looked for in their label.

    The last thing that is looked for counts: a button that empties the box comes after the box.
    """
    find = next(reversed(given.getlist("find")), "").strip()[:FIND_LIMIT]
    find = "".join(letter for letter in find if letter.isprintable())
    wanted = slugify(find).split("-")
    values = list(facet.values)
    found = [v for v in values if not v.chosen and all(word in _searchable(v.label) for word in wanted)]
    if len(values) > PAGE_OF_VALUES:
        found = [_grouped(value) for value in sorted(found, key=_finds_nothing)]
    number = min(number, pages(len(found), PAGE_OF_VALUES))
    shown = tuple(found[(number - 1) * PAGE_OF_VALUES : number * PAGE_OF_VALUES])
    back = _before(hits.query, given)
    years = years_typed(given)
    kept = [*hits.query.with_chosen(facet.key, ()).to_args(), *(years.to_args() if years.problems else ())]
    return ValuePage(
        parameter=PARAMETER_OF[facet.key],
        title=facet.title,
        nouns=NOUNS[facet.key],
        find=find,
        chosen=tuple(value for value in values if value.chosen),
        page=Page(shown, len(found), number, PAGE_OF_VALUES),
        groups=tuple((group or "", tuple(members)) for group, members in groupby(shown, key=lambda v: v.group)),
        hidden=(*kept, ("back", state(back))),
        cancel_url=address(back),
    )


def _before(query: Query, given: Arguments) -> Query:
    """The search that is gone back to: the one before anything was ticked that is not yet applied."""
    for before in given.getlist("back"):
        return Query.from_args(MultiDict(parse_qsl(before)))
    return replace(query, page=1)


def _finds_nothing(value: FacetValue) -> bool:
    return not value.count


def _grouped(value: FacetValue) -> FacetValue:
    """A value of a long list, in which those that find something stand first."""
    return replace(value, group="These find no lesson" if _finds_nothing(value) else "These find lessons")


@lru_cache(maxsize=20_000)
def _searchable(label: str) -> str:
    return slugify(label)
