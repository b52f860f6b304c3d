"""Accounts that nobody uses: their owners are written to, and 30 days later they are closed."""

from datetime import datetime, timedelta

from kb.access.actors import SITE, Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.letters import recipient_of
from kb.accounts.links import page_at
from kb.accounts.models.user import User
from kb.accounts.queries.leaving import is_last_admin, unused_since
from kb.accounts.service.leaving import lock_admins, shut
from kb.core.clock import in_uk, months_before
from kb.core.db import session, utc_now
from kb.core.jobs import Task
from kb.core.options import option
from kb.mail.posting import post

LOOK = "accounts.look-for-dormant"
"""Kind of the daily job."""
NOTICE = timedelta(days=30)
"""Between the message and the closing."""


def look_for_dormant(task: Task) -> None:
    """Write to the owners of accounts that have not been used for long, and close those that still are not.

    It works outside of a transaction, with one for each account, and may be repeated: nobody is written to twice.
    """
    months = option("dormant_months")
    if not months:
        return
    now = utc_now()
    unused = session.scalars(unused_since(months_before(now.date(), months))).all()
    for done, user in enumerate(unused):
        task.progress(done, len(unused))
        if user.reminded_at is None:
            remind(SITE, user, months=months)
        elif user.reminded_at <= now - NOTICE and not is_last_admin(user):
            close_unused(SITE, user, since=user.reminded_at)


@use_case(Permission.UPKEEP)
def remind(_who: Actor, user: User, *, months: int) -> None:
    """Tell the owner that the account will be closed."""
    user.reminded_at = utc_now()
    post(
        recipient_of(user),
        "accounts/dormant",
        months=months,
        day=in_uk(user.reminded_at + NOTICE).date(),
        link=page_at("/sign-in"),
    )


@use_case(Permission.UPKEEP)
def close_unused(_who: Actor, user: User, *, since: datetime) -> None:
    """Close the account of somebody who was told so then, unless it has been used meanwhile, or is the last admin's."""
    lock_admins()
    if user.open and user.reminded_at == since and not is_last_admin(user):
        shut(user)
        post(recipient_of(user), "accounts/closed", link=page_at("/contact"))
