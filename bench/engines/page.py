"""What every engine answers, and how it is asked: a page is total, first ten, counts of five facets, ten extracts."""

import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from bench.lessons import Made
from kb.search.query import Query

FACETS = ("themes", "kinds_of_change", "regions", "organisations", "agencies")
SHOWN = 20
"""Values of a facet that are counted for the page at least: the most frequent ones."""
TOP = 10
WEIGHTS = {"title": 2.0, "text": 1.0, "labels": 1.0}


@dataclass(frozen=True)
class Page:
    """An answer. Counts by facet and slug; the values chosen in a facet do not narrow its own counts."""

    total: int
    ids: tuple[int, ...]
    counts: Mapping[str, Mapping[str, int]]
    extracts: tuple[str, ...]
    with_all: int | None = None
    """How many have every word, where the engine tells it beside the total."""


class Engine(Protocol):
    """Built once in a folder, then opened by another process."""

    @classmethod
    def build(cls, folder: Path, given: Iterable[Made]) -> None:
        """Make the index."""

    def page(self, query: Query, *, extracts: bool = True) -> Page:
        """Everything that a page of results shows; extracts are left out to see what they cost."""

    def update(self, made: Made) -> None:
        """A lesson has another text: returns when a search finds it."""


@dataclass(frozen=True)
class Asked:
    """A query as the yardsticks are asked it: words without those that are too common, folded."""

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    prefixes: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def asked(query: Query) -> Asked:
    """The parts of one of the made-up queries."""
    text = query.text
    if text.startswith('"'):
        return Asked(phrases=(tuple(text.strip('"').split()),), filters=query.filters)
    if text.endswith("*"):
        return Asked(prefixes=(text.removesuffix("*"),), filters=query.filters)
    return Asked(words=tuple(text.split()), filters=query.filters)


def keep(folder: Path, given: Iterable[Made]) -> None:
    """Write lessons down, so that other processes need not make them up again."""
    with (folder / "lessons.pickle").open("wb") as file:
        for made in given:
            pickle.dump(made, file)


def kept(folder: Path) -> Iterator[Made]:
    """The lessons that were written down."""
    with (folder / "lessons.pickle").open("rb") as file:
        while file.peek(1):
            yield pickle.load(file)
