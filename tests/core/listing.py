"""A list of jobs for tests: one kind, entered, taken and ended by hand."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from apiflask import APIFlask
from sqlalchemy import func, select

from kb.core import jobs, leases
from kb.core.db import session, transaction, utc_now
from kb.core.jobs import Handler, Job, enqueue
from kb.core.leases import Lease

KIND = "test.thing"
HOUR = timedelta(hours=1)


def one_kind() -> Iterator[None]:
    """One kind of job is known, and afterwards those that were before."""
    before = dict(jobs._handlers), dict(jobs._every)
    jobs.connect({KIND: Handler(lambda _: None)}, {})
    yield
    jobs.connect(*before)


def enter(key: str = "1", **given: object) -> Job:
    """A job on the list, committed."""
    with transaction():
        return enqueue(KIND, key, **given)  # type: ignore[arg-type]


def take(now: datetime | None = None) -> Lease:
    lease = leases.take([KIND], now or utc_now())
    assert lease is not None
    return lease


def end(how: Callable[..., None], lease: Lease, *error: str) -> None:
    with transaction():
        how(lease, utc_now(), *error)


def rows() -> int:
    return session.scalar(select(func.count()).select_from(Job)) or 0


def at_once(app: APIFlask, threads: int, work: Callable[[], None]) -> None:
    """Do the same in several threads, each with a connection of its own, begun together."""
    together = threading.Barrier(threads)
    faults: list[BaseException] = []

    def run() -> None:
        try:
            with app.app_context():
                together.wait(20)
                work()
        except BaseException as fault:
            faults.append(fault)

    started = [threading.Thread(target=run) for _ in range(threads)]
    for thread in started:
        thread.start()
    for thread in started:
        thread.join(60)
    assert faults == []
