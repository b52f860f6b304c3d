"""Keeps the index of this machine up to date: the one writer, which follows the log of changes."""

import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kb.search import change_log
from kb.search.backend import Change, Generation, Position, Progress, SearchDocument
from kb.search.documents import documents, published_ids
from kb.search.folder import machine_name
from kb.search.local_index import LocalIndex, made_by_this_code
from kb.search.whoosh_index import Damaged

log = logging.getLogger(__name__)

CHECK_EVERY = 30.0
"""Seconds between two looks at what an index depends on beside its lessons."""
REPORT_EVERY = 60.0
PRUNE_EVERY = 3600.0
TELL_EVERY = 0.3
"""Seconds between two reports of how far a rebuild is."""
FOLLOW_EVERY = 0.1
"""Seconds between two looks whether something changed while a rebuild is at work."""

Tell = Callable[[Progress], None]


class Indexer:
    """Writes one index folder, while it holds the lock that makes it the only one to do so."""

    def __init__(self, index: LocalIndex) -> None:
        self.index = index
        self._lock: int | None = None
        self._forget()

    def _forget(self) -> None:
        self._checked: float | None = None
        self._reported: float | None = None
        self._pruned: float | None = None
        self._reported_position: int | None = None
        self._taken_in: int | None = None

    def acquire(self) -> bool:
        """Become the writer, if nobody else is; the lock goes with the process at the latest."""
        if self._lock is None:
            self._lock = self.index.folder.writer_lock()
            self._forget()
        return self._lock is not None

    def release(self) -> None:
        """Let another process write."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def step(self) -> int:
        """One round: build the index anew if it has to be, then take in every change; returns how many lessons."""
        with self._damage_reported():
            reason = self._reason_to_rebuild()
            if reason:
                self.rebuild(reason)
            taken = self._catch_up()
            self._report()
        return taken

    def has_work(self) -> bool:
        """Whether this is the writer and something waits for it. Asked several times a second, so it costs little."""
        if self._lock is None:
            return False
        asked = self.index.folder.asked_for_rebuild() is not None
        return asked or self._taken_in != change_log.newest_sequence()

    def tidy(self) -> bool:
        """Merge small segments, at a time when nobody waits for the writer; whether there was anything to do."""
        with self._damage_reported():
            return self.index.tidy()

    @contextmanager
    def _damage_reported(self) -> Iterator[None]:
        try:
            yield
        except Damaged as damage:
            self.index.reader.report_damage(damage)  # what cannot be written to may look right: do not ask, build anew
            self._checked = None
            raise

    def rebuild(self, reason: str, tell: Tell | None = None) -> Generation:
        """Build the index anew while the old one answers, change over, and take in what changed meanwhile."""
        log.info("Building the search index anew: %s.", reason)
        upto = change_log.newest()  # before the first document is read: what changes from here on is read again
        folder = self.index.folder
        before = folder.current()
        folder.remove_unused(keep=before.generation if before else None)  # what a process left that was killed
        follow = self._follower()
        with folder.rebuilding():
            generation = self.index.rebuild(self._told(tell, follow), upto, follow)
        current = folder.current()
        assert current is not None  # noqa: S101 - it was just written
        change_log.register(current.follower, machine_name(), upto)
        folder.remove_unused(keep=generation.name)
        self._forget()
        self._checked = time.monotonic()
        self._catch_up()
        log.info("The search index %s is in use: %d lessons.", generation.name, generation.documents)
        return generation

    def _told(self, tell: Tell | None, follow: Callable[[], None]) -> Iterator[SearchDocument]:
        """All documents; says now and then how many have passed."""
        total, last = len(published_ids()), 0.0
        for done, document in enumerate(documents(), 1):
            yield document
            if time.monotonic() - last >= TELL_EVERY or done == total:
                last = time.monotonic()
                self.index.folder.tell(Progress(done, total))
                if tell:
                    tell(Progress(done, total))
            follow()

    def _follower(self) -> Callable[[], None]:
        """To be called often while another index is built: now and then it takes changes into the one in use."""
        in_use, last = self.index.folder.current(), 0.0
        follows = in_use is not None and made_by_this_code(in_use)

        def follow() -> None:
            nonlocal follows, last
            if follows and time.monotonic() - last >= FOLLOW_EVERY:
                try:
                    follows = not self.has_work() or self._take_in() is not None
                except Exception:  # it has to go on without, and must not spoil the new index
                    follows = False
                    log.exception("The index in use is not kept up to date while another is built")
                last = time.monotonic()

        return follow

    def _reason_to_rebuild(self) -> str | None:
        """Everything is looked at when this process becomes the writer; later what can change without the log."""
        asked = self.index.folder.asked_for_rebuild()
        if asked is not None:
            return asked or "somebody asked for it"
        current = self.index.folder.current()
        if current and self._checked is not None and time.monotonic() - self._checked < CHECK_EVERY:
            return None
        if current and self._checked is not None:
            reason = self.index.outgrown(current) or self.index.worn()
        else:
            reason = self.index.problem(thorough=True)
        self._checked = time.monotonic()
        if reason is None and current and not change_log.is_followed_by(current.follower):
            return "the database does not know it"
        return reason

    def _catch_up(self) -> int:
        """Take in the log; build the index anew where the log does not hold its position."""
        taken = self._take_in()
        if taken is None:
            self.rebuild("the log of changes does not hold its position")
            return 0
        return taken

    def _take_in(self) -> int | None:
        """Take in the log from the position of the index on, however long it is; None where it does not hold that."""
        taken = 0
        while True:
            current = self.index.folder.current()
            position = current.position if current else Position()
            found = change_log.since(position)
            if found is None:
                return None
            ids, upto = found
            if upto == position:
                self._taken_in = position.sequence
                return taken
            now = {document.id: document for document in documents(ids)}
            self.index.apply([Change(number, now.get(number)) for number in ids], upto)
            taken += len(ids)

    def _report(self) -> None:
        """Tell the database how far this index is, and let it prune the log behind all of them."""
        now, current = time.monotonic(), self.index.folder.current()
        if current is None or (self._reported is not None and now - self._reported < REPORT_EVERY):
            return
        if current.position.sequence != self._reported_position or self._due(self._pruned, now):
            change_log.report(current.follower, current.position)
        self._reported, self._reported_position = now, current.position.sequence
        if self._due(self._pruned, now):
            self._pruned = now
            change_log.prune()
            self.index.folder.remove_unused(keep=current.generation)

    @staticmethod
    def _due(last: float | None, now: float) -> bool:
        return last is None or now - last >= PRUNE_EVERY
