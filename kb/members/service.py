"""What can be done with the people of an organisation: invite, confirm, change, remove; and joining and leaving it.

The changes of one organisation's people happen one after another (`joining.hold`).
"""

from datetime import timedelta

from sqlalchemy import func, or_, select

from kb.access.actors import Actor, Permission
from kb.access.policy import allows
from kb.access.use_case import use_case
from kb.accounts.digests import new_token, token_digest
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership, User
from kb.accounts.service.registering import TAKEN, new_user
from kb.accounts.sign_in import end_all
from kb.core.db import session, utc_now
from kb.core.errors import Conflict, Denied, Invalid
from kb.core.options import option
from kb.members import letters
from kb.members.joining import held, hold, join, part, withdraw_invitations, withdraw_invitations_by
from kb.members.models import Invitation, MembershipRequest
from kb.members.queries import is_last_lead, members_among, role_in, standing, undecided
from kb.members.roles import higher, label

MOST_A_DAY = 300
"""Invitations that one organisation may send in a day: no organisation has as many people to ask, and a stolen account
cannot flood strangers with mail from here."""
MOST_A_DAY_TO_ONE = 3
"""Invitations that one organisation may send in a day to one address."""
LAST_LEAD = "Make somebody else lead first: nobody else looks after the people of this organisation"


# --- invitations


@use_case(Permission.MEMBER_INVITE)
def invite(who: Actor, organisation: Organisation, *, email: str, role: str) -> Invitation:
    """Ask somebody to join; an invitation to the same address that waits for an answer gives way to this one.

    Raises Invalid(addresses=...) where the address belongs to a member, or far too many were invited today.
    """
    hold(organisation.id)
    return _invite(who, organisation, email, role)


@use_case(Permission.MEMBER_INVITE)
def send_again(who: Actor, invitation: Invitation) -> Invitation:
    """Send a new invitation in place of one that waits for an answer or has expired; the old link ends.

    Raises Conflict where it was answered or withdrawn, and Invalid as `invite`.
    """
    invitation = held(invitation)
    if standing(invitation) not in {"open", "expired"}:
        raise Conflict
    return _invite(who, invitation.organisation, invitation.email, invitation.role)


def _invite(who: Actor, organisation: Organisation, email: str, role: str) -> Invitation:
    if members_among(organisation.id, [email]):
        raise Invalid(addresses=f"{email} belongs to somebody who is a member already")
    now = utc_now()
    of_today = Invitation.organisation_id == organisation.id, Invitation.made_at > now - timedelta(days=1)
    to_one = func.count().filter(Invitation.email == email)
    sent, sent_to_one = session.execute(select(func.count(), to_one).where(*of_today)).one()
    if sent >= MOST_A_DAY:
        raise Invalid(addresses=f"This organisation has sent {MOST_A_DAY} invitations today. Send the others tomorrow")
    if sent_to_one >= MOST_A_DAY_TO_ONE:
        raise Invalid(addresses=f"{email} was invited {MOST_A_DAY_TO_ONE} times today. Wait until tomorrow")
    withdraw_invitations(organisation.id, email)
    token = new_token()
    made = Invitation(
        organisation_id=organisation.id,
        email=email,
        role=role,
        invited_by_id=who.user_id,
        token_digest=token_digest(token),
        expires_at=now + timedelta(days=option("invitation_days")),
    )
    session.add(made)
    session.flush()
    letters.invitation(made, token)
    return made


@use_case(Permission.MEMBER_INVITE)
def withdraw(_who: Actor, invitation: Invitation) -> None:
    """Take an invitation back; its link ends. Raises Conflict where it was answered or withdrawn."""
    invitation = held(invitation)
    if standing(invitation) not in {"open", "expired"}:
        raise Conflict
    invitation.withdrawn_at = utc_now()


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

    Raises Invalid(email=...) where the address has an account, and Conflict where the invitation can no longer be used.
    """
    invitation = _usable(invitation)
    try:
        user = new_user(invitation.email, name, password_hash)
    except Conflict:
        raise Invalid(email=f"{TAKEN}. Sign in with it instead") from None
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
    return join(user, invitation.organisation_id, invitation.role)


# --- members


@use_case(Permission.MEMBER_CHANGE)
def add(_who: Actor, organisation: Organisation, *, user: User, role: str) -> Membership:
    """Make somebody a member without an invitation, or raise the role of one, and tell them.

    Raises Invalid(organisation=...) where the user has this role there, or a higher one.
    """
    hold(organisation.id)
    now = role_in(organisation.id, user.id)
    if now is not None and higher(now, role) == now:
        raise Invalid(organisation=f"{user.name} is {label(now)} there already")
    membership = join(user, organisation.id, role)
    letters.added(membership)
    return membership


@use_case(Permission.MEMBER_CHANGE)
def change_role(who: Actor, membership: Membership, *, role: str) -> None:
    """Give a member another role; what somebody who leads no more has sent as invitations is taken back.

    Raises Invalid(role=...) where nobody would lead the organisation any more.
    """
    membership = held(membership)
    if role == membership.role:
        return
    if not may_be_without_lead(who, membership):
        raise Invalid(role=LAST_LEAD)
    if membership.role == "lead":
        withdraw_invitations_by(membership)
    membership.role = role
    letters.role_changed(membership, by=who.user_id)


@use_case(Permission.MEMBER_REMOVE)
def remove(who: Actor, membership: Membership, *, successor_id: int | None) -> User:
    """Remove a member, whose sessions end at once; the drafts they had in hand go to the successor.

    Raises Invalid(successor=...) where the successor cannot take them, or nobody would lead the organisation any more.
    """
    membership = held(membership)
    if not may_be_without_lead(who, membership):
        raise Invalid(successor=LAST_LEAD)
    user = membership.user
    letters.removed(membership, by=who.user_id)
    part(membership, successor_id)
    end_all(user)
    return user


@use_case(Permission.MEMBER_LEAVE)
def leave(who: Actor, membership: Membership, *, successor_id: int | None) -> Organisation:
    """Leave an organisation by oneself; the drafts one had in hand go to the successor. Raises Invalid as `remove`."""
    membership = held(membership)
    if not may_be_without_lead(who, membership):
        raise Invalid(successor=LAST_LEAD)
    organisation = membership.organisation
    part(membership, successor_id)
    return organisation


def may_be_without_lead(who: Actor, membership: Membership) -> bool:
    """Whether the organisation may do without this member as a lead: others lead it, or an admin decides so."""
    return allows(who, Permission.ORGANISATION_CHANGE, membership.organisation) or not is_last_lead(membership)


# --- requests


def propose(user: User, organisation: Organisation, reason: str) -> MembershipRequest | None:
    """Note, in the current transaction, that the sign-on provider says somebody belongs to an organisation.

    `reason` is tenant or domain. The leads are told. None for a member, and where a request waits for a decision or
    was declined before.
    """
    hold(organisation.id)
    known = select(Membership.id).where(Membership.user_id == user.id, Membership.organisation_id == organisation.id)
    answered = select(MembershipRequest.id).where(
        MembershipRequest.user_id == user.id,
        MembershipRequest.organisation_id == organisation.id,
        or_(undecided, MembershipRequest.accepted.is_(False)),
    )
    if session.scalar(known) or session.scalar(answered.limit(1)):
        return None
    made = MembershipRequest(user=user, organisation=organisation, reason=reason)
    session.add(made)
    session.flush()
    letters.request(made)
    return made


@use_case(Permission.MEMBER_CONFIRM)
def confirm(who: Actor, request: MembershipRequest, *, role: str) -> Membership:
    """Make somebody a member who waits for it. Raises Conflict where it was decided already."""
    request = _undecided(request)
    membership = join(request.user, request.organisation_id, role)
    letters.request_decided(request, membership.role, by=who.user_id)
    return membership


@use_case(Permission.MEMBER_CONFIRM)
def decline(who: Actor, request: MembershipRequest) -> None:
    """Say that somebody does not belong to the organisation; the provider's word does not count again.

    Raises Conflict where it was decided already.
    """
    request = _undecided(request)
    request.decided_at, request.accepted = utc_now(), False
    letters.request_decided(request, None, by=who.user_id)


def _undecided(request: MembershipRequest) -> MembershipRequest:
    request = held(request)
    if request.decided_at is not None:
        raise Conflict
    return request
