"""What can be done with jobs: their owner stops one, an admin has them tried again or notes that they failed."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from sqlalchemy import select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core import job_steps
from kb.core.db import session
from kb.core.errors import Conflict
from kb.core.jobs import Job

MOST_AT_ONCE = 500
"""Jobs that one press of a button changes: nobody else can write meanwhile on a small install."""


@use_case(Permission.JOB_CANCEL)
def cancel(_who: Actor, job: Job) -> None:
    """Ask for a job to be stopped. Raises Conflict where it is finished, or what it is about has to be given up."""
    job_steps.cancel(job)


@use_case(Permission.WORK_CHANGE)
def retry(_who: Actor, job: Job) -> None:
    """Try a job again that was given up. Raises Conflict if it was not, or if the same waits already."""
    job_steps.retry(job)


@use_case(Permission.WORK_CHANGE)
def mark_seen(_who: Actor, job: Job) -> None:
    """Note that an admin knows of a failure. Raises Conflict if there was none, or that was noted before."""
    job_steps.mark_seen(job)


@use_case(Permission.WORK_CHANGE, where_done=True)
def retry_all(who: Actor, numbers: Sequence[int]) -> int:
    """Try these jobs again, as far as they failed; returns how many. Each is entered in the trail."""
    return _each(who, numbers, retry)


@use_case(Permission.WORK_CHANGE, where_done=True)
def mark_all_seen(who: Actor, numbers: Sequence[int]) -> int:
    """Note the failures of these jobs; returns of how many. Each is entered in the trail."""
    return _each(who, numbers, mark_seen)


def _each(who: Actor, numbers: Sequence[int], verb: Callable[[Actor, Job], None]) -> int:
    done = 0
    for job in session.scalars(select(Job).where(Job.id.in_(numbers)).order_by(Job.id)).all():
        with suppress(Conflict):
            verb(who, job)
            done += 1
    return done
