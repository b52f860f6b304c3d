"""What is kept about a person here, for the copy of one's own data."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from kb.accounts.models.user import User
from kb.core.db import session
from kb.members.models import Invitation, MembershipRequest
from kb.members.queries.members import organisations_of
from kb.members.queries.waiting import standing


def own_data(user: User) -> dict[str, Any]:
    """Memberships, invitations to the address and those sent, without the addresses of others, and requests."""
    return {
        "memberships": [
            {"organisation": each.organisation.name, "role": each.role, "since": each.since}
            for each in organisations_of(user)
        ],
        "invitations": [
            {**_told(each), "expires_at": each.expires_at} for each in _invitations(Invitation.email == user.email)
        ],
        "invitations_sent": [_told(each) for each in _invitations(Invitation.invited_by_id == user.id)],
        "membership_requests": _requests(user),
    }


def _invitations(whose: ColumnElement[bool]) -> Sequence[Invitation]:
    found = select(Invitation).where(whose).options(joinedload(Invitation.organisation))
    return session.scalars(found.order_by(Invitation.id)).all()


def _told(invitation: Invitation) -> dict[str, Any]:
    return {
        "organisation": invitation.organisation.name,
        "role": invitation.role,
        "made_at": invitation.made_at,
        "state": standing(invitation),
    }


def _requests(user: User) -> list[dict[str, Any]]:
    found = select(MembershipRequest).where(MembershipRequest.user_id == user.id)
    rows = session.scalars(found.options(joinedload(MembershipRequest.organisation)).order_by(MembershipRequest.id))
    return [
        {
            "organisation": each.organisation.name,
            "reason": each.reason,
            "made_at": each.made_at,
            "accepted": each.accepted,
        }
        for each in rows
    ]
