"""An index and the filters of the same moment, and what they answer."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from kb.search.backend import Position
from kb.search.expression import NO_WORDS, Expression
from kb.search.facets import FacetTable
from kb.search.folder import Current
from kb.search.parsing import understand
from kb.search.query import PAGE_SIZE, PARAMETERS, Hits, Query, Understood
from kb.search.scoring import Scoring
from kb.search.synonyms import Synonyms
from kb.search.whoosh_segments import Opened

BILLIONTHS = 1e9
"""Scores are compared in whole numbers of these: of two that differ by less the newer lesson is first."""
COMPLETE = 1 << 60
"""More than any score in billionths."""

Array = npt.NDArray[Any]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Matched:
    """For each row of the table: whether it matches the words, whether it has all of them, its score."""

    matching: Mask
    complete: Mask
    scores: Array


@dataclass(frozen=True, eq=False)
class Snapshot:
    """An index and the filters of the same moment. Nothing in it changes, so threads share it without a lock."""

    current: Current | None
    """None where there is no index: then all published lessons are answered, newest first."""
    position: Position
    """Place in the log up to which it is complete."""
    index: Opened | None
    table: FacetTable
    synonyms: Synonyms
    rows: Array
    """For each document of the index its row in the table, or -1."""
    indexed: Mask
    """Which rows of the table are in the index."""
    scoring: Scoring | None
    newest: Array
    """All rows, newest first."""
    most_used: Array
    version: int = 0
    """That of the site when filters and other names were read, all of them; changes since are those of the position."""
    hold: object = None
    """Keeps the files from being removed."""

    def answer(self, query: Query, hidden: Collection[int]) -> Hits:
        """The answer, in which `hidden` lessons have no part: not in ids, not in totals, not in counts."""
        query, understood = self.read(query, hidden)
        expression = understood.expression
        visible = self.visible(hidden)
        matching, complete = self._matching(expression, visible)
        found = self._found(query, understood, matching)
        total = int(np.count_nonzero(found))
        page = min(query.page, max(1, -(-total // PAGE_SIZE)))
        places = (page - 1) * PAGE_SIZE, min(page * PAGE_SIZE, total)
        if query.sort == "most-used":
            rows = _complete_first(self.most_used[found[self.most_used]], complete)[slice(*places)]
        elif query.sort == "newest" or not expression.asks_for_words:
            rows = _complete_first(self.newest[found[self.newest]], complete)[slice(*places)]
        else:
            rows = self._best(np.flatnonzero(found), complete, self._scores(expression), places)
        return Hits(
            ids=tuple(self.table.ids[rows].tolist()),
            total=total,
            with_all=int(np.count_nonzero(found & complete)),
            facets=self.table.counts(query, matching, visible),
            understood=understood,
            query=query,
            page=page,
        )

    def totals(self, query: Query, hidden: Collection[int]) -> tuple[int, int]:
        """How many lessons the answer has, and how many of them have every word, without the rest of it."""
        query, understood = self.read(query, hidden)
        matching, complete = self._matching(understood.expression, self.visible(hidden))
        found = self._found(query, understood, matching)
        return int(np.count_nonzero(found)), int(np.count_nonzero(found & complete))

    def _found(self, query: Query, understood: Understood, matching: Mask) -> Mask:
        """The matching rows that the filters leave; none where nothing was asked for but unknown values."""
        if understood.only_unknown:
            return np.zeros(self.table.size, np.bool_)
        return matching & self.table.narrowed(query, PARAMETERS.values())

    def read(self, query: Query, hidden: Collection[int]) -> tuple[Query, Understood]:
        """The query with the filters that stood in its text, without unknown values; and how its text was read.

        A year or a tag that only `hidden` lessons have is as unknown as any other.
        """
        table = self.table.without(hidden)
        understood, typed = understand(query.text, table.resolve)
        page = query.page
        for facet, slugs in typed.items():
            query = query.with_chosen(facet, (*query.chosen(facet), *slugs))
        query, ignored = table.known(replace(query, text=understood.text, page=page))
        ignored = tuple(dict.fromkeys((*understood.ignored, *ignored)))
        asks = understood.expression != NO_WORDS or bool(query.filters)
        understood = replace(understood, ignored=ignored, only_unknown=bool(ignored) and not asks)
        if self.index is None and (understood.expression.clauses or understood.expression.excluded):
            values = Expression(excluded_values=understood.expression.excluded_values)
            return query, replace(understood, expression=values, not_yet=True)
        return query, understood if query.exact else self.synonyms.widen(understood)

    def matched(self, expression: Expression, hidden: Collection[int]) -> Matched:
        """What an expression matches, before any filter; `hidden` lessons do not match. Raises Damaged."""
        return Matched(*self._matching(expression, self.visible(hidden)), self._scores(expression))

    def visible(self, hidden: Collection[int]) -> Mask:
        """The rows that may be shown."""
        visible = self.indexed.copy()
        if hidden:
            gone = self.table.rows_of(np.array(sorted(hidden), np.int64))
            visible[gone[gone >= 0]] = False
        return visible

    def _matching(self, expression: Expression, visible: Mask) -> tuple[Mask, Mask]:
        """The visible rows that match, and which rows meet every clause."""
        if self.scoring is None:
            matching, complete = visible, np.ones(self.table.size, np.bool_)
        else:
            matching, complete = self.scoring.matching(expression, visible)
            matching &= visible
        if expression.excluded_values:
            matching = matching & ~self.table.with_values(expression.excluded_values)
        return matching, complete

    def _scores(self, expression: Expression) -> Array:
        return np.zeros(self.table.size) if self.scoring is None else self.scoring.scores(expression)

    def _best(self, rows: Array, complete: Mask, scores: Array, places: tuple[int, int]) -> Array:
        """Those of the rows that stand at these places, first and behind the last, when the best come first.

        Only the rows about these places are sorted, however many match and whichever page is asked for.
        """
        first, behind = places
        worse = -np.rint(scores[rows] * BILLIONTHS).astype(np.int64) - complete[rows].astype(np.int64) * COMPLETE
        before = 0
        if behind < len(rows):
            near = worse <= np.partition(worse, behind - 1)[behind - 1]
            rows, worse = rows[near], worse[near]
        if first:
            near = worse >= np.partition(worse, first)[first]
            before = len(rows) - int(np.count_nonzero(near))
            rows, worse = rows[near], worse[near]
        order = np.lexsort((self.table.age[rows], worse))
        best: Array = rows[order][first - before : behind - before]
        return best


def _complete_first(rows: Array, complete: Mask) -> Array:
    """The rows in their order, those with every word before the others."""
    first = complete[rows]
    return rows if first.all() else np.concatenate([rows[first], rows[~first]])


def snapshot_of(
    current: Current, index: Opened, table: FacetTable, synonyms: Synonyms, hold: object = None, version: int = 0
) -> Snapshot:
    """An index with the filters of its lessons. Only what stands in both is answered."""
    rows = np.where(index.alive, table.rows_of(index.ids), -1)
    indexed = np.zeros(table.size, np.bool_)
    indexed[rows[rows >= 0]] = True
    scoring, orders = Scoring(index, rows, table.size), _orders(table)
    return Snapshot(
        current, current.position, index, table, synonyms, rows, indexed, scoring, *orders, version=version, hold=hold
    )


def without_index(position: Position, table: FacetTable, synonyms: Synonyms, version: int = 0) -> Snapshot:
    """All published lessons, while there is no index."""
    none, all_of_them = np.zeros(0, np.int64), np.ones(table.size, np.bool_)
    orders = _orders(table)
    return Snapshot(None, position, None, table, synonyms, none, all_of_them, None, *orders, version=version)


def _orders(table: FacetTable) -> tuple[Array, Array]:
    """All rows, newest first; and most used first."""
    newest = np.empty(table.size, np.intp)
    newest[table.age] = np.arange(table.size)  # ages are places, each of which one row has
    used = newest[table.uses[newest] > 0]
    used = used[np.argsort(-table.uses[used], kind="stable")]
    return newest, np.concatenate([used, newest[table.uses[newest] == 0]])
