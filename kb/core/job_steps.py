"""What people decide about jobs: to stop one, to have it tried again, to note that it failed."""

from contextlib import suppress
from datetime import datetime

from sqlalchemy import delete, select, update

from kb.core.db import session, utc_now
from kb.core.errors import Conflict
from kb.core.jobs import ENTERED, Job, enqueue, finish, handlers, locked
from kb.core.uniqueness import being_first


def stoppable(job: Job) -> bool:
    """Whether somebody may stop it: it is not finished, and nothing else has to be given up with it."""
    handler = handlers().get(job.kind)
    return job.finished_at is None and (handler is None or handler.stoppable)


def cancel(job: Job) -> None:
    """Take a job off the list, or ask whoever does it to stop. Raises Conflict where it is not to be stopped.

    One that works inside a transaction, or is nearly through, is finished all the same.
    """
    found = locked(Job.id == job.id)
    if found is None or not stoppable(found):
        raise Conflict
    if found.state == "waiting":
        finish(found, "cancelled", utc_now())
    else:
        _ask_to_stop(found)


def remove(number: int) -> None:
    """Remove a job with what it made, even one that nobody may stop; one that is being done is asked to stop."""
    found = locked(Job.id == number)
    if found is not None and found.state == "running":
        _ask_to_stop(found)
    elif found is not None:
        session.delete(found)
        session.flush()


def _ask_to_stop(job: Job) -> None:
    """Whoever does it gives it up at its next step, and it is not done once more."""
    job.cancel_asked, job.again_at = True, None
    session.flush()


def retry(job: Job) -> None:
    """Put a job that failed on the list again. Raises Conflict if it did not fail, or the same waits there already."""
    found = locked(Job.id == job.id)
    if found is None or found.state != "failed":
        raise Conflict
    with being_first():  # of its kind and key
        found.state, found.finished_at, found.due_at, found.attempts = "waiting", None, utc_now(), 0
        found.seen_at = None
    session.info[ENTERED] = True


def mark_seen(job: Job) -> None:
    """Note that somebody knows of a failure. Raises Conflict where it did not fail, or that was noted already."""
    found = locked(Job.id == job.id)
    if found is None or found.state != "failed" or found.seen_at is not None:
        raise Conflict
    found.seen_at = utc_now()
    session.flush()


def redo(kind: str, key: str) -> None:
    """Have it done now: by the job that failed at it, where there is one, so that its failure is mended too."""
    failed = select(Job).where(Job.kind == kind, Job.key == key, Job.state == "failed").order_by(Job.id.desc()).limit(1)
    last = session.scalar(failed)
    if last is not None:
        with suppress(Conflict):  # the same waits already
            retry(last)
    enqueue(kind, key)
    note_failures(kind, key)


def drop(kind: str, key: str) -> None:
    """Nobody wants it any more: it is taken off the list if it waits, and its failures need no attention."""
    found = locked(Job.kind == kind, Job.key == key, Job.finished_at.is_(None))
    if found is not None and found.state == "waiting":
        finish(found, "cancelled", utc_now())
    note_failures(kind, key)


def note_failures(kind: str, key: str) -> None:
    """Note that somebody knows of the failures at this."""
    failed = Job.kind == kind, Job.key == key, Job.state == "failed", Job.seen_at.is_(None)
    session.execute(update(Job).where(*failed).values(seen_at=utc_now()))


def remove_finished(before: datetime) -> None:
    """Remove jobs that were finished before this moment, with what they made, in the current transaction."""
    session.execute(delete(Job).where(Job.finished_at < before))
