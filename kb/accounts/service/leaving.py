"""Accounts that end: closed and opened again by an admin, deleted by their owners."""

from sqlalchemy import delete as deleting
from sqlalchemy import select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.models.credentials import OneTimeLink, RecoveryCode, UserSession
from kb.accounts.models.user import Membership, SiteRole, User
from kb.accounts.queries.leaving import is_last_admin, sole_lead_of
from kb.accounts.service.proving import Proof
from kb.accounts.sign_in import end_all
from kb.core.db import session, utc_now
from kb.core.errors import Conflict
from kb.core.events import AccountClosed, AccountDeleted, publish
from kb.core.settings import settings
from kb.mail.posting import Recipient, post

GOES_WITH_THE_ACCOUNT = (UserSession, OneTimeLink, RecoveryCode, Membership, SiteRole)


@use_case(Permission.USER_CHANGE)
def close(_who: Actor, user: User) -> None:
    """Let nobody sign in with this account. Raises Conflict where it is closed, or is the last admin's."""
    lock_admins()
    if not user.open or is_last_admin(user):
        raise Conflict
    shut(user)
    post(Recipient(user.email or "", user.id), "accounts/closed-by-admin", link=_contact())


@use_case(Permission.USER_CHANGE)
def reopen(_who: Actor, user: User) -> None:
    """Let its owner sign in again. Raises Conflict where the account is open, or deleted for good."""
    if user.open or user.deleted_at is not None:
        raise Conflict
    # As if it had been used today: otherwise it would be closed again the next night for not being used.
    user.closed_at, user.reminded_at, user.last_seen_on = None, None, utc_now().date()
    post(Recipient(user.email or "", user.id), "accounts/reopened", link=f"{settings().site_url}/sign-in")


@use_case(Permission.ACCOUNT_DELETE)
def delete(_who: Actor, user: User, *, proof: Proof) -> None:
    """Take away everything that says whose account this was; only its number stays, for what points to it.

    Raises Conflict where an organisation would lose its only lead, or the site its last admin.
    """
    proof.require(user)
    lock_admins()
    if sole_lead_of(user) or is_last_admin(user):
        raise Conflict
    address, now = user.email or "", utc_now()
    publish(AccountDeleted(user.id))  # subscribers still see whose it was
    session.flush()
    for table in GOES_WITH_THE_ACCOUNT:
        session.execute(deleting(table).where(table.user_id == user.id).execution_options(synchronize_session=False))
    session.expire(user, ["memberships", "site_roles"])
    user.name, user.email, user.password_hash = "", None, None
    user.totp_secret = user.totp_since = user.totp_last_step = None
    user.last_seen_on = user.reminded_at = None
    user.closed_at, user.deleted_at = user.closed_at or now, now
    post(Recipient(address), "accounts/account-deleted", urgent=True, link=_contact())


def shut(user: User) -> None:
    """Close an account, in the current transaction, and end its sessions."""
    user.closed_at = utc_now()
    end_all(user)
    publish(AccountClosed(user.id))


def lock_admins() -> None:
    """Have others wait who count admins too, so that of two admins who leave at once one is the last."""
    session.execute(select(SiteRole.user_id).where(SiteRole.role == "admin").with_for_update())


def _contact() -> str:
    return f"{settings().site_url}/contact"
