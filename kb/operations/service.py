"""What somebody does with a job of one's own."""

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core import jobs
from kb.core.jobs import Job


@use_case(Permission.JOB_CANCEL)
def cancel(_who: Actor, job: Job) -> None:
    """Ask for a job to be stopped. Raises Conflict where it is finished."""
    jobs.cancel(job)
