"""What is removed each night because nobody needs it any more."""

from datetime import UTC, datetime, time

from sqlalchemy import delete, or_

from kb.access.actors import SITE, Actor, Permission
from kb.access.use_case import use_case
from kb.accounts import slow_down
from kb.accounts.models.credentials import OneTimeLink, UserSession
from kb.accounts.service.dormant import months_before
from kb.accounts.sessions import over
from kb.core import jobs
from kb.core.db import session, utc_now
from kb.core.jobs import Task
from kb.core.options import option
from kb.mail import upkeep

PRUNE = "accounts.prune"
"""Kind of the nightly job."""


def prune(_task: Task) -> None:
    """Remove ended sessions and faded counts, and links, messages and jobs that have been over for `kept_months`."""
    remove_ended(SITE, None)
    day = months_before(utc_now().date(), option("kept_months"))
    remove_old(SITE, None, before=datetime.combine(day, time(), UTC))


@use_case(Permission.UPKEEP)
def remove_ended(_who: Actor, _nothing: None) -> None:
    """Remove what has no effect any more."""
    session.execute(delete(UserSession).where(over()).execution_options(synchronize_session=False))
    slow_down.remove_faded()


@use_case(Permission.UPKEEP)
def remove_old(_who: Actor, _nothing: None, *, before: datetime) -> None:
    """Remove what was over before this moment: links that were used or are too old, sent messages, finished jobs."""
    too_old = or_(OneTimeLink.used_at < before, OneTimeLink.expires_at < before)
    session.execute(delete(OneTimeLink).where(too_old).execution_options(synchronize_session=False))
    upkeep.prune(before)
    jobs.prune(before)
