"""What this process answers from: one immutable snapshot of index and filters, changed for a newer one as a whole."""

import ctypes
import logging
import os
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.core import db
from kb.core.versions import SiteVersion
from kb.search import change_log, facets
from kb.search.facets import FacetTable
from kb.search.folder import Current, IndexFolder
from kb.search.snapshot import Snapshot, snapshot_of, without_index
from kb.search.synonyms import Synonyms
from kb.search.whoosh_index import Damaged
from kb.search.whoosh_segments import Segment, open_index

log = logging.getLogger(__name__)

LOOK_EVERY = 0.1
"""Seconds between two looks at CURRENT."""
RETRY_EVERY = 1.0
"""Seconds between two tries while there is no index, or one that cannot be opened."""


class _Hold:
    """Keeps a generation from being removed for as long as a snapshot of it is used."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def __del__(self, close: Callable[[int], None] = os.close) -> None:  # `os` may be gone when a process ends
        close(self.descriptor)


class Reader:
    """Keeps the snapshot of this process and notices when there is a newer one."""

    def __init__(self, folder: IndexFolder) -> None:
        self.folder = folder
        self._snapshot: Snapshot | None = None
        self._stamp: tuple[int, int] | None = None
        self._look_again = 0.0
        self._opening = threading.Lock()
        self.led = False
        """Whether a thread of this process calls `refresh` again and again."""

    def snapshot(self) -> Snapshot:
        """The newest snapshot; looks for a newer one now and then, and waits for it only where there is none yet.

        To open an index with all filters takes seconds where lessons are many: that is left to the thread that leads.
        """
        found = self._snapshot
        if found is None or time.monotonic() >= self._look_again:
            self.refresh(wait=found is None, whole=found is None or not self.led)
            found = self._snapshot
        assert found is not None  # noqa: S101 - refresh leaves one
        return found

    def refresh(self, *, wait: bool = True, whole: bool = True) -> None:
        """Change over to what CURRENT names, if that is not open; without `whole` only to a later commit of what is."""
        if not self._opening.acquire(blocking=wait):
            return
        try:
            self._look_again = time.monotonic() + LOOK_EVERY
            stamp = self.folder.stamp()
            other = self._snapshot is None or self._snapshot.index is None or stamp != self._stamp
            if other and (whole or self._is_later_commit()):
                self._change_over(stamp)
        finally:
            self._opening.release()

    def _is_later_commit(self) -> bool:
        """Whether CURRENT names the generation that is open."""
        opened, named = self._snapshot and self._snapshot.current, self.folder.current()
        return bool(opened and named and opened.generation == named.generation)

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
                read = _from_database(before, current)
                return snapshot_of(current, index, read.table, read.synonyms, hold, read.version)
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


@dataclass(frozen=True, slots=True)
class _FromDatabase:
    """What a snapshot has beside its index."""

    table: FacetTable
    synonyms: Synonyms
    version: int

    @classmethod
    def of(cls, snapshot: Snapshot) -> "_FromDatabase":
        return cls(snapshot.table, snapshot.synonyms, snapshot.version)


def _from_database(before: Snapshot | None, current: Current) -> _FromDatabase:
    """Filters and other names; only what the log names since the snapshot before is read anew, unless that is too much.

    Other names are few and always read: an editor who has changed one looks for it at once.
    """
    if before and before.current and before.current.generation == current.generation:
        found = change_log.since(before.position)
        if found and found[1].sequence >= current.position.sequence:
            names = _synonyms()
            return replace(_FromDatabase.of(before), table=facets.load(before.table, found[0]), synonyms=names)
    return _all_from_database()


def _all_from_database() -> _FromDatabase:
    version = _site_version()
    table = facets.load()
    synonyms = _synonyms()
    _give_memory_back()
    changed_meanwhile = _site_version() != version
    return _FromDatabase(table, synonyms, secrets.randbits(62) if changed_meanwhile else version)


def _synonyms() -> Synonyms:
    with Session(db.engine()) as session:
        return Synonyms.load(session)


def _give_memory_back() -> None:
    """What reading all lessons took for a moment goes back to the system; glibc would keep it for this process."""
    with suppress(OSError, AttributeError):  # another library has no such function
        ctypes.CDLL(None).malloc_trim(0)


def _site_version() -> int:
    with Session(db.engine()) as session:
        return session.scalar(select(SiteVersion.number)) or 0


def _without_index(before: Snapshot | None) -> Snapshot:
    position = change_log.newest()
    unchanged = before is not None and before.index is None and before.position == position
    read = _FromDatabase.of(before) if before and unchanged else _all_from_database()
    return without_index(position, read.table, read.synonyms, read.version)
