"""Joining by an invitation, with the account that one has or with a new one."""

from sqlalchemy import select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.models.user import Membership, User
from kb.accounts.service.registering import TAKEN, new_user
from kb.core.db import session, utc_now
from kb.core.errors import Conflict, Denied, Invalid
from kb.members import letters
from kb.members.joining import held, join
from kb.members.models import Invitation
from kb.members.queries.members import role_in
from kb.members.queries.waiting import standing

CLOSED = "Your account with this e-mail address was closed, so it cannot join yet"


@use_case(Permission.INVITATION_ACCEPT)
def accept(who: Actor, invitation: Invitation) -> Membership:
    """Join by an invitation. It belongs to its address: Denied for an account with another one.

    Raises Conflict where it can no longer be used.
    """
    user = session.get(User, who.user_id) if who.user_id is not None else None
    if user is None or user.email != invitation.email:
        raise Denied
    return _use(_usable(invitation), user)


@use_case(Permission.INVITATION_ACCEPT)
def accept_with_new_account(_who: Actor, invitation: Invitation, *, name: str, password_hash: str) -> User:
    """Join by an invitation with a new account: the invitation has proven its address. The caller has checked both.

    Raises Invalid(email=...) where the address has an account, which may be closed, and Conflict where the invitation
    can no longer be used.
    """
    invitation = _usable(invitation)
    try:
        user = new_user(invitation.email, name, password_hash)
    except Conflict:
        closed = session.scalar(select(User.closed_at).where(User.email == invitation.email))
        raise Invalid(email=CLOSED if closed else f"{TAKEN}. Sign in with it instead") from None
    _use(invitation, user)
    return user


def _usable(invitation: Invitation) -> Invitation:
    invitation = held(invitation)
    if standing(invitation) != "open":
        raise Conflict
    return invitation


def _use(invitation: Invitation, user: User) -> Membership:
    invitation.accepted_at = utc_now()
    session.flush()
    membership = join(user, invitation.organisation_id, invitation.role)
    if role_in(invitation.organisation_id, invitation.invited_by_id) != "lead":
        letters.joined(membership, invitation)
    return membership
