"""Memberships that the sign-on provider proposes: noted, confirmed or declined."""

from sqlalchemy import or_, select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership, User
from kb.core.db import session, utc_now
from kb.core.errors import Conflict
from kb.members import letters
from kb.members.joining import held, hold, join, not_oneself
from kb.members.models import MembershipRequest
from kb.members.queries.waiting import undecided


def propose(user: User, organisation: Organisation, reason: str) -> MembershipRequest | None:
    """Note, in the current transaction, that the sign-on provider says somebody belongs to an organisation.

    `reason` is tenant or domain. The leads are told. None for a member, for somebody who was one, and where a request
    waits for a decision or was declined before.
    """
    if _settled(user, organisation):
        return None  # as at nearly every sign-in, which then need not wait for others
    hold(organisation.id)
    if _settled(user, organisation):
        return None
    made = MembershipRequest(user=user, organisation=organisation, reason=reason)
    session.add(made)
    session.flush()
    letters.request(made)
    return made


def _settled(user: User, organisation: Organisation) -> bool:
    known = select(Membership.id).where(Membership.user_id == user.id, Membership.organisation_id == organisation.id)
    answered = select(MembershipRequest.id).where(
        MembershipRequest.user_id == user.id,
        MembershipRequest.organisation_id == organisation.id,
        or_(undecided, MembershipRequest.accepted.is_(False)),
    )
    return bool(session.scalar(known) or session.scalar(answered.limit(1)))


@use_case(Permission.MEMBER_CONFIRM, choice="role")
def confirm(who: Actor, request: MembershipRequest, *, role: str) -> Membership:
    """Make somebody a member who waits for it.

    Raises Conflict where it was decided already, Invalid(decision=...) for an admin who could ask another one.
    """
    request = _undecided(request)
    not_oneself(who, request.user_id, "decision")
    membership = join(request.user, request.organisation_id, role)
    letters.request_decided(request, membership.role, by=who.user_id)
    letters.changed_by_admin(membership, by=who.user_id)
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
