"""Members of an organisation: added, given another role, handing over, removed, leaving."""

from kb.access.actors import Actor, Permission
from kb.access.policy import allows
from kb.access.use_case import use_case
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership, User
from kb.accounts.sign_in import end_all
from kb.core.db import session
from kb.core.errors import Conflict, Invalid
from kb.members import letters
from kb.members.joining import (
    end_membership,
    held,
    hold,
    join,
    may_take_over,
    not_oneself,
    pass_on,
    stop_writing,
)
from kb.members.queries.members import WRITERS, has_another_lead, others_beside, role_in
from kb.members.queries.waiting import sent_by
from kb.members.roles import higher, label

LAST_LEAD = "Hand over to somebody else first: nobody else looks after the people of this organisation"


@use_case(Permission.MEMBER_CHANGE, choice="role")
def add(who: Actor, organisation: Organisation, *, user: User, role: str) -> Membership:
    """Make somebody a member without an invitation, or raise the role of one; they are told, and so are the leads.

    Raises Invalid(organisation=...) where the user has this role there, or a higher one, and for an admin who could
    ask another one.
    """
    hold(organisation.id)
    now = role_in(organisation.id, user.id)
    if now is not None and higher(now, role) == now:
        raise Invalid(organisation=f"{user.name} is {label(now)} there already")
    not_oneself(who, user.id, "organisation")
    return _add(organisation, user, role, who)


@use_case(Permission.MEMBER_CHANGE, choice="role")
def let_join(_who: Actor, organisation: Organisation, *, user: User, role: str) -> Membership:
    """The same for a member of an organisation that this one took over from; its leads are told of all at once."""
    hold(organisation.id)
    return _add(organisation, user, role)


def _add(organisation: Organisation, user: User, role: str, who: Actor | None = None) -> Membership:
    membership = join(user, organisation.id, role)
    letters.added(membership)
    if who is not None:
        letters.changed_by_admin(membership, by=who.user_id)
    return membership


@use_case(Permission.MEMBER_CHANGE, choice="role")
def change_role(
    who: Actor, membership: Membership, *, role: str, successor_id: int | None = None, keep_invitations: bool = True
) -> User:
    """Give a member another role.

    The drafts of somebody who can no longer write go to the successor. Invitations that a lead has sent stay, unless
    they are not to be kept or nobody would lead the organisation. Raises Invalid(role=...) where nobody would lead the
    organisation any more, and for an admin who could ask another one; Invalid(successor=...) for somebody who cannot
    take drafts over.
    """
    membership = held(membership)
    user = membership.user
    if role == membership.role:
        return user
    if not may_be_without_lead(who, membership):
        raise Invalid(role=LAST_LEAD)
    if higher(role, membership.role) == role:
        not_oneself(who, user.id, "role")
    if membership.role in WRITERS and role not in WRITERS:
        may_take_over(membership, successor_id)
        stop_writing(membership, successor_id)
    if membership.role == "lead":
        pass_on(membership, keep=keep_invitations)
    membership.role = role
    letters.role_changed(membership, by=who.user_id)
    letters.changed_by_admin(membership, by=who.user_id)
    return user


@use_case(Permission.MEMBER_CHANGE, choice="role")
def hand_over(who: Actor, membership: Membership, *, to: int, role: str) -> User:
    """Make another member lead in place of this one, who has `role` from then on; returns the new lead.

    Open invitations stay, and so do drafts, unless the new role cannot write: then the new lead has them in hand.
    Raises Conflict where the member does not lead, Invalid(to=...) for somebody who does not belong to the
    organisation, and for an admin who could ask another one.
    """
    membership = held(membership)
    if membership.role != "lead" or role == "lead":
        raise Conflict
    if to not in {each.user_id for each in others_beside(membership)}:
        raise Invalid(to="Choose somebody from the list: that person can no longer take over")
    heir = session.query(Membership).filter_by(organisation_id=membership.organisation_id, user_id=to).one()
    if heir.role != "lead":
        not_oneself(who, to, "to")
    heir.role = "lead"
    if role not in WRITERS:
        stop_writing(membership, to)
    membership.role = role
    letters.handed_over(heir, before=membership, invitations=len(sent_by(membership)))
    if membership.user_id != who.user_id:
        letters.role_changed(membership, by=who.user_id)
        letters.changed_by_admin(heir, by=who.user_id)
    return heir.user


@use_case(Permission.MEMBER_REMOVE)
def remove(who: Actor, membership: Membership, *, successor_id: int | None, keep_invitations: bool = True) -> User:
    """Remove a member, whose sessions end at once; the drafts they had in hand go to the successor.

    Invitations as in `change_role`. Raises Invalid(successor=...) where the successor cannot take the drafts, or
    nobody would lead the organisation any more.
    """
    membership = held(membership)
    if not may_be_without_lead(who, membership):
        raise Invalid(successor=LAST_LEAD)
    user = membership.user
    letters.removed(membership, by=who.user_id)
    may_take_over(membership, successor_id)
    end_membership(membership, successor_id, keep_invitations=keep_invitations)
    end_all(user)
    return user


@use_case(Permission.MEMBER_LEAVE)
def leave(who: Actor, membership: Membership, *, successor_id: int | None) -> Organisation:
    """Leave an organisation by oneself; the drafts one had in hand go to the successor. Raises Invalid as `remove`."""
    membership = held(membership)
    if not may_be_without_lead(who, membership):
        raise Invalid(successor=LAST_LEAD)
    organisation = membership.organisation
    may_take_over(membership, successor_id)
    end_membership(membership, successor_id)
    return organisation


def may_be_without_lead(who: Actor, membership: Membership) -> bool:
    """Whether the organisation may do without this member as a lead: others lead it, or an admin decides so."""
    if membership.role != "lead" or allows(who, Permission.ORGANISATION_CHANGE, membership.organisation):
        return True
    return has_another_lead(membership)
