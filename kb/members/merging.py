"""What becomes of the people of an organisation that is merged into another."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update

from kb.accounts.models.user import ROLES, Membership
from kb.core.db import session, utc_now
from kb.core.events import OrganisationMerged
from kb.members.joining import hold
from kb.members.models import Invitation, MembershipRequest
from kb.members.queries.members import members_among
from kb.members.queries.waiting import pending, undecided
from kb.members.roles import higher


def move(event: OrganisationMerged) -> None:
    """Everybody belongs to the organisation that stays, in the higher role where they had two.

    What waited for an answer from somebody who is a member of it now is settled.
    """
    for number in sorted((event.organisation_id, event.into_id)):
        hold(number)
    _move_memberships(event)
    _move_invitations(event)
    _move_requests(event)


def _move_memberships(event: OrganisationMerged) -> None:
    there = {each.user_id: each for each in _of(Membership, event.into_id)}
    for each in _of(Membership, event.organisation_id):
        same = there.get(each.user_id)
        if same is None:
            each.organisation_id = event.into_id
        else:
            same.role, same.since = higher(same.role, each.role), min(same.since, each.since)
            session.delete(each)
    session.flush()


def _move_invitations(event: OrganisationMerged) -> None:
    """Of those that wait for an answer from one address one stays: with the highest role, and of these the newest."""
    _move_all(Invitation, event)
    now = utc_now()
    kept: dict[str, Invitation] = {}
    waiting = session.scalars(select(Invitation).where(Invitation.organisation_id == event.into_id, pending)).all()
    for each in sorted(waiting, key=lambda each: (ROLES.index(each.role), each.made_at, each.id)):
        if each.email in kept:
            kept[each.email].withdrawn_at = now
        kept[each.email] = each
    for email in members_among(event.into_id, kept):
        kept[email].withdrawn_at = now
    session.flush()


def _move_requests(event: OrganisationMerged) -> None:
    """Whoever is a member now has nothing to wait for, and nobody waits twice."""
    members = select(Membership.user_id).where(Membership.organisation_id == event.into_id)
    waiting_there = select(MembershipRequest.user_id).where(
        MembershipRequest.organisation_id == event.into_id, undecided
    )
    session.execute(
        update(MembershipRequest)
        .where(
            MembershipRequest.organisation_id.in_((event.organisation_id, event.into_id)),
            MembershipRequest.user_id.in_(members),
            undecided,
        )
        .values(decided_at=utc_now(), accepted=True)
    )
    session.execute(
        delete(MembershipRequest).where(
            MembershipRequest.organisation_id == event.organisation_id,
            MembershipRequest.user_id.in_(waiting_there.scalar_subquery()),
            undecided,
        )
    )
    _move_all(MembershipRequest, event)


def _of(model: type[Membership], organisation_id: int) -> Sequence[Membership]:
    statement = select(model).where(model.organisation_id == organisation_id)
    return session.scalars(statement.execution_options(populate_existing=True)).all()


def _move_all(model: type[Invitation] | type[MembershipRequest], event: OrganisationMerged) -> None:
    moved = update(model).where(model.organisation_id == event.organisation_id)
    session.execute(moved.values(organisation_id=event.into_id))
