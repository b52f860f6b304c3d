"""What results can be narrowed by, and the orders beside relevance: columns in memory, read from the database.

They stand beside the index and not in it, so that a filter is always as the database has it, and any engine will do.
"""

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kb.search import facet_values
from kb.search.columns import Columns, Lists, Mask
from kb.search.edits import Array, Edit, spliced
from kb.search.facet_values import IN_USE, OPEN, PARAMETER_OF, TITLES, CountedValues, Value, Vocabulary
from kb.search.filterables import Filterable, filterables
from kb.search.query import Facet, FacetValue, Query


@dataclass(frozen=True, eq=False, slots=True, weakref_slot=True)
class FacetTable:
    """A row for each published lesson, in the order of ids; immutable, another one is made when lessons change."""

    vocabulary: Vocabulary
    columns: Columns
    ids: Array
    days: Array
    """When each lesson was first published, as a number that grows by one a day."""
    age: Array
    """0 for the newest lesson, and so on: no two have the same, so every order that ends with it is total."""
    uses: Array
    """How often each lesson was said to have been used."""
    totals: Array
    """How many lessons have each code."""

    @classmethod
    def of(cls, lessons: Iterable[Filterable], known: Vocabulary) -> "FacetTable":
        """The table of these lessons, in whatever order they come; new values of open facets join the known ones."""
        ids, days, uses, lengths = array("q"), array("i"), array("q"), array("q")
        codes, numbering = array("i"), _Numbering(known)
        for lesson in lessons:
            own = numbering.codes(lesson)
            ids.append(lesson.id)
            days.append(lesson.first_published_on.toordinal())
            uses.append(lesson.uses)
            lengths.append(len(own))
            codes.extend(own)
        vocabulary, new_codes = numbering.vocabulary().in_facets()
        order = np.argsort(np.array(ids, np.int64), kind="stable")
        flat = new_codes[np.array(codes, np.int64)].astype(_code_type(vocabulary))
        given = Lists.of(flat, np.array(lengths, np.int64))
        lists = Lists.of(given.of_rows(order), np.diff(given.starts)[order])
        born = np.array(days, np.int32)[order]
        return cls(
            vocabulary=vocabulary,
            columns=Columns.of(lists),
            ids=np.array(ids, np.int64)[order],
            days=born,
            age=_age(born),
            uses=np.array(uses, np.int64)[order],
            totals=np.bincount(lists.codes, minlength=len(vocabulary)),
        )

    @property
    def size(self) -> int:
        """How many lessons there are."""
        return len(self.ids)

    def updated(self, changed: Collection[int], now: Iterable[Filterable]) -> "FacetTable":
        """The table after these lessons changed; `now` has those of them that are published."""
        numbering = _Numbering(self.vocabulary)
        new = {lesson.id: (lesson, numbering.codes(lesson)) for lesson in now}
        vocabulary = numbering.vocabulary()
        edits, coming, gone = [], [], []
        for number in sorted({*changed, *new}):
            row = int(np.searchsorted(self.ids, number))
            present = row < self.size and int(self.ids[row]) == number
            own = np.array(new[number][1], _code_type(vocabulary)) if number in new else None
            if present or own is not None:
                edits.append(Edit(row, present, own))
            gone += [self.columns.lists.of_row(row)] if present else []
            coming += [new[number][0]] if number in new else []
        days = spliced(self.days, edits, [lesson.first_published_on.toordinal() for lesson in coming])
        totals = np.zeros(len(vocabulary), np.int64)
        totals[: len(self.totals)] = self.totals
        for own in gone:
            totals[own] -= 1
        for lesson in coming:
            totals[new[lesson.id][1]] += 1
        return FacetTable(
            vocabulary=vocabulary,
            columns=self.columns.edited(edits),
            ids=spliced(self.ids, edits, [lesson.id for lesson in coming]),
            days=days,
            age=self.age if np.array_equal(days, self.days) else _age(days),
            uses=spliced(self.uses, edits, [lesson.uses for lesson in coming]),
            totals=totals,
        )

    def knowing(self, known: Vocabulary) -> "FacetTable":
        """The same rows with values that came into the lists since, and with what all are called now."""
        vocabulary = self.vocabulary.with_values(known.values)
        if vocabulary is self.vocabulary:
            return self
        more = np.zeros(len(vocabulary) - len(self.vocabulary), self.totals.dtype)
        return replace(self, vocabulary=vocabulary, totals=np.concatenate([self.totals, more]))

    def without(self, ids: Collection[int]) -> "FacetTable":
        """The same rows, with totals and open values as if these lessons were not there."""
        rows = self.rows_of(np.array(sorted(ids), np.int64))
        if not (rows >= 0).any():
            return self
        gone = self.columns.lists.of_rows(rows[rows >= 0])
        return replace(self, totals=self.totals - np.bincount(gone, minlength=len(self.totals)))

    def rows_of(self, ids: Array) -> Array:
        """The row of each of these lessons, or -1."""
        if not self.size:
            return np.full(len(ids), -1)
        rows = np.minimum(np.searchsorted(self.ids, ids), self.size - 1)
        return np.where(self.ids[rows] == ids, rows, -1)

    def uses_of(self, ids: Sequence[int]) -> list[int]:
        """How often each of these lessons was said to have been used."""
        rows = self.rows_of(np.array(ids, np.int64))
        uses: list[int] = np.where(rows >= 0, self.uses[rows], 0).tolist() if self.size else [0] * len(ids)
        return uses

    # --- values

    def resolve(self, facet: str, typed: str) -> str | None:
        """The slug of the value that somebody means who types its slug, its name, another name, or years."""
        if facet == "years":
            found = facet_values.years(typed)
            return facet_values.slug_of_years(*found) if found else None
        named = (typed, *self.vocabulary.slugs_named(facet, typed))
        present = (self.vocabulary.present(facet, slug) for slug in named)
        return next((slug for slug in present if self._exists(facet, slug)), None)

    def _exists(self, facet: str, slug: str) -> bool:
        code = self.vocabulary.code(facet, slug)
        return code is not None and (facet not in IN_USE or bool(self.totals[code]))

    def known(self, query: Query) -> tuple[Query, tuple[tuple[str, str], ...]]:
        """The query without the values that do not exist, and those values with their parameters."""
        kept: dict[str, tuple[str, ...]] = {}
        ignored = []
        for facet, slugs in query.filters.items():
            found = {slug: self._known(facet, slug) for slug in slugs}
            kept[facet] = tuple(dict.fromkeys(slug for slug in found.values() if slug))
            ignored += [(PARAMETER_OF[facet], slug) for slug, known in found.items() if known is None]
        return replace(query, filters={facet: slugs for facet, slugs in kept.items() if slugs}), tuple(ignored)

    def _known(self, facet: str, slug: str) -> str | None:
        if facet == "years":
            return self.resolve(facet, slug)
        present = self.vocabulary.present(facet, slug)
        return present if self._exists(facet, present) else None

    def label(self, facet: str, slug: str) -> str:
        """How a value is called."""
        return self.vocabulary.label(facet, slug)

    def values_of(self, row: int, facet: str) -> tuple[str, ...]:
        """The slugs of one lesson's values in a facet."""
        values = [self.vocabulary.values[code] for code in self.columns.lists.of_row(row).tolist()]
        return tuple(value.slug for owner, value in values if owner == facet)

    # --- narrowing and counting

    def narrowed(self, query: Query, facets: Iterable[str]) -> Mask:
        """The rows that have, in each of these facets, one of the values chosen there."""
        rows = np.ones(self.size, np.bool_)
        for facet in facets:
            if query.chosen(facet):
                rows &= self.with_values((facet, slug) for slug in query.chosen(facet))
        return rows

    def with_values(self, values: Iterable[tuple[str, str]]) -> Mask:
        """The rows that have any of these values, each given as facet and slug; years may be ranges."""
        return self.columns.rows_with_any({code for facet, slug in values for code in self._codes(facet, slug)})

    def _codes(self, facet: str, slug: str) -> Sequence[int]:
        found = facet_values.years(slug) if facet == "years" else None
        if found is None:
            code = self.vocabulary.code(facet, slug)
            return () if code is None else (code,)
        codes: list[int] = self.vocabulary.codes(facet).tolist()
        return [code for code in codes if found[0] <= int(self.vocabulary.values[code][1].slug) <= found[1]]

    def counts(self, query: Query, matching: Mask, visible: Mask | None = None) -> tuple[Facet, ...]:
        """Every facet with its counts among the rows that match the words.

        What is chosen in a facet does not narrow its own counts: its values widen each other. Years and tags are
        offered that one of the visible rows has.
        """
        chosen = {facet: self.narrowed(query, (facet,)) for facet in query.filters}
        found = np.logical_and.reduce([matching, *chosen.values()])
        in_all = self._counted(found)
        in_use = self.totals if visible is None else self._counted(visible)
        facets = []
        for facet in TITLES:
            rows, counts = found, in_all
            if facet in chosen:
                rows = np.logical_and.reduce([matching, *(mask for other, mask in chosen.items() if other != facet)])
                counts = self._counted(rows, facet)
            facets.append(Facet(facet, TITLES[facet], self._values(facet, query.chosen(facet), rows, counts, in_use)))
        return tuple(facets)

    def _counted(self, rows: Mask, facet: str | None = None) -> Array:
        """How many of these rows have each code; only the codes of one facet have to be right where one is given."""
        if np.count_nonzero(rows) == self.size:
            return self.totals
        codes = self.vocabulary.codes(facet) if facet else ()
        some = (int(np.min(codes)), int(np.max(codes)) + 1) if len(codes) else None
        return self.columns.counts(rows, len(self.vocabulary), some)

    def _values(self, facet: str, chosen: Sequence[str], rows: Mask, counts: Array, in_use: Array) -> CountedValues:
        known = {slug: code for slug in chosen if (code := self.vocabulary.code(facet, slug)) is not None}
        if facet in IN_USE:  # the year of a withdrawn lesson stands where one stands that no lesson ever had
            known = {slug: code for slug, code in known.items() if in_use[code]}
        picked = list(known.values())
        codes = self.vocabulary.codes(facet, listed=not picked)
        offered = in_use[codes] > 0 if facet in IN_USE else None
        if picked:
            offered = np.isin(codes, self.vocabulary.codes(facet, listed=True)) if offered is None else offered
            offered |= np.isin(codes, picked)
        codes = codes if offered is None else codes[offered]
        ranges = tuple(
            FacetValue(slug, self.label(facet, slug), self._count_of(facet, slug, rows), chosen=True)
            for slug in chosen
            if slug not in known
        )
        return CountedValues(self.vocabulary, codes, counts, picked, ranges)

    def _count_of(self, facet: str, slug: str, rows: Mask) -> int:
        return int(np.count_nonzero(rows & self.with_values([(facet, slug)])))


class _Numbering:
    """Gives the values of lessons their codes, and new ones to new values of the open facets."""

    def __init__(self, known: Vocabulary) -> None:
        self._known = known
        self._codes: dict[tuple[str, str], int | None] = {}
        self._new: list[tuple[str, Value]] = []
        self._renamed: list[tuple[str, Value]] = []

    def codes(self, lesson: Filterable) -> list[int]:
        """The codes of a lesson's values, each once; a value that is in no list is left out."""
        known = self._codes
        found = set()
        for facet, slugs in lesson.values.items():
            for slug in slugs:
                value = (facet, slug)
                found.add(known[value] if value in known else self._code(facet, slug, lesson.names))
        return sorted(code for code in found if code is not None)

    def _code(self, facet: str, slug: str, names: Mapping[str, str]) -> int | None:
        """The code of a value that is met for the first time."""
        code = self._known.code(facet, slug)
        called = Value(slug, names.get(slug, slug) if facet == "organisations" else slug)
        if code is None and facet in OPEN:
            code = len(self._known) + len(self._new)
            self._new.append((facet, called))
        elif code is not None and called.label != slug and self._known.values[code][1].label != called.label:
            self._renamed.append((facet, called))
        self._codes[facet, slug] = code
        return code

    def vocabulary(self) -> Vocabulary:
        """The known values, the new ones in the order of their codes, and the names that organisations have now."""
        return self._known.with_values([*self._new, *self._renamed])


def _code_type(vocabulary: Vocabulary) -> type[np.uint16] | type[np.uint32]:
    return np.uint16 if len(vocabulary) <= np.iinfo(np.uint16).max else np.uint32


def _age(days: Array) -> Array:
    """The place of each row among all, the newest first; of one day the later rows go first."""
    age = np.empty(len(days), np.int64)
    age[np.argsort(days, kind="stable")[::-1]] = np.arange(len(days))
    return age


def load(before: FacetTable | None = None, changed: Collection[int] = ()) -> FacetTable:
    """The table as the database has it; given the one before, of lessons only the changed ones are read."""
    known = facet_values.vocabulary()
    if before is None:
        return FacetTable.of(filterables(), known)
    return before.knowing(known).updated(changed, filterables(changed))
