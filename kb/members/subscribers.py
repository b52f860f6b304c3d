"""What becomes of the people of organisations when an account is closed or deleted."""

from sqlalchemy import delete, select

from kb.accounts.models.user import Membership
from kb.core.db import session
from kb.core.events import AccountClosed, AccountDeleted
from kb.members.joining import part
from kb.members.models import Invitation, MembershipRequest
from kb.members.queries import colleagues, undecided


def forget_requests(event: AccountClosed) -> None:
    """Nobody need decide about somebody who cannot sign in; the provider proposes them again if they come back."""
    session.execute(delete(MembershipRequest).where(MembershipRequest.user_id == event.user_id, undecided))


def forget_person(event: AccountDeleted) -> None:
    """Memberships, requests and invitations to the address go; drafts in hand go to a lead, or else a contributor."""
    for membership in session.scalars(select(Membership).where(Membership.user_id == event.user_id)).all():
        others = colleagues(membership)
        part(membership, others[0].user_id if others else None)
    session.execute(delete(MembershipRequest).where(MembershipRequest.user_id == event.user_id))
    session.execute(delete(Invitation).where(Invitation.email == event.email))
