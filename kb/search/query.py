"""What is asked and what is answered, as callers, engine and tests share it. Knows no engine."""

import json
import unicodedata
from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Protocol

from kb.core.paging import page_number
from kb.search.expression import NO_WORDS, Expression

PAGE_SIZE = 20
TEXT_LIMIT = 400
"""Characters of the search box that are read; more is said to be cut."""
TEXT_KEPT = 2000
"""Characters of the search box that are shown again."""
VALUES_LIMIT = 50
"""Values of one filter that are read, so that an address cannot make a page arbitrarily slow."""
VALUE_LENGTH = 100

PARAMETERS: Mapping[str, str] = MappingProxyType(
    {
        "theme": "themes",
        "change": "kinds_of_change",
        "kind": "kinds",
        "status": "done_statuses",
        "stage": "evidence_stages",
        "result": "results",
        "nation": "nations",
        "region": "regions",
        "organisation": "organisations",
        "review-type": "review_types",
        "agency": "agencies",
        "harm": "harm_types",
        "age": "age_bands",
        "year": "years",
        "tag": "tags",
    }
)
"""Filters: name in an address and before a colon in the search box, key of the facet in Python. In a page's order."""
SORTS = ("relevance", "newest", "most-used")
NO_FILTERS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Arguments(Protocol):
    """Arguments of an address, in which a name may occur several times."""

    def getlist(self, key: str) -> list[str]:
        """All values given for this name."""


@dataclass(frozen=True, slots=True)
class Query:
    """A search: words and filters. Values of one filter widen, several filters narrow. Any text is valid."""

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NO_FILTERS, hash=False)
    """Slugs chosen in each facet, by its key; a facet without any is left out. A year may be a range, "2009..2014"."""
    sort: str = SORTS[0]
    exact: bool = False
    """Whether other names for the words are left out."""
    page: int = 1

    @classmethod
    def from_args(cls, args: Arguments) -> "Query":
        """The query that an address describes; whatever the address holds, the result is a query."""
        sort = _first(args, "sort")
        return cls(
            text=_clean(_first(args, "q")[:TEXT_KEPT]),
            filters=_filters({facet: args.getlist(parameter) for parameter, facet in PARAMETERS.items()}),
            sort=sort if sort in SORTS else SORTS[0],
            exact=_first(args, "exact") == "on",
            page=page_number(_first(args, "page")),
        )

    def to_args(self) -> list[tuple[str, str]]:
        """The arguments of an address that lead to this query again; those that say nothing are left out."""
        args = [("q", self.text)] if self.text else []
        args += [(parameter, value) for parameter, facet in PARAMETERS.items() for value in self.chosen(facet)]
        args += [("sort", self.sort)] if self.sort != SORTS[0] else []
        args += [("exact", "on")] if self.exact else []
        return [*args, ("page", str(self.page))] if self.page > 1 else args

    def to_json(self) -> str:
        """A form for keeping, which names no engine."""
        filters = {facet: list(values) for facet, values in self.filters.items()}
        return json.dumps({"text": self.text, "filters": filters, "sort": self.sort, "exact": self.exact})

    @classmethod
    def from_json(cls, kept: str) -> "Query":
        """The query kept by `to_json`, at its first page; what this version does not know is left out."""
        found: dict[str, Any] = json.loads(kept)
        sort = found.get("sort")
        return cls(
            text=str(found.get("text", "")),
            filters=_filters(found.get("filters", {})),
            sort=sort if sort in SORTS else SORTS[0],
            exact=bool(found.get("exact")),
        )

    def chosen(self, facet: str) -> tuple[str, ...]:
        """The values chosen in one facet."""
        return self.filters.get(facet, ())

    def with_chosen(self, facet: str, values: Sequence[str]) -> "Query":
        """The same search with other values of one facet, at its first page."""
        return replace(self, filters=_filters({**self.filters, facet: values}), page=1)

    def without_filters(self) -> "Query":
        """The same words without any filter, at the first page."""
        return replace(self, filters=NO_FILTERS, page=1)


def _first(args: Arguments, name: str) -> str:
    return next(iter(args.getlist(name)), "")


def _filters(given: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    """The facets that have a value chosen, in the order of PARAMETERS; what is no facet is left out."""
    chosen = {facet: _values(given.get(facet, ())) for facet in PARAMETERS.values()}
    return MappingProxyType({facet: values for facet, values in chosen.items() if values})


def _values(given: Iterable[str]) -> tuple[str, ...]:
    """Each value once, in the order given."""
    return tuple(dict.fromkeys(_clean(str(value)[:VALUE_LENGTH]) for value in given if value))[:VALUES_LIMIT]


def _clean(given: str) -> str:
    """The text with blanks for what no page may hold: control characters, halves of characters, no characters."""
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cs", "Cn"} else c for c in given)


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value to filter by; `count` is the total with this as the only value of its facet, all else as it is."""

    slug: str
    label: str
    count: int
    chosen: bool
    group: str | None = None


class FacetValues(Sequence[FacetValue]):
    """The values of a facet in the order of their list. Each is made when it is looked at: there may be thousands."""

    @abstractmethod
    def frequent(self, limit: int) -> list[FacetValue]:
        """The chosen values, and the most frequent ones up to `limit` in all; in the order of the list."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its values in the order of their list; values that would find nothing are kept."""

    key: str
    title: str
    values: FacetValues

    @property
    def parameter(self) -> str:
        """Its name in an address."""
        return next(parameter for parameter, name in PARAMETERS.items() if name == self.key)


@dataclass(frozen=True, slots=True)
class Understood:
    """How the text was read. Nothing here is an error."""

    expression: Expression = NO_WORDS
    """What was looked for."""
    text: str = ""
    """The text without what was read as filters, as the search box shows it again."""
    too_common: tuple[str, ...] = ()
    """Words left out because nearly every text has them; folded."""
    lone_quote: bool = False
    """A quotation mark without its partner was read as a blank."""
    short_prefixes: tuple[str, ...] = ()
    """Beginnings of words too short to look for, as typed; read as words where there is a letter."""
    unknown_fields: tuple[str, ...] = ()
    """What stood before a colon and is not a filter; both sides were read as words."""
    cut: bool = False
    """The text was longer than TEXT_LIMIT, or had more words than are searched for."""
    nothing_to_search: bool = False
    """There was text, and nothing in it that can be searched for."""
    not_yet: bool = False
    """There is no index yet, so no word was looked for."""
    ignored: tuple[tuple[str, str], ...] = ()
    """Filters that were left out because their value is not known: parameter and value."""
    only_unknown: bool = False
    """Nothing was asked for but such values, so nothing is found."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The answer to a query: one page of ids, and what is needed to show it."""

    ids: tuple[int, ...]
    total: int
    with_all: int
    """How many of the total have every word; these come first."""
    facets: tuple[Facet, ...]
    understood: Understood
    query: Query = Query()
    """The search as it was read: what stood in the text as a filter is among its filters."""
    page: int = 1
    """The page shown: the last one where a later one was asked for."""
    size: int = PAGE_SIZE
    stale: bool = False
    """There is no complete index yet; the words were not looked for where there is none at all."""
