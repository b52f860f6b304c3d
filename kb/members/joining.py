"""How the people of an organisation are changed by one at a time, and what joining and leaving it mean."""

from typing import TypeVar

from sqlalchemy import select, update

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership, User
from kb.accounts.queries.users import other_admins
from kb.core.db import session, utc_now
from kb.core.errors import Conflict, Invalid
from kb.core.events import MemberRemoved, WritingEnded, publish
from kb.members.models import Invitation, MembershipRequest
from kb.members.queries.members import has_another_lead, writers_beside
from kb.members.queries.waiting import pending, undecided
from kb.members.roles import higher

Thing = TypeVar("Thing", Membership, Invitation, MembershipRequest)


def hold(organisation_id: int) -> None:
    """Have everybody else who changes this organisation's people wait until this transaction ends.

    On SQLite they wait anyway. What was read before may be out of date after it.
    """
    held = select(Organisation.id).where(Organisation.id == organisation_id)
    session.execute(held.with_for_update(key_share=True))  # rows that point to the organisation need not wait


def held(thing: Thing) -> Thing:
    """The row as it is once its organisation is held. Raises Conflict where somebody else has removed it."""
    hold(thing.organisation_id)
    found = session.get(type(thing), thing.id, populate_existing=True)
    if found is None:
        raise Conflict
    return found


def join(user: User, organisation_id: int, role: str) -> Membership:
    """Make somebody a member of an organisation that is held; a member gets the higher of both roles.

    With that, whatever else waits for an answer about this person and this organisation is settled.
    """
    of_both = Membership.user_id == user.id, Membership.organisation_id == organisation_id
    found = session.scalar(select(Membership).where(*of_both).execution_options(populate_existing=True))
    if found is None:
        found = Membership(user_id=user.id, organisation_id=organisation_id, role=role)
        session.add(found)
        session.flush()
    else:
        found.role = higher(found.role, role)
    session.execute(
        update(MembershipRequest)
        .where(MembershipRequest.user_id == user.id, MembershipRequest.organisation_id == organisation_id, undecided)
        .values(decided_at=utc_now(), accepted=True)
    )
    withdraw_invitations(organisation_id, user.email)
    return found


def not_oneself(who: Actor, user_id: int, field: str) -> None:
    """Raises Invalid(field=...) where admins let themselves into an organisation though another admin could do it.

    The leads of an organisation never come here for themselves: they have the highest role already.
    """
    if user_id == who.user_id and (others := other_admins(user_id)):
        raise Invalid(
            **{field: f"Nobody lets themselves into an organisation. Ask its lead or another admin, {others[0].name}"}
        )


def may_take_over(membership: Membership, successor_id: int | None) -> None:
    """Raises Invalid(successor=...) for somebody who cannot take over what a member has in hand."""
    if successor_id is not None and successor_id not in {each.user_id for each in writers_beside(membership)}:
        raise Invalid(successor="Choose somebody from the list: that person can no longer take over drafts")


def first_successor(membership: Membership) -> int | None:
    """Number of the user who takes drafts over where nobody was chosen: a lead, or else a contributor, if any."""
    others = writers_beside(membership)
    return others[0].user_id if others else None


def stop_writing(membership: Membership, successor_id: int | None) -> None:
    """Say that a member can no longer write; what they have in hand goes to the successor."""
    session.flush()
    publish(WritingEnded(membership.user_id, membership.organisation_id, successor_id))


def end_membership(membership: Membership, successor_id: int | None, *, keep_invitations: bool = True) -> None:
    """End a membership in an organisation that is held; what the person had in hand goes to the successor."""
    user_id, organisation_id, email = membership.user_id, membership.organisation_id, membership.user.email
    pass_on(membership, keep=keep_invitations)
    session.delete(membership)
    session.flush()
    withdraw_invitations(organisation_id, email)  # an older link must not be a way back in
    now = utc_now()  # nor is the word of the sign-on provider, which knows nothing of it
    session.add(
        MembershipRequest(
            user_id=user_id, organisation_id=organisation_id, reason="left", made_at=now, decided_at=now, accepted=False
        )
    )
    publish(MemberRemoved(user_id, organisation_id, successor_id))


def withdraw_invitations(organisation_id: int, email: str | None) -> None:
    """Take back what waits for an answer from this address."""
    of_both = Invitation.organisation_id == organisation_id, Invitation.email == email
    session.execute(update(Invitation).where(*of_both, pending).values(withdrawn_at=utc_now()))


def pass_on(membership: Membership, *, keep: bool) -> None:
    """Have the other leads vouch for what a member has sent that waits for an answer; without any it is taken back.

    It is taken back too where it is not to be kept: it may have gone to another address of the sender's own.
    """
    if keep and has_another_lead(membership):
        return
    theirs = Invitation.organisation_id == membership.organisation_id, Invitation.invited_by_id == membership.user_id
    session.execute(update(Invitation).where(*theirs, pending).values(withdrawn_at=utc_now()))
