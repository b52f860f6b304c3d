"""What is removed each night because nobody needs it any more."""

from datetime import datetime

from sqlalchemy import delete, or_

from kb.access.actors import SITE, Actor, Permission
from kb.access.use_case import use_case
from kb.accounts import slow_down
from kb.accounts.models.credentials import OneTimeLink, UserSession
from kb.accounts.queries.sessions import over
from kb.core.db import session
from kb.core.jobs import Task
from kb.core.options import kept_from

PRUNE = "accounts.prune"
"""Kind of the nightly job."""


def prune(_task: Task) -> None:
    """Remove ended sessions and faded counts, and links that have been over for `kept_months`."""
    remove_ended_sessions(SITE, None)
    remove_old_links(SITE, None, before=kept_from())


@use_case(Permission.UPKEEP)
def remove_ended_sessions(_who: Actor, _nothing: None) -> None:
    """Remove sessions that have ended, and counts of failures that have faded."""
    session.execute(delete(UserSession).where(over()).execution_options(synchronize_session=False))
    slow_down.remove_faded()


@use_case(Permission.UPKEEP)
def remove_old_links(_who: Actor, _nothing: None, *, before: datetime) -> None:
    """Remove links that were used, or became too old, before this moment."""
    too_old = or_(OneTimeLink.used_at < before, OneTimeLink.expires_at < before)
    session.execute(delete(OneTimeLink).where(too_old).execution_options(synchronize_session=False))
