"""The thread that keeps the index up to date: in each web process, or alone in `kb work`.

Every process has one. Whichever gets the writer's lock writes; the others follow what it writes, and one of them
takes over when it is gone.
"""

import atexit
import logging
import signal
import threading
import time
import weakref

from flask import Flask

from kb.core import db
from kb.core.settings import Settings
from kb.search import change_log, local_index
from kb.search.indexing import Indexer

log = logging.getLogger(__name__)

POLL_EVERY = 0.1
"""Seconds between two looks for what other processes committed or wrote; a commit of this one wakes at once."""
ROUND_EVERY = 2.0
"""Seconds between two whole rounds, which also find out that the writer is gone."""
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
"""Seconds to the next try after an error; each time twice as many."""
SEEN_WITHIN = 0.3
"""Seconds that a commit waits at most until searches of this process know what it changed."""
WARM_FOR, WARM_EVERY = 0.02, 0.03
"""Seconds of work, and between two pieces of it, to decode frequent words before somebody asks for them."""

_running: "weakref.WeakSet[Worker]" = weakref.WeakSet()


class Worker:
    """Follows the log for one application until it is stopped."""

    def __init__(self, app: Flask, *, answers: bool = True) -> None:
        """`answers` says whether this process searches too, and not only writes."""
        settings: Settings = app.extensions["kb.settings"]
        self.app = app
        self.answers = answers
        self.index = local_index.at(settings.index_folder)
        self.indexer = Indexer(self.index)
        self._next_round = 0.0
        self._stopping = threading.Event()
        self._woken = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Follow the log in a thread of this process. Raises UnsuitableFolder where the folder will not do."""
        self.index.folder.prepare()
        self._thread = threading.Thread(target=self.run, name="kb-index", daemon=True)
        _running.add(self)
        self._thread.start()

    def stop(self, timeout: float = 30.0) -> None:
        """End after the commit at hand, and let another process write."""
        self._stopping.set()
        self._woken.set()
        _running.discard(self)
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout)

    def wake(self) -> None:
        """Look at the log now."""
        self._woken.set()

    def wait_until_seen(self, sequence: int) -> None:
        """Return when searches of this process know the log up to this place, or a moment later all the same."""
        until = time.monotonic() + SEEN_WITHIN
        while time.monotonic() < until and not self._stopping.is_set():
            self.index.reader.refresh(wait=False, whole=not self.index.reader.led)
            snapshot = self.index.reader.snapshot()
            if snapshot.current is None or snapshot.position.sequence >= sequence:
                break
            time.sleep(0.005)

    def run(self) -> None:
        """Follow the log in the thread of the caller. An error is logged and tried again, ever less often."""
        pause, failed = 0.0, 0.0
        self.index.reader.led = True
        while not self._stopping.is_set():
            woken = self._woken.wait(pause)
            self._woken.clear()
            if self._stopping.is_set():
                break
            try:
                with self.app.app_context():
                    pause, failed = self._turn(round_now=woken or failed > 0.0), 0.0
            except Exception:  # whatever it was (disk full, database away), searching goes on with what there is
                pause = failed = min(LONGEST_PAUSE, max(FIRST_PAUSE, failed * 2))
                log.exception("The search index was not brought up to date; next try in %.1f s", pause)
        self.index.reader.led = False
        self.indexer.release()

    def _turn(self, *, round_now: bool) -> float:
        """Look whether there is something to do, and do it; returns how many seconds to wait for the next look."""
        reader = self.index.reader
        reader.refresh()  # before a rebuild, so that the old index answers meanwhile
        if round_now or time.monotonic() >= self._next_round or self.indexer.has_work():
            if self.indexer.acquire():
                self.indexer.step()
                reader.refresh()
                if self.indexer.tidy():
                    reader.refresh()
            self._next_round = time.monotonic() + ROUND_EVERY
        index = reader.snapshot().index
        return WARM_EVERY if self.answers and index and index.warm(WARM_FOR) else POLL_EVERY


def start(app: Flask) -> Worker:
    """Start the thread of this process. In a server that forks, call it in the process that answers requests."""
    worker = Worker(app)
    worker.start()
    return worker


def run(app: Flask) -> None:
    """Follow the log until the process is interrupted or ended: what `kb work` does."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    worker = Worker(app, answers=False)
    worker.index.folder.prepare()
    _running.add(worker)
    try:
        worker.run()
    except KeyboardInterrupt:
        log.info("Stopped.")
    finally:
        worker.stop()
        worker.indexer.release()


def _after_commit() -> None:
    """Wake the workers; where the log was added to, wait until the change is seen. A request must not fail of it."""
    try:
        sequence = change_log.appended()
        workers = list(_running)
        for worker in workers:
            worker.wake()
        if sequence:
            for worker in workers:
                worker.wait_until_seen(sequence)
    except Exception:
        log.exception("It was not waited for the search index")


def _stop_all() -> None:
    for worker in list(_running):
        worker.stop(timeout=10.0)


db.on_commit(_after_commit)
atexit.register(_stop_all)
