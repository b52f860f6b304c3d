"""What can be done with a job: its owner stops it, an admin has it tried again."""

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core import jobs
from kb.core.jobs import Job


@use_case(Permission.JOB_CANCEL)
def cancel(_who: Actor, job: Job) -> None:
    """Ask for a job to be stopped. Raises Conflict where it is finished."""
    jobs.cancel(job)


@use_case(Permission.WORK_CHANGE)
def retry(_who: Actor, job: Job) -> None:
    """Try a job again that was given up. Raises Conflict if it was not, or if the same waits already."""
    jobs.retry(job)
