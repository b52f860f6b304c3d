"""What becomes of the people of organisations when an account is closed or deleted."""

from sqlalchemy import delete, select

from kb.accounts.models.user import Membership
from kb.core.db import session
from kb.core.events import AccountClosed, AccountDeleted
from kb.members.joining import end_membership, first_successor, hold, stop_writing
from kb.members.models import Invitation, MembershipRequest
from kb.members.queries.members import WRITERS
from kb.members.queries.waiting import undecided


def pass_drafts_on(event: AccountClosed) -> None:
    """Nobody works on drafts with a closed account: they go to a lead, or else another contributor, or else nobody."""
    theirs = select(Membership).where(Membership.user_id == event.user_id, Membership.role.in_(WRITERS))
    for membership in session.scalars(theirs.order_by(Membership.organisation_id)).all():
        hold(membership.organisation_id)
        stop_writing(membership, first_successor(membership))


def forget_requests(event: AccountClosed) -> None:
    """Nobody need decide about somebody who cannot sign in; the provider proposes them again if they come back."""
    session.execute(delete(MembershipRequest).where(MembershipRequest.user_id == event.user_id, undecided))


def forget_person(event: AccountDeleted) -> None:
    """Memberships, requests and invitations to the address go; drafts in hand go to a lead, or else a contributor."""
    for membership in session.scalars(select(Membership).where(Membership.user_id == event.user_id)).all():
        end_membership(membership, first_successor(membership))
    session.execute(delete(MembershipRequest).where(MembershipRequest.user_id == event.user_id))
    session.execute(delete(Invitation).where(Invitation.email == event.email))
