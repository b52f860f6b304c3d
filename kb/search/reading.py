"""What this process answers from: one immutable snapshot of index and filters, changed for a newer one as a whole."""

import logging
import os
import threading
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from kb.search import change_log, facets
from kb.search.backend import Position
from kb.search.expression import Expression, Word
from kb.search.facets import FacetTable
from kb.search.folder import Current, IndexFolder
from kb.search.parsing import understand
from kb.search.query import PAGE_SIZE, PARAMETERS, Hits, Query, Understood
from kb.search.scoring import score
from kb.search.whoosh_index import Damaged, Opened, Segment, open_index

log = logging.getLogger(__name__)

LOOK_EVERY = 0.25
"""Seconds between two looks at CURRENT."""
RETRY_EVERY = 1.0
"""Seconds between two tries while there is no index, or one that cannot be opened."""

Array = npt.NDArray[Any]


class _Hold:
    """Keeps a generation from being removed for as long as a snapshot of it is used."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def __del__(self, close: Callable[[int], None] = os.close) -> None:  # `os` may be gone when a process ends
        close(self.descriptor)


@dataclass(frozen=True)
class Snapshot:
    """An index and the filters of the same moment. Nothing in it changes, so threads share it without a lock."""

    current: Current | None
    """None where there is no index: then all published lessons are answered, newest first."""
    position: Position
    """Place in the log up to which it is complete."""
    index: Opened | None
    table: FacetTable
    rows: Array
    """For each document of the index its row in the table, or -1."""
    indexed: Array
    """Which rows of the table are in the index."""
    hold: _Hold | None = None

    def answer(self, query: Query, hidden: Collection[int]) -> Hits:
        """The answer, in which `hidden` lessons have no part: not in ids, not in totals, not in counts."""
        query, ignored = self.table.known(query)
        understood = replace(understand(query.text), ignored=ignored)
        if self.index is None and understood.expression.asks_for_words:
            understood = replace(understood, expression=Expression(), not_yet=True)
        visible = self.indexed.copy()
        gone = self.table.rows_of(np.array(sorted(hidden), np.int64))
        visible[gone[gone >= 0]] = False
        matching, complete, scores = self._matched(understood, visible)
        found = matching & self.table.narrowed(query, PARAMETERS.values())
        rows = np.flatnonzero(found)
        order = np.lexsort((self.table.age[rows], -scores[rows], ~complete[rows]))
        page = min(query.page, max(1, -(-len(rows) // PAGE_SIZE)))
        shown = rows[order][(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        return Hits(
            ids=tuple(self.table.ids[shown].tolist()),
            total=len(rows),
            with_all=int(np.count_nonzero(found & complete)),
            facets=self.table.counts(query, matching),
            understood=understood,
            query=query,
            page=page,
        )

    def _matched(self, understood: Understood, visible: Array) -> tuple[Array, Array, Array]:
        """For each row: whether it matches the words, whether it has all of them, its score."""
        size = self.table.size
        words = [term.folded for term in understood.expression.clauses if isinstance(term, Word)]
        if self.index is None or not words:
            return visible, np.ones(size, np.bool_), np.zeros(size)
        scored = score(self.index, words)
        documents = np.flatnonzero(scored.matching & (self.rows >= 0))
        rows = self.rows[documents]
        matching, complete, scores = np.zeros(size, np.bool_), np.zeros(size, np.bool_), np.zeros(size)
        matching[rows] = True
        complete[rows] = scored.with_all[documents]
        scores[rows] = scored.scores[documents]
        return matching & visible, complete, scores


class Reader:
    """Keeps the snapshot of this process and notices when there is a newer one."""

    def __init__(self, folder: IndexFolder) -> None:
        self.folder = folder
        self._snapshot: Snapshot | None = None
        self._stamp: tuple[int, int] | None = None
        self._look_again = 0.0
        self._opening = threading.Lock()

    def snapshot(self) -> Snapshot:
        """The newest snapshot; looks for a newer one now and then, and waits for it only where there is none yet."""
        found = self._snapshot
        if found is None or time.monotonic() >= self._look_again:
            self.refresh(wait=found is None)
            found = self._snapshot
        assert found is not None  # noqa: S101 - refresh leaves one
        return found

    def refresh(self, *, wait: bool = True) -> None:
        """Change over to what CURRENT names, if that is not what is open."""
        if not self._opening.acquire(blocking=wait):
            return
        try:
            self._look_again = time.monotonic() + LOOK_EVERY
            stamp = self.folder.stamp()
            if self._snapshot is None or self._snapshot.index is None or stamp != self._stamp:
                self._change_over(stamp)
        finally:
            self._opening.release()

    def _change_over(self, stamp: tuple[int, int] | None) -> None:
        before = self._snapshot
        try:
            opened = self._open(before)
        except Damaged as problem:
            self.report_damage(problem)
            opened = None
        except OSError:  # too many open files, no permission: not the index's fault
            log.exception("The search index could not be opened")
            opened = None
        if opened is None:
            self._look_again = time.monotonic() + RETRY_EVERY
            if before is not None and before.index is not None:
                return  # what is open stays right: what was withdrawn since is left out of every answer
            opened = _without_index(before)
        else:
            self._stamp = stamp
        self._snapshot = opened

    def _open(self, before: Snapshot | None) -> Snapshot | None:
        """The snapshot that CURRENT names; None where there is no CURRENT."""
        for _ in range(3):
            current = self.folder.current()
            if current is None:
                return None
            try:
                hold = _Hold(self.folder.hold(current.generation))
                index = open_index(self.folder.place(current.generation), _known(before))
                return snapshot_of(current, index, _table(before, current), hold)
            except FileNotFoundError as problem:  # removed between two looks: CURRENT names another one by now
                missing = problem
        raise Damaged(f"the generation that CURRENT names cannot be read ({missing})")

    def report_damage(self, problem: Damaged) -> None:
        """Log it, and have the writer build the index anew."""
        log.error("The search index is damaged: %s", problem)
        try:
            self.folder.ask_for_rebuild(str(problem))
        except OSError:
            log.exception("No rebuild could be asked for")

    def forget(self, broken: Snapshot, problem: Damaged) -> None:
        """Answer without an index until CURRENT names another one: this one turned out to be damaged."""
        self.report_damage(problem)
        with self._opening:
            if self._snapshot is broken:
                self._snapshot = _without_index(broken)
                self._look_again = time.monotonic() + RETRY_EVERY

    def known(self) -> Mapping[str, Segment]:
        """The segments that are open."""
        return _known(self._snapshot)


def _known(snapshot: Snapshot | None) -> Mapping[str, Segment]:
    return {s.key: s for s in snapshot.index.segments} if snapshot and snapshot.index else {}


def _table(before: Snapshot | None, current: Current) -> FacetTable:
    """The filters; what the log names since the snapshot before is read anew, and all of it where that is too much."""
    if before and before.current and before.current.generation == current.generation:
        found = change_log.since(before.position)
        if found and found[1].sequence >= current.position.sequence:
            return facets.load(before.table, found[0])
    return facets.load()


def snapshot_of(current: Current, index: Opened, table: FacetTable, hold: _Hold | None) -> Snapshot:
    """An index with the filters of its lessons. Only what stands in both is answered."""
    rows = np.where(index.alive, table.rows_of(index.ids), -1)
    indexed = np.zeros(table.size, np.bool_)
    indexed[rows[rows >= 0]] = True
    return Snapshot(current, current.position, index, table, rows, indexed, hold)


def _without_index(before: Snapshot | None) -> Snapshot:
    position = change_log.newest()
    unchanged = before is not None and before.index is None and before.position == position
    table = before.table if before and unchanged else facets.load()
    return Snapshot(None, position, None, table, np.zeros(0, np.int64), np.ones(table.size, np.bool_))
