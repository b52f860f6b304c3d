"""The thread that keeps the index up to date: in each web process, or alone in `kb work`.

Every process has one. Whichever gets the writer's lock writes; the others follow what it writes, and one of them
takes over when it is gone.
"""

import atexit
import logging
import signal
import threading
import weakref

from flask import Flask

from kb.core import db
from kb.core.settings import Settings
from kb.search import local_index
from kb.search.indexing import Indexer

log = logging.getLogger(__name__)

POLL_EVERY = 0.5
"""Seconds between two looks at the log, for what other processes committed; a commit of this one wakes at once."""
LONGEST_PAUSE = 30.0

_running: "weakref.WeakSet[Worker]" = weakref.WeakSet()


class Worker:
    """Follows the log for one application until it is stopped."""

    def __init__(self, app: Flask) -> None:
        settings: Settings = app.extensions["kb.settings"]
        self.app = app
        self.index = local_index.at(settings.index_folder)
        self.indexer = Indexer(self.index)
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

    def run(self) -> None:
        """Follow the log in the thread of the caller. An error is logged and tried again, ever less often."""
        pause = 0.0
        while not self._stopping.is_set():
            self._woken.wait(pause)
            self._woken.clear()
            if self._stopping.is_set():
                break
            try:
                self._round()
                pause = POLL_EVERY
            except Exception:  # whatever it was (disk full, database away), searching goes on with what there is
                pause = min(LONGEST_PAUSE, max(POLL_EVERY, pause * 2))
                log.exception("The search index was not brought up to date; next try in %.0f s", pause)
        self.indexer.release()

    def _round(self) -> None:
        with self.app.app_context():
            self.index.reader.refresh()  # before a rebuild, so that the old index answers meanwhile
            if self.indexer.acquire() and self.indexer.step():
                self.index.reader.refresh()


def start(app: Flask) -> Worker:
    """Start the thread of this process. In a server that forks, call it in the process that answers requests."""
    worker = Worker(app)
    worker.start()
    return worker


def run(app: Flask) -> None:
    """Follow the log until the process is interrupted or ended: what `kb work` does."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    worker = Worker(app)
    worker.index.folder.prepare()
    _running.add(worker)
    try:
        worker.run()
    except KeyboardInterrupt:
        log.info("Stopped.")
    finally:
        worker.stop()
        worker.indexer.release()


def _wake_all() -> None:
    for worker in list(_running):
        worker.wake()


def _stop_all() -> None:
    for worker in list(_running):
        worker.stop(timeout=10.0)


db.on_commit(_wake_all)
atexit.register(_stop_all)
