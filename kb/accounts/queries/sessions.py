"""Reads of the browsers in which somebody is signed in."""

from datetime import timedelta

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true

from kb.accounts.models.credentials import LASTS, LASTS_A_DAY, LASTS_UNUSED, UserSession
from kb.accounts.models.user import SiteRole, User
from kb.core.db import session, utc_now
from kb.core.errors import NotFound
from kb.core.paging import Page, page_of
from kb.core.settings import settings

FRESH = timedelta(minutes=15)
"""So long after signing in it is believed that the person in front of the screen is still the same."""


def over() -> ColumnElement[bool]:
    """The condition on a session that it has ended by itself; says the same as `UserSession.is_over` of one."""
    now = utc_now()
    has_site_role = exists().where(SiteRole.user_id == UserSession.user_id)
    no_password = exists().where(User.id == UserSession.user_id, User.password_hash.is_(None))
    for_a_day = or_(has_site_role, no_password) if settings().local_accounts else true()
    return or_(
        UserSession.began_at <= now - LASTS,
        UserSession.seen_at <= now - LASTS_UNUSED,
        and_(UserSession.began_at <= now - LASTS_A_DAY, for_a_day),
    )


def of_user(user: User, number: int) -> Page[UserSession]:
    """Page `number` of the sessions of somebody that have not ended, the one used last first."""
    mine = (UserSession.user_id == user.id, ~over())
    total = session.scalar(select(func.count()).select_from(UserSession).where(*mine)) or 0
    newest_first = select(UserSession).where(*mine).order_by(UserSession.seen_at.desc(), UserSession.id.desc())
    return page_of(number, total, lambda at, most: session.scalars(newest_first.offset(at).limit(most)).all())


def one_of_user(user: User, number: int) -> UserSession:
    """A session of somebody by its number. Raises NotFound where it has ended or is of somebody else."""
    found = session.scalar(select(UserSession).where(UserSession.id == number, UserSession.user_id == user.id))
    if found is None:
        raise NotFound
    return found


def is_fresh(of_session: UserSession) -> bool:
    """Whether somebody has signed in a moment ago."""
    return utc_now() - of_session.began_at <= FRESH
