"""The worker: does what is due, in a thread of a web process or in `kb work`, on any number of machines."""

import atexit
import logging
import threading
import time
import traceback
import weakref
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session

from kb.core import db, jobs, leases
from kb.core.db import session, transaction, utc_now
from kb.core.jobs import Cancelled, Handler, Task
from kb.core.leases import Lease, LeaseLost

log = logging.getLogger(__name__)

POLL_EVERY = 1.0
"""Seconds between two looks for what other processes put on the list, and for what becomes due."""
REPEATING_EVERY = 60.0
"""Seconds between two looks whether everything that repeats is on the list."""
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
"""Seconds to the next look after the database failed; each time twice as many."""
GRACE = 10.0
"""Seconds that a job at hand has when the worker is to stop; then it is given back at its next `progress`."""

_running: "weakref.WeakSet[Worker]" = weakref.WeakSet()

Clock = Callable[[], datetime]
Ending = Callable[[Lease, datetime], None]


class _WorkerStops(Cancelled):
    """The worker is to stop, and the job goes back to the list."""


def run_due(now: datetime | None = None) -> int:
    """Do all that is due in this thread, and what becomes due by that; returns how many tries there were.

    With `now` as if it were that moment. Only outside of a transaction.
    """
    clock: Clock = (lambda: max(now, utc_now())) if now else utc_now
    jobs.enter_repeating(clock())
    tries = 0
    while _next(list(jobs.handlers()), clock):
        tries += 1
    return tries


def _next(
    kinds: list[str], clock: Clock, length: timedelta = leases.LEASE, stopping: Callable[[], bool] = lambda: False
) -> bool:
    """Take one job and try it; False where there is none. Only an error of the database gets out of this."""
    lease = leases.take(kinds, clock(), length)
    if lease is None:
        return False
    try:
        ending = _try(lease, clock, stopping)
        session.rollback()  # what an outside handler did not commit is not meant
        if ending is not None:
            with transaction():
                ending(lease, clock())
    except LeaseLost:
        log.warning("Job %s (%s) was taken over by another worker; this try is void", lease.job_id, lease.kind)
    except Exception:
        raise  # the database failed; the lease will run out, and the try counts
    except BaseException:  # the process is being interrupted
        session.rollback()
        with suppress(Exception), transaction():
            leases.given_back(lease, clock())
        raise
    return True


def _try(lease: Lease, clock: Clock, stopping: Callable[[], bool]) -> Ending | None:
    """Run the handler; returns how the try has to be ended, or None where its own transaction did that."""
    handler = jobs.handlers()[lease.kind]
    task = _task(lease, handler, clock, stopping)
    try:
        if handler.outside:
            handler.run(task)
            return leases.done
        with transaction():
            handler.run(task)
            leases.done(lease, clock())
    except LeaseLost:
        raise
    except _WorkerStops:
        return leases.given_back
    except Cancelled:
        return leases.cancelled
    except Exception as fault:  # whatever it was, it stays with this job and the others go on
        error = fault_text(fault)
        log.warning("Job %s (%s), try %s: %s", lease.job_id, lease.kind, lease.attempt, error)
        log.debug("The fault of job %s", lease.job_id, exc_info=fault)
        return partial(leases.failed, error=error)
    return None


def _task(lease: Lease, handler: Handler, clock: Clock, stopping: Callable[[], bool]) -> Task:
    def report(done: int, total: int | None) -> None:
        if not handler.outside:
            raise RuntimeError("inside its transaction nobody would see how far it is")
        if stopping():
            raise _WorkerStops
        leases.extend(lease, clock(), done, total)

    return Task(
        lease.job_id, lease.kind, lease.key, lease.payload, lease.owner_id, lease.attempt,
        is_last=lease.attempt >= handler.attempts,
        report=report,
        keep=partial(leases.append_output, lease),
    )  # fmt: skip


def fault_text(fault: BaseException) -> str:
    """Kind and place of a fault. Not its message, which may tell of the data."""
    kind = type(fault)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    places = [(str(frame.f_globals.get("__name__")), line) for frame, line in traceback.walk_tb(fault.__traceback__)]
    ours = [place for place in places if place[0].startswith("kb.") and place[0] not in {__name__, db.__name__}]
    module, line = (ours or places or [("unknown", 0)])[-1]
    return f"{name} at {module}:{line}"


class Worker:
    """Does what is due for one application until it is stopped."""

    def __init__(self, app: Flask, *, lease: timedelta = leases.LEASE) -> None:
        self.app = app
        self.lease = lease
        self._stopping = threading.Event()
        self._give_back_at = float("inf")
        self._lanes: list[_Lane] = []

    def start(self) -> None:
        """Begin: one thread, and another for kinds that take long, where there are any."""
        lengths = {handler.long for handler in jobs.handlers().values()} | {False}
        self._lanes = [_Lane(self, long=long) for long in sorted(lengths)]
        _running.add(self)
        for lane in self._lanes:
            lane.thread.start()

    def stop(self, timeout: float = 30.0) -> None:
        """End after the jobs at hand; one that takes longer than some seconds and can be given back is."""
        self.ask_to_stop()
        _running.discard(self)
        until = time.monotonic() + timeout
        for lane in self._lanes:
            if lane.thread is not threading.current_thread():
                lane.thread.join(max(0.0, until - time.monotonic()))

    def ask_to_stop(self) -> None:
        """Begin no other job. Returns at once."""
        self._give_back_at = min(self._give_back_at, time.monotonic() + GRACE)
        self._stopping.set()
        self.wake()

    def wake(self) -> None:
        """Look at the list now."""
        for lane in self._lanes:
            lane.woken.set()

    @property
    def stopping(self) -> bool:
        """Whether no other job is begun."""
        return self._stopping.is_set()

    def gives_back(self) -> bool:
        """Whether the time that a job at hand has is over."""
        return time.monotonic() >= self._give_back_at


class _Lane:
    """A thread of a worker."""

    def __init__(self, worker: Worker, *, long: bool) -> None:
        self.worker = worker
        self.long = long
        self.woken = threading.Event()
        self.thread = threading.Thread(target=self._run, name="kb-long-jobs" if long else "kb-jobs", daemon=True)
        self._look_for_repeating_at = 0.0

    def _run(self) -> None:
        """Do what is due. When the database fails that is logged, and tried again ever less often."""
        pause, failed = 0.0, 0.0
        while not self.worker.stopping:
            self.woken.wait(pause)
            self.woken.clear()
            try:
                pause, failed = self._turn(), 0.0
            except Exception as fault:
                pause = failed = min(LONGEST_PAUSE, max(FIRST_PAUSE, failed * 2))
                log.error("No jobs are done: %s; next try in %.1f s", _said(fault), pause)
                log.debug("The fault", exc_info=fault)

    def _turn(self) -> float:
        """Everything that is due; each job with a session of its own. Returns the seconds to the next look."""
        with self.worker.app.app_context():
            if not self.long and time.monotonic() >= self._look_for_repeating_at:
                jobs.enter_repeating(utc_now())
                self._look_for_repeating_at = time.monotonic() + REPEATING_EVERY
        while not self.worker.stopping:
            kinds = [kind for kind, handler in jobs.handlers().items() if handler.long == self.long]
            with self.worker.app.app_context():
                pause = _until(leases.next_due(kinds, utc_now()))
                if pause > 0:
                    return pause
                if not _next(kinds, utc_now, self.worker.lease, self.worker.gives_back):
                    return POLL_EVERY
        return POLL_EVERY


def _until(moment: datetime | None) -> float:
    """Seconds to sleep: to the next look, or to what becomes due before, so that it is done at its time."""
    if moment is None:
        return POLL_EVERY
    return min(POLL_EVERY, max(0.0, (moment - utc_now()).total_seconds()))


def _said(fault: Exception) -> str:
    """Kind and place of a fault; what the database said where that tells of no data."""
    text = fault_text(fault)
    if isinstance(fault, OperationalError | InterfaceError):
        said = str(fault.orig).strip().splitlines()
        return f"{text}: {said[0]}" if said else text
    return text


def start(app: Flask) -> Worker:
    """Start the worker of this process. In a server that forks, call it in the process that answers requests."""
    worker = Worker(app)
    worker.start()
    return worker


def _after_commit() -> None:
    """Wake the workers of this process where something was put on the list."""
    if session.info.pop(jobs.ENTERED, False):
        for worker in list(_running):
            worker.wake()


@event.listens_for(Session, "after_rollback")
def _forget_entered(rolled_back: Session) -> None:
    rolled_back.info.pop(jobs.ENTERED, None)


def _stop_all() -> None:
    workers = list(_running)
    for worker in workers:
        worker.ask_to_stop()
    for worker in workers:
        worker.stop()


db.on_commit(_after_commit)
atexit.register(_stop_all)
