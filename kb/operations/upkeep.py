"""What is removed each night because nobody needs it any more."""

from datetime import datetime

from kb.access.actors import SITE, Actor, Permission
from kb.access.use_case import use_case
from kb.core.job_steps import remove_finished
from kb.core.jobs import Task
from kb.core.options import kept_from

PRUNE = "operations.prune"
"""Kind of the nightly job."""


def prune(_task: Task) -> None:
    """Remove jobs that were finished `kept_months` ago."""
    remove_old_jobs(SITE, None, before=kept_from())


@use_case(Permission.UPKEEP)
def remove_old_jobs(_who: Actor, _nothing: None, *, before: datetime) -> None:
    """Remove jobs that were finished before this moment, with what they made."""
    remove_finished(before)
