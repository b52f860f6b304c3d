"""Accounts that end: closed and opened again by an admin, deleted by their owners."""

from sqlalchemy import delete as deleting
from sqlalchemy import exists, select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.letters import recipient_of
from kb.accounts.links import page_at
from kb.accounts.models.credentials import OneTimeLink, RecoveryCode, UserSession
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership, SiteRole, User
from kb.accounts.queries.leaving import is_last_admin, sole_lead_of
from kb.accounts.service.proving import Proof
from kb.accounts.sign_in import end_all
from kb.core.clock import today
from kb.core.db import session, utc_now
from kb.core.errors import Conflict
from kb.core.events import AccountClosed, AccountDeleted, publish
from kb.mail.posting import Recipient, post

GOES_WITH_THE_ACCOUNT = (UserSession, OneTimeLink, RecoveryCode, Membership, SiteRole)


@use_case(Permission.USER_CHANGE)
def close(_who: Actor, user: User) -> None:
    """Let nobody sign in with this account. Raises Conflict where it is closed, or is the last admin's."""
    lock_admins()
    if not user.open or is_last_admin(user):
        raise Conflict
    shut(user)
    post(recipient_of(user), "accounts/closed-by-admin", link=page_at("/contact"))


@use_case(Permission.USER_CHANGE)
def reopen(_who: Actor, user: User) -> None:
    """Let its owner sign in again. Raises Conflict where the account is open, or deleted for good."""
    if user.open or user.deleted_at is not None:
        raise Conflict
    # As if it had been used today: otherwise it would be closed again the next night for not being used.
    user.closed_at, user.reminded_at, user.last_seen_on = None, None, today()
    post(recipient_of(user), "accounts/reopened", link=page_at("/sign-in"))


@use_case(Permission.ACCOUNT_DELETE)
def delete(_who: Actor, user: User, *, proof: Proof) -> None:
    """Take away everything that says whose account this was; only its number stays, for what points to it.

    Raises Conflict where an organisation would lose its only lead, or the site its last admin.
    """
    proof.require(user)
    lock_admins()
    _hold_led(user)
    if sole_lead_of(user) or is_last_admin(user):
        raise Conflict
    address, now = recipient_of(user).address, utc_now()
    publish(AccountDeleted(user.id, address))
    session.flush()
    # Such as that for registering, which was made before there was a user.
    session.execute(deleting(OneTimeLink).where(OneTimeLink.email == address))
    for table in GOES_WITH_THE_ACCOUNT:
        session.execute(deleting(table).where(table.user_id == user.id).execution_options(synchronize_session=False))
    session.expire(user, ["memberships", "site_roles"])
    user.name, user.email, user.password_hash = "", None, None
    user.totp_secret = user.totp_since = user.totp_last_step = user.totp_told_step = None
    user.last_seen_on = user.reminded_at = None
    user.closed_at, user.deleted_at = user.closed_at or now, now
    post(Recipient(address), "accounts/account-deleted", urgent=True, link=page_at("/contact"))


def shut(user: User) -> None:
    """Close an account, in the current transaction, and end its sessions."""
    user.closed_at = utc_now()
    end_all(user)
    publish(AccountClosed(user.id))


def _hold_led(user: User) -> None:
    """Have others wait who change the people of organisations that this user leads, such as by leaving them."""
    led = exists().where(Membership.organisation_id == Organisation.id, Membership.user_id == user.id)
    held = select(Organisation.id).where(led).order_by(Organisation.id)
    session.execute(held.with_for_update(key_share=True))


def lock_admins() -> None:
    """Have others wait who count admins too, so that of two admins who leave at once one is the last."""
    session.execute(select(SiteRole.user_id).where(SiteRole.role == "admin").with_for_update())
