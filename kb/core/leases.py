"""Which try has which job, and how a try ends. A process may die at any line of this, or sleep and wake up late.

The moments are those of the machine, so the clocks of machines that share a list should agree within a minute. Where
they do not, a job may be done by two at once: what works inside a transaction still happens once, because only the
holder of the lease can commit.
"""

import random
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, or_, select

from kb.core.db import session, transaction
from kb.core.job_outputs import JobOutput
from kb.core.jobs import Cancelled, Job, finish, handlers, locked

LEASE = timedelta(minutes=2)
"""A try that has not been heard of for so long is taken for dead."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=15), timedelta(hours=1)
"""Until the next try after a failed one; each time twice as long."""
DIED = "Its worker ended or was cut off in the middle"


class LeaseLost(Cancelled):
    """Another try has the job now."""


@dataclass(frozen=True, slots=True)
class Lease:
    """One try of a job."""

    job_id: int
    kind: str
    key: str
    payload: dict[str, Any]
    owner_id: int | None
    attempt: int
    holder: str
    length: timedelta


def _due(kinds: Collection[str], now: datetime) -> ColumnElement[bool]:
    """Waiting and due, or left behind. What is running was due once, so the index over due times serves both."""
    return and_(Job.due_at <= now, *_open(kinds, now))


def _open(kinds: Collection[str], now: datetime) -> tuple[ColumnElement[bool], ...]:
    return Job.finished_at.is_(None), Job.kind.in_(kinds), or_(Job.state == "waiting", Job.lease_until <= now)


def next_due(kinds: Collection[str], now: datetime) -> datetime | None:
    """When the next job that nobody has is due, or was; None where there is none. One statement, asked every second."""
    return session.scalars(select(Job.due_at).where(*_open(kinds, now)).order_by(Job.due_at).limit(1)).first()


def take(kinds: Collection[str], now: datetime, length: timedelta = LEASE) -> Lease | None:
    """Take the job that has been due longest, in a transaction of its own; None where there is none to take."""
    oldest = select(Job).where(_due(kinds, now)).order_by(Job.due_at, Job.id).limit(1)
    oldest = oldest.with_for_update(skip_locked=True, key_share=True).execution_options(populate_existing=True)
    while True:
        with transaction():
            job = session.scalars(oldest).one_or_none()
            if job is None:
                return None
            if not _is_over(job, now):
                return _begun(job, now, length)


def _is_over(job: Job, now: datetime) -> bool:
    """Whether a job that was left behind is not to be begun again: it was cancelled, or has killed enough workers."""
    if job.cancel_asked:
        finish(job, "cancelled", now)
    elif job.state == "running" and job.attempts >= handlers()[job.kind].attempts:
        finish(job, "failed", now, DIED)
    else:
        return False
    return True


def _begun(job: Job, now: datetime, length: timedelta) -> Lease:
    if job.state == "running":
        job.error = DIED
    job.state = "running"
    job.attempts += 1
    job.begun_at, job.lease_until, job.lease_holder = now, now + length, secrets.token_hex(8)
    job.progress, job.progress_total = 0, None
    if job.again_at is not None and job.again_at <= now:
        job.again_at = None  # this try sees all that was changed so far
    session.execute(delete(JobOutput).where(JobOutput.job_id == job.id))
    return Lease(
        job.id, job.kind, job.key, job.payload, job.owner_id, job.attempts, job.lease_holder, length
    )  # fmt: skip


def _held(lease: Lease) -> Job:
    """The job, locked for this transaction. Raises LeaseLost where this try does not have it any more."""
    job = locked(Job.id == lease.job_id)
    if job is None or job.lease_holder != lease.holder:
        raise LeaseLost
    return job


def extend(lease: Lease, now: datetime, done: int, total: int | None) -> None:
    """Note how far it is, and that the try is alive, and commit. Raises Cancelled where it is to end."""
    with transaction():
        job = _held(lease)
        if job.cancel_asked:
            raise Cancelled
        job.progress, job.progress_total = done, total
        job.lease_until = now + lease.length


def append_output(lease: Lease, content: bytes) -> None:
    """Add a piece to what the job makes. One who was overtaken must not write into what the other makes."""
    with transaction():
        job = _held(lease)
        last = session.scalar(select(func.max(JobOutput.position)).where(JobOutput.job_id == job.id))
        session.add(JobOutput(job_id=job.id, position=0 if last is None else last + 1, content=content))


# --- the ends of a try: each in the current transaction; raises LeaseLost where another try has the job


def done(lease: Lease, now: datetime) -> None:
    """It went well."""
    finish(_held(lease), "done", now)


def cancelled(lease: Lease, now: datetime) -> None:
    """The handler stopped because it was asked to."""
    finish(_held(lease), "cancelled", now)


def given_back(lease: Lease, now: datetime) -> None:
    """The worker has to stop; the try does not count."""
    job = _held(lease)
    if job.cancel_asked:
        finish(job, "cancelled", now)
        return
    job.attempts -= 1
    _wait(job, now)


def failed(lease: Lease, now: datetime, error: str) -> None:
    """The handler raised something: tried again after a while, or failed for good."""
    job = _held(lease)
    if job.cancel_asked:
        finish(job, "cancelled", now, error)
    elif job.attempts >= handlers()[job.kind].attempts:
        finish(job, "failed", now, error)
    else:
        job.error = error
        _wait(job, now + pause_after(job.attempts))


def _wait(job: Job, due_at: datetime) -> None:
    job.state, job.due_at = "waiting", due_at
    job.lease_until = job.lease_holder = None
    session.flush()


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many failed tries; the last quarter by chance, so that not all come at once."""
    doubled = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(attempts - 1, 20))
    return doubled * random.uniform(0.75, 1.0)  # noqa: S311 - no secret
