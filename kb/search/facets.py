"""What results can be narrowed by, and the order by date: columns in memory, read from the database.

They stand beside the index and not in it, so that a filter is always as the database has it, and any engine will do.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.core import db
from kb.lessons.models.vocabulary import ClosedList, ClosedValue, Theme
from kb.search.documents import Filterable, filterables
from kb.search.query import PARAMETERS, Facet, FacetValue, Query

TITLES = {"themes": "Theme", "kinds_of_change": "Kind of change", "regions": "Region"}
LISTS = {"kinds_of_change": "kinds-of-change", "regions": "regions"}

Mask = npt.NDArray[np.bool_]
Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Value:
    """A value that exists, whether or not a lesson has it."""

    slug: str
    label: str
    group: str | None = None
    listed: bool = True
    """Whether it is offered when it is not chosen; a group of themes is not, its themes are."""


Vocabulary = Mapping[str, tuple[Value, ...]]
"""The values of each facet, in the order of their list."""


class FacetTable:
    """A row for each published lesson, with its values; immutable, made anew when lessons change."""

    def __init__(self, lessons: Mapping[int, Filterable], vocabulary: Vocabulary) -> None:
        self.lessons = lessons
        self.vocabulary = vocabulary
        self.ids: Array = np.array(sorted(lessons), np.int64)
        self.size = len(self.ids)
        rows = [lessons[number] for number in self.ids.tolist()]
        newest = sorted(range(self.size), key=lambda row: (rows[row].first_published_on, rows[row].id), reverse=True)
        self.age: Array = np.empty(self.size, np.int64)
        self.age[newest] = np.arange(self.size)
        """0 for the newest lesson, and so on: no two have the same, so every order that ends with it is total."""
        self._columns = {facet: _column(facet, rows, vocabulary[facet]) for facet in vocabulary}

    def rows_of(self, ids: Array) -> Array:
        """The row of each of these lessons, or -1."""
        if not self.size:
            return np.full(len(ids), -1)
        rows = np.minimum(np.searchsorted(self.ids, ids), self.size - 1)
        return np.where(self.ids[rows] == ids, rows, -1)

    def known(self, query: Query) -> tuple[Query, tuple[tuple[str, str], ...]]:
        """The query without the values that do not exist, and those values with their parameters."""
        kept: dict[str, tuple[str, ...]] = {}
        ignored = []
        for parameter, facet in PARAMETERS.items():
            exist = {value.slug for value in self.vocabulary.get(facet, ())}
            kept[facet] = tuple(slug for slug in query.chosen(facet) if slug in exist)
            ignored += [(parameter, slug) for slug in query.chosen(facet) if slug not in exist]
        return replace(query, filters={facet: slugs for facet, slugs in kept.items() if slugs}), tuple(ignored)

    def narrowed(self, query: Query, facets: Iterable[str]) -> Mask:
        """The rows that have, in each of these facets, one of the values chosen there."""
        rows = np.ones(self.size, np.bool_)
        for facet in facets:
            if query.chosen(facet):
                rows &= self._with_any(facet, query.chosen(facet))
        return rows

    def _with_any(self, facet: str, slugs: Collection[str]) -> Mask:
        owners, codes = self._columns[facet]
        wanted = np.array([value.slug in slugs for value in self.vocabulary[facet]], np.bool_)
        rows = np.zeros(self.size, np.bool_)
        rows[owners[wanted[codes]]] = True
        return rows

    def counts(self, query: Query, matching: Mask) -> tuple[Facet, ...]:
        """Every facet with its counts among the rows that match the words.

        What is chosen in a facet does not narrow its own counts: its values widen each other.
        """
        found = []
        for facet, values in self.vocabulary.items():
            rows = matching & self.narrowed(query, (other for other in self.vocabulary if other != facet))
            owners, codes = self._columns[facet]
            counts = np.bincount(codes[rows[owners]], minlength=len(values)).tolist()
            chosen = query.chosen(facet)
            shown = (
                FacetValue(value.slug, value.label, count, value.slug in chosen, value.group)
                for value, count in zip(values, counts, strict=True)
                if value.listed or value.slug in chosen
            )
            found.append(Facet(facet, TITLES[facet], tuple(shown)))
        return tuple(found)


def _column(facet: str, rows: list[Filterable], values: tuple[Value, ...]) -> tuple[Array, Array]:
    """Pairs of row and value, as two arrays."""
    codes = {value.slug: code for code, value in enumerate(values)}
    pairs = [
        (row, codes[slug]) for row, lesson in enumerate(rows) for slug in lesson.values.get(facet, ()) if slug in codes
    ]
    flat = np.array(pairs, np.int64).reshape(-1, 2)
    return flat[:, 0], flat[:, 1]


def load(before: FacetTable | None = None, changed: Collection[int] = ()) -> FacetTable:
    """The table as the database has it; given the one before, only the changed lessons are read."""
    if before is None:
        return FacetTable({lesson.id: lesson for lesson in filterables()}, vocabulary())
    lessons = {number: lesson for number, lesson in before.lessons.items() if number not in changed}
    lessons.update((lesson.id, lesson) for lesson in filterables(changed))
    return FacetTable(lessons, before.vocabulary)


def vocabulary() -> Vocabulary:
    """Themes by group, and the closed lists of the other facets."""
    with Session(db.engine()) as session:
        groups = {theme.id: theme for theme in session.scalars(select(Theme).where(Theme.broader_id.is_(None)))}
        narrower = session.scalars(select(Theme).where(Theme.broader_id.is_not(None)).order_by(Theme.position)).all()
        listed = session.execute(
            select(ClosedValue.list_slug, ClosedValue.slug, ClosedValue.label)
            .join(ClosedList)
            .where(ClosedValue.list_slug.in_(LISTS.values()))
            .order_by(ClosedValue.position)
        )
        values: dict[str, tuple[Value, ...]] = {"themes": tuple(_themes(groups, narrower))}
        rows = list(listed)
    for facet, list_slug in LISTS.items():
        values[facet] = tuple(Value(slug, label) for name, slug, label in rows if name == list_slug)
    return values


def _themes(groups: Mapping[int, Theme], narrower: Iterable[Theme]) -> Iterable[Value]:
    themes = list(narrower)
    for number, group in sorted(groups.items(), key=lambda item: item[1].position):
        yield Value(group.slug, f"All of “{group.label}”", group.label, listed=False)
        yield from (Value(t.slug, t.label, group.label) for t in themes if t.broader_id == number)
