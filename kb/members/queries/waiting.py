"""Invitations and requests that wait for an answer, and what has become of one."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import joinedload

from kb.accounts.digests import token_digest
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership
from kb.core.db import session, utc_now
from kb.core.paging import SIZE, Page, page_of
from kb.members.models import Invitation, MembershipRequest

pending = and_(Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None))
"""Invitations that were neither used nor withdrawn; one of them may have expired."""
undecided = MembershipRequest.decided_at.is_(None)


def invitation_by_token(token: str) -> Invitation | None:
    """The invitation whose link has this token; None where no link has it."""
    return session.scalar(
        select(Invitation)
        .where(Invitation.token_digest == token_digest(token))
        .options(joinedload(Invitation.organisation), joinedload(Invitation.invited_by))
    )


def standing(invitation: Invitation) -> str:
    """What has become of an invitation: open, accepted, withdrawn, replaced (a newer one is open) or expired."""
    if invitation.accepted_at:
        return "accepted"
    if not invitation.withdrawn_at:
        return "open" if utc_now() < invitation.expires_at else "expired"
    newer = select(Invitation.id).where(
        Invitation.organisation_id == invitation.organisation_id, Invitation.email == invitation.email, pending
    )
    return "replaced" if session.scalar(newer.limit(1)) else "withdrawn"


def invitations(organisation: Organisation, page: int, words: str = "") -> Page[Invitation]:
    """A page of the invitations that wait for an answer, the newest first; `words` are parts of the address."""
    conditions = (pending, *(Invitation.email.contains(word, autoescape=True) for word in words.lower().split()[:10]))

    def rows(offset: int, limit: int) -> Sequence[Invitation]:
        wanted = select(Invitation).where(Invitation.organisation_id == organisation.id, *conditions)
        newest = wanted.order_by(Invitation.made_at.desc(), Invitation.id.desc()).offset(offset).limit(limit)
        return session.scalars(newest.options(joinedload(Invitation.invited_by))).all()

    return page_of(page, _count(Invitation, organisation, *conditions), rows)


def expired_invitations(organisation: Organisation) -> int:
    """How many of them can no longer be answered, because they are too old."""
    return _count(Invitation, organisation, *_expired())


def all_expired(organisation: Organisation) -> Sequence[Invitation]:
    """These, by their addresses."""
    wanted = select(Invitation).where(Invitation.organisation_id == organisation.id, *_expired())
    return session.scalars(wanted.order_by(Invitation.email, Invitation.id)).all()


def sent_by(membership: Membership) -> Sequence[str]:
    """The addresses of open invitations that a member has sent, in their order."""
    theirs = Invitation.organisation_id == membership.organisation_id, Invitation.invited_by_id == membership.user_id
    opened = select(Invitation.email).where(*theirs, pending, Invitation.expires_at > utc_now())
    return session.scalars(opened.order_by(Invitation.email)).all()


def invited_among(organisation_id: int, emails: Collection[str]) -> set[str]:
    """Those of these addresses to which an invitation of the organisation waits for an answer."""
    found = select(Invitation.email).where(Invitation.organisation_id == organisation_id, Invitation.email.in_(emails))
    return set(session.scalars(found.where(pending, Invitation.expires_at > utc_now())))


def requests(organisation: Organisation) -> Page[MembershipRequest]:
    """The requests that wait for a decision, the oldest first: as many as fit on a page, and how many there are."""
    wanted = select(MembershipRequest).where(MembershipRequest.organisation_id == organisation.id, undecided)
    oldest = wanted.order_by(MembershipRequest.made_at, MembershipRequest.id).limit(SIZE)
    rows = session.scalars(oldest.options(joinedload(MembershipRequest.user))).all()
    return Page(rows, _count(MembershipRequest, organisation, undecided))


def _expired() -> tuple[ColumnElement[bool], ...]:
    return pending, Invitation.expires_at <= utc_now()


def _count(
    model: type[Invitation] | type[MembershipRequest], organisation: Organisation, *conditions: ColumnElement[bool]
) -> int:
    counted = select(func.count()).select_from(model).where(model.organisation_id == organisation.id, *conditions)
    return session.scalar(counted) or 0
