"""Accounts that nobody uses: their owners are written to, and 30 days later they are closed."""

from datetime import datetime, timedelta

from sqlalchemy import Select, select

from kb.access.actors import SITE, Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.letters import recipient_of
from kb.accounts.links import page_at
from kb.accounts.models.user import User
from kb.accounts.queries.leaving import dormant, is_last_admin, unused_since
from kb.accounts.service.leaving import lock_admins, shut
from kb.core.clock import months_before, today
from kb.core.db import session, utc_now
from kb.core.jobs import Task
from kb.core.options import option
from kb.mail.posting import post

LOOK = "accounts.look-for-dormant"
"""Kind of the daily job."""
NOTICE = timedelta(days=30)
"""Between the message and the closing."""
AT_A_TIME = 50
"""Accounts between two notes of how far the job is."""


def look_for_dormant(task: Task) -> None:
    """Write to the owners of accounts that have not been used for long, and close those that still are not.

    It works outside of a transaction, with one for each account, and may be repeated: nobody is written to twice.
    """
    months = option("dormant_months")
    if not months:
        return
    due = session.execute(dormant(months_before(today(), months), told_until=utc_now() - NOTICE)).all()
    for done, (number, told_at) in enumerate(due):
        if done % AT_A_TIME == 0:
            task.progress(done, len(due))
        user = session.get_one(User, number)
        if told_at is None:
            remind(SITE, user, months=months)
        else:
            close_unused(SITE, user, since=told_at)


@use_case(Permission.UPKEEP, where_done=True)
def remind(_who: Actor, user: User, *, months: int) -> bool:
    """Tell the owner that the account will be closed, unless they know, or it is used or closed by now; whether so."""
    unused = unused_since(months_before(today(), months))
    if not _held(unused.where(User.id == user.id, User.reminded_at.is_(None))):
        return False
    user.reminded_at = utc_now()
    post(
        recipient_of(user),
        "accounts/dormant",
        good_until=user.reminded_at + NOTICE,
        months=months,
        day=user.reminded_at + NOTICE,
        link=page_at("/sign-in"),
    )
    return True


@use_case(Permission.UPKEEP, where_done=True)
def close_unused(_who: Actor, user: User, *, since: datetime) -> bool:
    """Close the account of somebody who was told so then; whether so.

    Not if it has been used meanwhile, or is closed, or the last admin's.
    """
    lock_admins()
    told = select(User).where(User.id == user.id, User.closed_at.is_(None), User.reminded_at == since)
    if not _held(told) or is_last_admin(user):
        return False
    shut(user)
    post(recipient_of(user), "accounts/closed", link=page_at("/contact"))
    return True


def _held(wanted: Select[User]) -> bool:
    """Whether the user is still one of these; if so, nobody else changes the row before this transaction ends."""
    held = wanted.with_for_update().execution_options(populate_existing=True)
    return session.scalar(held) is not None
