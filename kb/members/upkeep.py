"""What is removed each night because nobody needs it any more."""

from datetime import datetime

from sqlalchemy import delete, or_

from kb.access.actors import SITE, Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session
from kb.core.jobs import Task
from kb.core.options import kept_from
from kb.members.models import Invitation

PRUNE = "members.prune"
"""Kind of the nightly job."""


def prune(_task: Task) -> None:
    """Remove invitations that have been over for `kept_months`: they hold addresses of people without an account."""
    remove_old_invitations(SITE, None, before=kept_from())


@use_case(Permission.UPKEEP)
def remove_old_invitations(_who: Actor, _nothing: None, *, before: datetime) -> None:
    """Remove invitations that were accepted or withdrawn, or expired, before this moment."""
    ends = (Invitation.accepted_at, Invitation.withdrawn_at, Invitation.expires_at)
    over = delete(Invitation).where(or_(*(end < before for end in ends)))
    session.execute(over.execution_options(synchronize_session=False))
