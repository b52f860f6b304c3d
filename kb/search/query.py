"""What is asked and what is answered: the words that callers, engine and tests share. Knows no engine."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol

PAGE_SIZE = 20
TEXT_LIMIT = 400
"""Characters of the search box that are read; more is said to be cut."""
TEXT_KEPT = 2000
"""Characters of the search box that are shown again."""
VALUES_LIMIT = 50
"""Values of one filter that are read, so that an address cannot make a page arbitrarily slow."""
VALUE_LENGTH = 100
HIGHEST_PAGE = 10_000

PARAMETERS = {"theme": "themes", "change": "kinds_of_change", "region": "regions"}
"""Filters: name in an address, name of the facet in Python."""


class Arguments(Protocol):
    """Arguments of an address, in which a name may occur several times."""

    def getlist(self, key: str) -> list[str]:
        """All values given for this name."""


@dataclass(frozen=True, slots=True)
class Query:
    """A search: words and filters. Values of one filter widen, several filters narrow. Any text is valid."""

    text: str = ""
    themes: tuple[str, ...] = ()
    kinds_of_change: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    page: int = 1

    @classmethod
    def from_args(cls, args: Arguments) -> "Query":
        """The query that an address describes; whatever the address holds, the result is a query."""
        return cls(
            text=_clean(next(iter(args.getlist("q")), "")[:TEXT_KEPT]),
            themes=_values(args.getlist("theme")),
            kinds_of_change=_values(args.getlist("change")),
            regions=_values(args.getlist("region")),
            page=_page(next(iter(args.getlist("page")), "")),
        )

    def to_args(self) -> list[tuple[str, str]]:
        """The arguments of an address that lead to this query again; those that say nothing are left out."""
        args = [("q", self.text)] if self.text else []
        args += [(parameter, value) for parameter, name in PARAMETERS.items() for value in self.chosen(name)]
        return [*args, ("page", str(self.page))] if self.page > 1 else args

    def to_json(self) -> str:
        """A form for keeping, which names no engine."""
        return json.dumps({"text": self.text, **{name: list(self.chosen(name)) for name in PARAMETERS.values()}})

    @classmethod
    def from_json(cls, kept: str) -> "Query":
        """The query kept by `to_json`, at its first page; filters that this version does not know are left out."""
        found: dict[str, Any] = json.loads(kept)
        chosen: dict[str, Any] = {name: _values(found.get(name, ())) for name in PARAMETERS.values()}
        return cls(text=str(found.get("text", "")), **chosen)

    def chosen(self, facet: str) -> tuple[str, ...]:
        """The values chosen in one facet."""
        values: tuple[str, ...] = getattr(self, facet)
        return values

    def with_chosen(self, facet: str, values: Sequence[str]) -> "Query":
        """The same search with other values of one facet, at its first page."""
        changed: dict[str, Any] = {facet: tuple(values), "page": 1}
        return replace(self, **changed)


def _values(given: Iterable[str]) -> tuple[str, ...]:
    """Each value once, in the order given."""
    return tuple(dict.fromkeys(_clean(str(value)[:VALUE_LENGTH]) for value in given if value))[:VALUES_LIMIT]


def _clean(given: str) -> str:
    """The text with blanks for what no page may hold: control characters, halves of characters, no characters."""
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cs", "Cn"} else c for c in given)


def _page(given: str) -> int:
    """The page number; what is not one is read as the first page."""
    return min(max(1, int(given)), HIGHEST_PAGE) if given.isascii() and given.isdigit() and len(given) < 9 else 1


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value to filter by; `count` is the total with this as the only value of its facet, all else as it is."""

    slug: str
    label: str
    count: int
    chosen: bool
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its values in the order of their list; values that would find nothing are kept."""

    key: str
    title: str
    values: tuple[FacetValue, ...]

    @property
    def parameter(self) -> str:
        """Its name in an address."""
        return next(parameter for parameter, name in PARAMETERS.items() if name == self.key)


@dataclass(frozen=True, slots=True)
class Understood:
    """How the text was read. Folded words; nothing here is an error."""

    words: tuple[str, ...] = ()
    """Words searched for, in order; a repeated one counts more."""
    too_common: tuple[str, ...] = ()
    """Words left out because nearly every text has them."""
    signs: bool = False
    """The text has quotation marks or a minus before a word, which are read as blanks."""
    cut: bool = False
    """The text was longer than TEXT_LIMIT, or had more words than are searched for."""
    nothing_to_search: bool = False
    """There was text, and not one word in it that can be searched for."""
    not_yet: bool = False
    """There is no index yet, so no word was looked for."""
    ignored: tuple[tuple[str, str], ...] = ()
    """Filters that were left out because their value is not known: parameter and value."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The answer to a query: one page of ids, and what is needed to show it."""

    ids: tuple[int, ...]
    total: int
    with_all: int
    """How many of the total have every word; these come first."""
    facets: tuple[Facet, ...]
    understood: Understood
    page: int = 1
    """The page shown: the last one where a later one was asked for."""
    size: int = PAGE_SIZE
    stale: bool = False
    """There is no complete index yet; the words were not looked for where there is none at all."""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A published lesson as the index and the filters see it; everything in it is public."""

    id: int
    title: str
    text: str
    """Summary, sections and what others need to know, as plain text."""
    labels: str
    """Names of its themes, values, places and sources."""
    themes: tuple[str, ...] = ()
    """Slugs of its themes and of the groups that these belong to."""
    kinds_of_change: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    first_published_on: date = date.min

    @property
    def fingerprint(self) -> str:
        """Tells it from a document with other text. Values to filter by are read from the database, not the index."""
        content = "\x1f".join((self.title, self.text, self.labels))
        return hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Change:
    """What is true now of a lesson that changed: its document, or None where it is not public."""

    lesson_id: int
    document: SearchDocument | None


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the log of changes. The mark tells the entry there from another with the same number."""

    sequence: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """What one commit of the index did."""

    added: int
    removed: int
    position: Position


@dataclass(frozen=True, slots=True)
class Generation:
    """A whole index that was built, verified and put in place."""

    name: str
    documents: int
    position: Position


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What a comparison of index and database found."""

    documents: int
    missing: tuple[int, ...] = ()
    extra: tuple[int, ...] = ()
    stale: tuple[int, ...] = ()
    damaged: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return not (self.missing or self.extra or self.stale or self.damaged)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a rebuild is."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class SearchHealth:
    """How the index of this machine stands."""

    generation: str | None
    position: int
    changes_behind: int
    seconds_behind: float
    documents: int
    segments: int
    bytes: int
    worker: bool
    """Whether some process holds the writer's lock."""
    rebuilding: Progress | None = None
    problem: str | None = None
    """Why the index has to be rebuilt, if it has."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion of what is being typed."""

    text: str
    kind: str
    slug: str | None = field(default=None)


class Backend(Protocol):
    """A search engine with its own copy of what is published. Only `kb.search.indexing` calls the write side."""

    def position(self) -> int:
        """The last sequence of the log that is durable in this index."""

    def apply(self, changes: Sequence[Change], upto: Position) -> Applied:
        """Take in what is true now of these lessons, each named once; durable when it returns. May be repeated."""

    def rebuild(self, documents: Iterable[SearchDocument], upto: Position) -> Generation:
        """Build a whole index beside the one in use, verify it, put it in its place."""

    def verify(self, sample: int = 200) -> VerifyReport:
        """Compare ids with the database both ways, and the content of `sample` documents."""

    def search(self, query: Query) -> Hits:
        """The answer; thread-safe, never raises for what a user typed, never waits for the writer."""

    def suggest(self, prefix: str, limit: int) -> list[Suggestion]:
        """Completions of what is being typed."""

    def did_you_mean(self, text: str) -> str | None:
        """The text with its typing errors corrected, where that would find more."""

    def health(self) -> SearchHealth:
        """How the index stands."""
