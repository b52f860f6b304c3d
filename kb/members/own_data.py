"""What is kept about a person here, for the copy of one's own data."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from kb.accounts.models.user import User
from kb.core.db import session
from kb.members.models import Invitation, MembershipRequest
from kb.members.queries import organisations_of, standing


def own_data(user: User) -> dict[str, Any]:
    """Memberships, invitations to the address, and requests. Addresses of others whom they invited are not theirs."""
    invitations = session.scalars(
        select(Invitation)
        .where(Invitation.email == user.email)
        .options(joinedload(Invitation.organisation))
        .order_by(Invitation.id)
    )
    requests = session.scalars(
        select(MembershipRequest)
        .where(MembershipRequest.user_id == user.id)
        .options(joinedload(MembershipRequest.organisation))
        .order_by(MembershipRequest.id)
    )
    return {
        "memberships": [
            {"organisation": each.organisation.name, "role": each.role, "since": each.since}
            for each in organisations_of(user)
        ],
        "invitations": [
            {
                "organisation": each.organisation.name,
                "role": each.role,
                "made_at": each.made_at,
                "expires_at": each.expires_at,
                "state": standing(each),
            }
            for each in invitations
        ],
        "membership_requests": [
            {
                "organisation": each.organisation.name,
                "reason": each.reason,
                "made_at": each.made_at,
                "accepted": each.accepted,
            }
            for each in requests
        ],
    }
